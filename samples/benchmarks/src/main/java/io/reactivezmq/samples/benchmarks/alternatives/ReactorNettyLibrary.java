package io.reactivezmq.samples.benchmarks.alternatives;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.FixedLengthFrameDecoder;
import io.reactivezmq.samples.benchmarks.Requests;
import io.reactivezmq.samples.benchmarks.Window;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.NettyInbound;
import reactor.netty.NettyOutbound;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;
import reactor.util.concurrent.Queues;

/** An echo over plain Reactor Netty: the client cuts the bytes into frames of a fixed length, instead of a protocol. */
final class ReactorNettyLibrary implements Requests {

    @Override
    public void serveMany(String bindTo) {
        DisposableServer server = TcpServer.create()
                .host(Ends.host(bindTo))
                .port(Ends.port(bindTo))
                .handle((in, out) -> out.send(in.receive().retain()))
                .bindNow();
        Ends.listening((InetSocketAddress) server.address());
        server.onDispose().block();
    }

    @Override
    public void askMany(String connectTo, byte[] payload, int inFlight, Window window) {
        ByteBuf body = Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(payload.length).writeBytes(payload));
        Sinks.Many<ByteBuf> requests = Sinks.unsafe()
                .many()
                .unicast()
                .onBackpressureBuffer(Queues.<ByteBuf>get(inFlight).get());
        for (int i = 0; i < inFlight; i++) {
            requests.tryEmitNext(body.duplicate());
        }
        Connection connection = connect(connectTo, payload.length, (in, out) -> {
            in.receive()
                    .subscribe(
                            answer -> {
                                window.message(answer.readableBytes());
                                requests.tryEmitNext(body.duplicate());
                            },
                            window::fail);
            return out.send(requests.asFlux());
        });
        window.result().join();
        connection.disposeNow();
    }

    private static Connection connect(
            String connectTo, int size, BiFunction<NettyInbound, NettyOutbound, Publisher<Void>> handler) {
        return Objects.requireNonNull(TcpClient.create()
                .host(Ends.host(connectTo))
                .port(Ends.port(connectTo))
                .doOnConnected(connection -> connection.addHandlerLast(new FixedLengthFrameDecoder(size)))
                .handle(handler)
                .connectNow());
    }

    @Override
    public void close() {}
}
