package io.reactivezmq;

import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.loop.LoopGroup;
import io.reactivezmq.options.ChannelOptions;
import io.reactivezmq.options.ClientOptions;
import io.reactivezmq.options.ContextOptions;
import io.reactivezmq.options.DealerOptions;
import io.reactivezmq.options.DgramOptions;
import io.reactivezmq.options.DishOptions;
import io.reactivezmq.options.GatherOptions;
import io.reactivezmq.options.PairOptions;
import io.reactivezmq.options.PeerOptions;
import io.reactivezmq.options.PubOptions;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.options.RadioOptions;
import io.reactivezmq.options.RepOptions;
import io.reactivezmq.options.ReqOptions;
import io.reactivezmq.options.RouterOptions;
import io.reactivezmq.options.ScatterOptions;
import io.reactivezmq.options.ServerOptions;
import io.reactivezmq.options.StreamOptions;
import io.reactivezmq.options.SubOptions;
import io.reactivezmq.options.XPubOptions;
import io.reactivezmq.options.XSubOptions;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * Makes sockets, and owns the event loops they live on. An application needs one. It speaks every transport whose
 * artifact is on the class path.
 *
 * <p>Each method that makes a socket throws {@link SocketClosedException} once the context is closed.
 */
public interface ZmqContext {

    /** A context with the default options. */
    static ZmqContext create() {
        return create(options -> {});
    }

    /** A context with these options. */
    static ZmqContext create(Consumer<? super ContextOptions> options) {
        ContextOptions chosen = new ContextOptions();
        options.accept(chosen);
        return Factory.installed().create(chosen, null);
    }

    /** A context on loops that the application owns; they go on when the context is closed. */
    static ZmqContext on(LoopGroup loops) {
        return on(loops, options -> {});
    }

    /** The same with these options; how many loops there are is the application's affair. */
    static ZmqContext on(LoopGroup loops, Consumer<? super ContextOptions> options) {
        ContextOptions chosen = new ContextOptions();
        options.accept(chosen);
        return Factory.installed().create(chosen, loops);
    }

    /** A PUSH socket. */
    default PushSocket push() {
        return push(options -> {});
    }

    /** A PUSH socket with these options. */
    PushSocket push(Consumer<? super PushOptions> options);

    /** A PULL socket. */
    default PullSocket pull() {
        return pull(options -> {});
    }

    /** A PULL socket with these options. */
    PullSocket pull(Consumer<? super PullOptions> options);

    /** A PUB socket. */
    default PubSocket pub() {
        return pub(options -> {});
    }

    /** A PUB socket with these options. */
    PubSocket pub(Consumer<? super PubOptions> options);

    /** A SUB socket. */
    default SubSocket sub() {
        return sub(options -> {});
    }

    /** A SUB socket with these options. */
    SubSocket sub(Consumer<? super SubOptions> options);

    /** A REQ socket. */
    default ReqSocket req() {
        return req(options -> {});
    }

    /** A REQ socket with these options. */
    ReqSocket req(Consumer<? super ReqOptions> options);

    /** A REP socket. */
    default RepSocket rep() {
        return rep(options -> {});
    }

    /** A REP socket with these options. */
    RepSocket rep(Consumer<? super RepOptions> options);

    /** A DEALER socket. */
    default DealerSocket dealer() {
        return dealer(options -> {});
    }

    /** A DEALER socket with these options. */
    DealerSocket dealer(Consumer<? super DealerOptions> options);

    /** A ROUTER socket. */
    default RouterSocket router() {
        return router(options -> {});
    }

    /** A ROUTER socket with these options. */
    RouterSocket router(Consumer<? super RouterOptions> options);

    /** A PAIR socket. */
    default PairSocket pair() {
        return pair(options -> {});
    }

    /** A PAIR socket with these options. */
    PairSocket pair(Consumer<? super PairOptions> options);

    /** An XPUB socket. */
    default XPubSocket xpub() {
        return xpub(options -> {});
    }

    /** An XPUB socket with these options. */
    XPubSocket xpub(Consumer<? super XPubOptions> options);

    /** An XSUB socket. */
    default XSubSocket xsub() {
        return xsub(options -> {});
    }

    /** An XSUB socket with these options. */
    XSubSocket xsub(Consumer<? super XSubOptions> options);

    /** A CLIENT socket. */
    default ClientSocket client() {
        return client(options -> {});
    }

    /** A CLIENT socket with these options. */
    ClientSocket client(Consumer<? super ClientOptions> options);

    /** A SERVER socket. */
    default ServerSocket server() {
        return server(options -> {});
    }

    /** A SERVER socket with these options. */
    ServerSocket server(Consumer<? super ServerOptions> options);

    /** A SCATTER socket. */
    default ScatterSocket scatter() {
        return scatter(options -> {});
    }

    /** A SCATTER socket with these options. */
    ScatterSocket scatter(Consumer<? super ScatterOptions> options);

    /** A GATHER socket. */
    default GatherSocket gather() {
        return gather(options -> {});
    }

    /** A GATHER socket with these options. */
    GatherSocket gather(Consumer<? super GatherOptions> options);

    /** A PEER socket. */
    default PeerSocket peer() {
        return peer(options -> {});
    }

    /** A PEER socket with these options. */
    PeerSocket peer(Consumer<? super PeerOptions> options);

    /** A CHANNEL socket. */
    default ChannelSocket channel() {
        return channel(options -> {});
    }

    /** A CHANNEL socket with these options. */
    ChannelSocket channel(Consumer<? super ChannelOptions> options);

    /** A RADIO socket. */
    default RadioSocket radio() {
        return radio(options -> {});
    }

    /** A RADIO socket with these options. */
    RadioSocket radio(Consumer<? super RadioOptions> options);

    /** A DISH socket. */
    default DishSocket dish() {
        return dish(options -> {});
    }

    /** A DISH socket with these options. */
    DishSocket dish(Consumer<? super DishOptions> options);

    /** A STREAM socket. */
    default StreamSocket stream() {
        return stream(options -> {});
    }

    /** A STREAM socket with these options. */
    StreamSocket stream(Consumer<? super StreamOptions> options);

    /** A DGRAM socket. */
    default DgramSocket dgram() {
        return dgram(options -> {});
    }

    /** A DGRAM socket with these options. */
    DgramSocket dgram(Consumer<? super DgramOptions> options);

    /**
     * A proxy between two sockets, which need not be of this context: PULL and PUSH, XSUB and XPUB, ROUTER and DEALER,
     * or any other pair of which one receives and the other sends. A socket may be proxied with itself and then echoes.
     *
     * @throws IllegalArgumentException when nothing can be forwarded between them in either direction
     */
    ZmqProxy proxy(ZmqSocket<?> frontend, ZmqSocket<?> backend);

    /** Whether {@code close} was called. */
    boolean isClosed();

    /**
     * Closes all sockets, each with its linger time, then the loops that the context owns; whether or not the result is
     * subscribed to. Completes when all is done.
     */
    Mono<Void> close();

    /** How {@link #create()} finds the implementation. */
    interface Factory {

        /** Makes a context on these loops, or on loops of its own. */
        ZmqContext create(ContextOptions options, @org.jspecify.annotations.Nullable LoopGroup loops);

        private static Factory installed() {
            return ServiceLoader.load(Factory.class, ZmqContext.class.getClassLoader())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("reactive-core lacks its service files"));
        }
    }
}
