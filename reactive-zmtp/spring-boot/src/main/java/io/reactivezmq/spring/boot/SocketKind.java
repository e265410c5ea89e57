package io.reactivezmq.spring.boot;

import io.reactivezmq.ChannelSocket;
import io.reactivezmq.ClientSocket;
import io.reactivezmq.DealerSocket;
import io.reactivezmq.DgramSocket;
import io.reactivezmq.DishSocket;
import io.reactivezmq.GatherSocket;
import io.reactivezmq.PairSocket;
import io.reactivezmq.PeerSocket;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RadioSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.ScatterSocket;
import io.reactivezmq.ServerSocket;
import io.reactivezmq.SocketType;
import io.reactivezmq.StreamSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.XSubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.options.ChannelOptions;
import io.reactivezmq.options.ClientOptions;
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
import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.options.StreamOptions;
import io.reactivezmq.options.SubOptions;
import io.reactivezmq.options.XPubOptions;
import io.reactivezmq.options.XSubOptions;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Connects a socket type with its interface, its options and its factory method.
 *
 * @param <S> the interface
 * @param <O> the options
 */
record SocketKind<S extends ZmqSocket<S>, O extends SocketOptions<O>>(
        Class<S> socketClass, Supplier<O> options, BiFunction<ZmqContext, Consumer<O>, S> factory) {

    static SocketKind<?, ?> of(SocketType type) {
        return switch (type) {
            case PAIR -> kind(PairSocket.class, PairOptions::new, (zmq, o) -> zmq.pair(o));
            case PUB -> kind(PubSocket.class, PubOptions::new, (zmq, o) -> zmq.pub(o));
            case SUB -> kind(SubSocket.class, SubOptions::new, (zmq, o) -> zmq.sub(o));
            case REQ -> kind(ReqSocket.class, ReqOptions::new, (zmq, o) -> zmq.req(o));
            case REP -> kind(RepSocket.class, RepOptions::new, (zmq, o) -> zmq.rep(o));
            case DEALER -> kind(DealerSocket.class, DealerOptions::new, (zmq, o) -> zmq.dealer(o));
            case ROUTER -> kind(RouterSocket.class, RouterOptions::new, (zmq, o) -> zmq.router(o));
            case PULL -> kind(PullSocket.class, PullOptions::new, (zmq, o) -> zmq.pull(o));
            case PUSH -> kind(PushSocket.class, PushOptions::new, (zmq, o) -> zmq.push(o));
            case XPUB -> kind(XPubSocket.class, XPubOptions::new, (zmq, o) -> zmq.xpub(o));
            case XSUB -> kind(XSubSocket.class, XSubOptions::new, (zmq, o) -> zmq.xsub(o));
            case CLIENT -> kind(ClientSocket.class, ClientOptions::new, (zmq, o) -> zmq.client(o));
            case SERVER -> kind(ServerSocket.class, ServerOptions::new, (zmq, o) -> zmq.server(o));
            case SCATTER -> kind(ScatterSocket.class, ScatterOptions::new, (zmq, o) -> zmq.scatter(o));
            case GATHER -> kind(GatherSocket.class, GatherOptions::new, (zmq, o) -> zmq.gather(o));
            case PEER -> kind(PeerSocket.class, PeerOptions::new, (zmq, o) -> zmq.peer(o));
            case CHANNEL -> kind(ChannelSocket.class, ChannelOptions::new, (zmq, o) -> zmq.channel(o));
            case RADIO -> kind(RadioSocket.class, RadioOptions::new, (zmq, o) -> zmq.radio(o));
            case DISH -> kind(DishSocket.class, DishOptions::new, (zmq, o) -> zmq.dish(o));
            case STREAM -> kind(StreamSocket.class, StreamOptions::new, (zmq, o) -> zmq.stream(o));
            case DGRAM -> kind(DgramSocket.class, DgramOptions::new, (zmq, o) -> zmq.dgram(o));
        };
    }

    private static <S extends ZmqSocket<S>, O extends SocketOptions<O>> SocketKind<S, O> kind(
            Class<S> socketClass, Supplier<O> options, BiFunction<ZmqContext, Consumer<O>, S> factory) {
        return new SocketKind<>(socketClass, options, factory);
    }

    /** Returns the types whose options extend the given class or interface. */
    static List<SocketType> typesWith(Class<?> options) {
        return Arrays.stream(SocketType.values())
                .filter(type -> options.isInstance(of(type).options().get()))
                .toList();
    }

    /** Creates a socket after all of the configurers have seen its options. */
    S create(ZmqContext zmq, Consumer<? super O> configurer) {
        return factory.apply(zmq, configurer::accept);
    }
}
