package io.reactivezmq;

import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.loop.Loop;
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
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Creates sockets, and owns the event loops that they run on. An application needs one context. It supports every
 * transport whose artifact is on the class path.
 *
 * <p>Each socket runs on one of the loops. Messages pass between a socket and the application with Reactive Streams
 * demand. Between a socket and each peer they pass through a pipe that is bounded by a high-water mark. By default both
 * high-water marks, for sending and for receiving, are 1,000 messages per peer.
 *
 * <p>The consumer given to a method that creates a socket changes the default options, on the caller's thread. These
 * methods throw {@link SocketClosedException} when the context is closed. They throw
 * {@link io.reactivezmq.error.InvalidOptionException} when an option is invalid, or when {@code maxSockets} sockets are
 * open.
 */
public interface ZmqContext {

    /** Creates a context with the default options: one event loop per processor, at most four. */
    static ZmqContext create() {
        return create(options -> {});
    }

    /**
     * Creates a context with its own event loops.
     *
     * @param options changes the default options, on the caller's thread
     */
    static ZmqContext create(Consumer<? super ContextOptions> options) {
        ContextOptions chosen = new ContextOptions();
        options.accept(chosen);
        return Factory.installed().create(chosen, null);
    }

    /** Creates a context on event loops that the application owns. They keep running when the context is closed. */
    static ZmqContext on(LoopGroup loops) {
        return on(loops, options -> {});
    }

    /**
     * Creates a context on event loops that the application owns. They keep running when the context is closed.
     *
     * @param loops the event loops
     * @param options changes the default options, on the caller's thread. The number of loops in it is ignored
     */
    static ZmqContext on(LoopGroup loops, Consumer<? super ContextOptions> options) {
        ContextOptions chosen = new ContextOptions();
        options.accept(chosen);
        return Factory.installed().create(chosen, loops);
    }

    /**
     * Creates a PUSH socket, which distributes messages over PULL peers in turn. Demand follows the room in the pipes:
     * without a peer that has room there is none. High-water mark: 1,000 messages per peer.
     */
    default PushSocket push() {
        return push(options -> {});
    }

    /**
     * Creates a PUSH socket, which distributes messages over PULL peers in turn, with other options. By default, demand
     * follows the room in the pipes and the high-water mark is 1,000 messages per peer.
     */
    PushSocket push(Consumer<? super PushOptions> options);

    /**
     * Creates a PULL socket, which receives messages from PUSH peers by fair queueing. Without demand, up to 1,000
     * messages per peer wait; then the connection is not read.
     */
    default PullSocket pull() {
        return pull(options -> {});
    }

    /**
     * Creates a PULL socket, which receives messages from PUSH peers by fair queueing, with other options. By default,
     * without demand, up to 1,000 messages per peer wait (the high-water mark); then the connection is not read.
     */
    PullSocket pull(Consumer<? super PullOptions> options);

    /**
     * Creates a PUB socket, which sends each message to all subscribers to a prefix of it. Publishers are asked in
     * bounded batches; a subscriber at the high-water mark of 1,000 messages misses messages, which are counted.
     */
    default PubSocket pub() {
        return pub(options -> {});
    }

    /**
     * Creates a PUB socket, which sends each message to all subscribers to a prefix of it, with other options. By
     * default, publishers are asked in bounded batches, and a subscriber at the high-water mark of 1,000 messages
     * misses messages, which are counted. With {@link io.reactivezmq.options.value.OnFull#BACKPRESSURE} demand follows
     * the slowest subscriber instead.
     */
    PubSocket pub(Consumer<? super PubOptions> options);

    /**
     * Creates a SUB socket, which receives messages that match its subscriptions. Without demand, up to 1,000 messages
     * per publisher wait; then the connection is not read.
     */
    default SubSocket sub() {
        return sub(options -> {});
    }

    /**
     * Creates a SUB socket, which receives messages that match its subscriptions, with other options. By default,
     * without demand, up to 1,000 messages per publisher wait (the high-water mark); then the connection is not read.
     */
    SubSocket sub(Consumer<? super SubOptions> options);

    /**
     * Creates a REQ socket, which sends requests to REP or ROUTER peers in turn. One request is in flight at a time; up
     * to 1,024 further requests wait. High-water marks: 1,000 messages per peer each way.
     */
    default ReqSocket req() {
        return req(options -> {});
    }

    /**
     * Creates a REQ socket, which sends requests to REP or ROUTER peers in turn, with other options. By default, one
     * request is in flight at a time ({@code maxInFlight}) and up to 1,024 further requests wait
     * ({@code maxPendingSends}). Each subscription to a request is one request. The high-water marks are 1,000 messages
     * per peer each way.
     */
    ReqSocket req(Consumer<? super ReqOptions> options);

    /**
     * Creates a REP socket, which answers requests of REQ or DEALER peers. Requests are taken as handlers or
     * subscribers have room for them; up to 1,000 per peer wait. High-water marks: 1,000 messages per peer each way.
     */
    default RepSocket rep() {
        return rep(options -> {});
    }

    /**
     * Creates a REP socket, which answers requests of REQ or DEALER peers, with other options. Requests are taken as
     * handlers or subscribers have room for them. By default, up to 1,000 requests per peer wait (the high-water mark);
     * then the connection is not read. An answer to a peer with 1,000 waiting answers is dropped and counted.
     */
    RepSocket rep(Consumer<? super RepOptions> options);

    /**
     * Creates a DEALER socket, which distributes messages over its peers in turn and receives from all of them. Demand
     * follows the room in the pipes. High-water marks: 1,000 messages per peer each way.
     */
    default DealerSocket dealer() {
        return dealer(options -> {});
    }

    /**
     * Creates a DEALER socket, which distributes messages over its peers in turn and receives from all of them, with
     * other options. By default, demand follows the room in the pipes, and without demand received messages wait. The
     * high-water marks are 1,000 messages per peer each way.
     */
    DealerSocket dealer(Consumer<? super DealerOptions> options);

    /**
     * Creates a ROUTER socket, which sends each message to the peer named by its first frame. Publishers are asked in
     * bounded batches; a message to an unknown or full peer is dropped and counted. High-water marks: 1,000 messages
     * per peer each way.
     */
    default RouterSocket router() {
        return router(options -> {});
    }

    /**
     * Creates a ROUTER socket, which sends each message to the peer named by its first frame, with other options. By
     * default, publishers are asked in bounded batches, and a message to an unknown or full peer is dropped and
     * counted. The sender of {@link RouterSocket#to} waits for room instead. The high-water marks are 1,000 messages
     * per peer each way.
     */
    RouterSocket router(Consumer<? super RouterOptions> options);

    /**
     * Creates a PAIR socket, which exchanges messages with one peer. Demand follows the room in the pipe to it.
     * High-water marks: 1,000 messages each way.
     */
    default PairSocket pair() {
        return pair(options -> {});
    }

    /**
     * Creates a PAIR socket, which exchanges messages with one peer, with other options. By default, demand follows the
     * room in the pipe to the peer. The high-water marks are 1,000 messages each way.
     */
    PairSocket pair(Consumer<? super PairOptions> options);

    /**
     * Creates an XPUB socket, which publishes like a PUB and receives the subscriptions of its peers. Publishers are
     * asked in bounded batches; a subscriber at its high-water mark misses messages, which are counted. High-water
     * marks: 1,000 messages per peer each way.
     */
    default XPubSocket xpub() {
        return xpub(options -> {});
    }

    /**
     * Creates an XPUB socket, which publishes like a PUB and receives the subscriptions of its peers, with other
     * options. By default, publishers are asked in bounded batches, and a subscriber at its high-water mark misses
     * messages, which are counted. The high-water marks are 1,000 messages per peer each way.
     */
    XPubSocket xpub(Consumer<? super XPubOptions> options);

    /**
     * Creates an XSUB socket, which receives like a SUB and sends subscriptions and other messages to its publishers.
     * Messages to a publisher at its high-water mark are dropped and counted. High-water marks: 1,000 messages per peer
     * each way.
     */
    default XSubSocket xsub() {
        return xsub(options -> {});
    }

    /**
     * Creates an XSUB socket, which receives like a SUB and sends subscriptions and other messages to its publishers,
     * with other options. By default, publishers given to {@code send} are asked in bounded batches, and messages to a
     * peer at its high-water mark are dropped and counted. The high-water marks are 1,000 messages per peer each way.
     */
    XSubSocket xsub(Consumer<? super XSubOptions> options);

    /**
     * Creates a CLIENT socket, which distributes messages of one frame over SERVER peers in turn and receives from all
     * of them. Demand follows the room in the pipes. High-water marks: 1,000 messages per peer each way.
     */
    default ClientSocket client() {
        return client(options -> {});
    }

    /**
     * Creates a CLIENT socket, which distributes messages of one frame over SERVER peers in turn and receives from all
     * of them, with other options. By default, demand follows the room in the pipes. The high-water marks are 1,000
     * messages per peer each way.
     */
    ClientSocket client(Consumer<? super ClientOptions> options);

    /**
     * Creates a SERVER socket, which sends each message to the CLIENT named by its routing id. Publishers are asked in
     * bounded batches; a message to an unknown or full peer fails. High-water marks: 1,000 messages per peer each way.
     */
    default ServerSocket server() {
        return server(options -> {});
    }

    /**
     * Creates a SERVER socket, which sends each message to the CLIENT named by its routing id, with other options. By
     * default, publishers are asked in bounded batches, and a message to an unknown or full peer fails. The sender of
     * {@link ServerSocket#to} waits for room instead. The high-water marks are 1,000 messages per peer each way.
     */
    ServerSocket server(Consumer<? super ServerOptions> options);

    /**
     * Creates a SCATTER socket, which distributes messages of one frame over GATHER peers in turn. Demand follows the
     * room in the pipes: without a peer that has room there is none. High-water mark: 1,000 messages per peer.
     */
    default ScatterSocket scatter() {
        return scatter(options -> {});
    }

    /**
     * Creates a SCATTER socket, which distributes messages of one frame over GATHER peers in turn, with other options.
     * By default, demand follows the room in the pipes and the high-water mark is 1,000 messages per peer.
     */
    ScatterSocket scatter(Consumer<? super ScatterOptions> options);

    /**
     * Creates a GATHER socket, which receives messages of one frame from SCATTER peers by fair queueing. Without
     * demand, up to 1,000 messages per peer wait; then the connection is not read.
     */
    default GatherSocket gather() {
        return gather(options -> {});
    }

    /**
     * Creates a GATHER socket, which receives messages of one frame from SCATTER peers by fair queueing, with other
     * options. By default, without demand, up to 1,000 messages per peer wait (the high-water mark); then the
     * connection is not read.
     */
    GatherSocket gather(Consumer<? super GatherOptions> options);

    /**
     * Creates a PEER socket, which sends each message of one frame to the PEER named by its routing id. Publishers are
     * asked in bounded batches; a message to an unknown or full peer fails. High-water marks: 1,000 messages per peer
     * each way.
     */
    default PeerSocket peer() {
        return peer(options -> {});
    }

    /**
     * Creates a PEER socket, which sends each message of one frame to the PEER named by its routing id, with other
     * options. By default, publishers are asked in bounded batches, and a message to an unknown or full peer fails. The
     * sender of {@link PeerSocket#to} waits for room instead. The high-water marks are 1,000 messages per peer each
     * way.
     */
    PeerSocket peer(Consumer<? super PeerOptions> options);

    /**
     * Creates a CHANNEL socket, which exchanges messages of one frame with one peer. Demand follows the room in the
     * pipe to it. High-water marks: 1,000 messages each way.
     */
    default ChannelSocket channel() {
        return channel(options -> {});
    }

    /**
     * Creates a CHANNEL socket, which exchanges messages of one frame with one peer, with other options. By default,
     * demand follows the room in the pipe to the peer. The high-water marks are 1,000 messages each way.
     */
    ChannelSocket channel(Consumer<? super ChannelOptions> options);

    /**
     * Creates a RADIO socket, which sends each message to every DISH that has joined its group. Publishers are asked in
     * bounded batches; a DISH at the high-water mark of 1,000 messages misses messages, which are counted.
     */
    default RadioSocket radio() {
        return radio(options -> {});
    }

    /**
     * Creates a RADIO socket, which sends each message to every DISH that has joined its group, with other options. By
     * default, publishers are asked in bounded batches, and a DISH at the high-water mark of 1,000 messages misses
     * messages, which are counted. With {@link io.reactivezmq.options.value.OnFull#BACKPRESSURE} demand follows the
     * slowest DISH instead.
     */
    RadioSocket radio(Consumer<? super RadioOptions> options);

    /**
     * Creates a DISH socket, which receives the messages sent to the groups that it has joined. Without demand, up to
     * 1,000 messages per RADIO wait; then the connection is not read, or, over {@code udp}, further messages are
     * dropped and counted.
     */
    default DishSocket dish() {
        return dish(options -> {});
    }

    /**
     * Creates a DISH socket, which receives the messages sent to the groups that it has joined, with other options. By
     * default, without demand, up to 1,000 messages per RADIO wait (the high-water mark); then the connection is not
     * read, or, over {@code udp}, further messages are dropped and counted.
     */
    DishSocket dish(Consumer<? super DishOptions> options);

    /**
     * Creates a STREAM socket, which exchanges plain bytes with peers that do not use ZeroMQ. Publishers are asked in
     * bounded batches; a message to an unknown or full connection fails. High-water marks: 1,000 messages per
     * connection each way.
     */
    default StreamSocket stream() {
        return stream(options -> {});
    }

    /**
     * Creates a STREAM socket, which exchanges plain bytes with peers that do not use ZeroMQ, with other options. By
     * default, publishers are asked in bounded batches, and a message to an unknown or full connection fails. The
     * sender of {@link StreamSocket#to} waits for room instead. The high-water marks are 1,000 messages per connection
     * each way.
     */
    StreamSocket stream(Consumer<? super StreamOptions> options);

    /**
     * Creates a DGRAM socket, which exchanges plain {@code udp} datagrams with any address. Demand follows the room in
     * the socket's one pipe; received datagrams beyond the mark are dropped and counted. High-water marks: 1,000
     * messages each way.
     */
    default DgramSocket dgram() {
        return dgram(options -> {});
    }

    /**
     * Creates a DGRAM socket, which exchanges plain {@code udp} datagrams with any address, with other options. By
     * default, demand follows the room in the socket's one pipe, once it is bound. Received datagrams beyond the
     * receive high-water mark are dropped and counted. The high-water marks are 1,000 messages each way, for all peers
     * together.
     */
    DgramSocket dgram(Consumer<? super DgramOptions> options);

    /**
     * Creates a proxy that forwards messages between two sockets, also of other contexts. The pair may be PULL and
     * PUSH, XSUB and XPUB, ROUTER and DEALER, or any other two sockets of which one receives and the other sends. A
     * socket proxied with itself echoes messages. Demand on the receiving socket is the room at the sending one. The
     * proxy forwards only while {@link ZmqProxy#run} is subscribed to.
     *
     * @throws IllegalArgumentException when no direction can be forwarded, or a socket is not one of this library
     */
    ZmqProxy proxy(ZmqSocket<?> frontend, ZmqSocket<?> backend);

    /** Returns the sockets that have not closed, lingering ones too, in the order of their creation: a snapshot. */
    List<ZmqSocket<?>> sockets();

    /** Returns the event loops that sockets run on, or ran on: a snapshot. Tasks on them must not block. */
    List<Loop> loops();

    /**
     * Adds a listener for all sockets, those that are open and those still to be opened; see {@link SocketListener}.
     * Disposing of the result removes it: a call may still be running then, but none begins.
     */
    Disposable addListener(SocketListener listener);

    /** Returns whether {@link #close} was called. */
    boolean isClosed();

    /**
     * Closes all sockets, each with its linger time, then the event loops that the context owns. This happens whether
     * or not the result is subscribed to. The result completes when everything is closed.
     */
    Mono<Void> close();

    /** Creates contexts. {@link #create()} finds the implementation with {@link ServiceLoader}. */
    interface Factory {

        /** Creates a context on these event loops, or on loops of its own when they are null. */
        ZmqContext create(ContextOptions options, @Nullable LoopGroup loops);

        private static Factory installed() {
            return ServiceLoader.load(Factory.class, ZmqContext.class.getClassLoader())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("reactive-core lacks its service files"));
        }
    }
}
