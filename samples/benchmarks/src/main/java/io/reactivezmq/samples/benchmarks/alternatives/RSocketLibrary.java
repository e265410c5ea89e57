package io.reactivezmq.samples.benchmarks.alternatives;

import io.reactivezmq.samples.benchmarks.Feed;
import io.reactivezmq.samples.benchmarks.Requests;
import io.reactivezmq.samples.benchmarks.Streams;
import io.reactivezmq.samples.benchmarks.Window;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.SocketAcceptor;
import io.rsocket.core.RSocketConnector;
import io.rsocket.core.RSocketServer;
import io.rsocket.frame.decoder.PayloadDecoder;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.server.CloseableChannel;
import io.rsocket.transport.netty.server.TcpServerTransport;
import io.rsocket.util.ByteBufPayload;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** RSocket over TCP: requestStream and requestResponse, with the decoder that does not copy. */
final class RSocketLibrary implements Streams, Requests {

    /** Demand of the receiver in messages: without a limit, an endless source would keep its event loop to itself. */
    private static final int WINDOW = 1024;

    /** The receiver requests the stream of the sender that connects. */
    @Override
    public void receive(String bindTo, Feed feed, Window window, Duration more) {
        CloseableChannel server = listen(bindTo, (setup, sender) -> {
            sender.requestStream(ByteBufPayload.create(new byte[0]))
                    .limitRate(WINDOW)
                    .subscribe(
                            message -> {
                                window.message(message.data().readableBytes());
                                message.release();
                            },
                            window::fail);
            return Mono.just(new RSocket() {});
        });
        Ends.await(window, more);
        server.dispose();
    }

    @Override
    public void send(String connectTo, Feed feed, int messageSize, Window window, Duration more) {
        byte[] body = new byte[messageSize];
        Flux<Payload> messages = Flux.generate(sink -> {
            window.message(messageSize);
            sink.next(ByteBufPayload.create(body));
        });
        RSocket connection =
                connect(connectTo, RSocketConnector.create().acceptor(SocketAcceptor.forRequestStream(request -> {
                    request.release();
                    return messages;
                })));
        Ends.await(window, more);
        connection.dispose();
    }

    @Override
    public void serveMany(String bindTo) {
        listen(bindTo, SocketAcceptor.forRequestResponse(Mono::just)).onClose().block();
    }

    @Override
    public void askMany(String connectTo, byte[] payload, int inFlight, Window window) {
        RSocket connection = connect(connectTo, RSocketConnector.create());
        for (int i = 0; i < inFlight; i++) {
            ask(connection, payload, window);
        }
        window.result().join();
        connection.dispose();
    }

    private static void ask(RSocket connection, byte[] payload, Window window) {
        connection.requestResponse(ByteBufPayload.create(payload)).subscribe(new BaseSubscriber<>() {

            private int size;

            @Override
            protected void hookOnNext(Payload answer) {
                size = answer.data().readableBytes();
                answer.release();
            }

            @Override
            protected void hookOnComplete() {
                if (window.message(size)) {
                    ask(connection, payload, window);
                }
            }

            @Override
            protected void hookOnError(Throwable failure) {
                window.fail(failure);
            }
        });
    }

    private static CloseableChannel listen(String bindTo, SocketAcceptor acceptor) {
        CloseableChannel server = RSocketServer.create(acceptor)
                .payloadDecoder(PayloadDecoder.ZERO_COPY)
                .bind(TcpServerTransport.create(Ends.host(bindTo), Ends.port(bindTo)))
                .block();
        Ends.listening(Objects.requireNonNull(server).address());
        return server;
    }

    private static RSocket connect(String connectTo, RSocketConnector connector) {
        return Objects.requireNonNull(connector
                .payloadDecoder(PayloadDecoder.ZERO_COPY)
                .connect(TcpClientTransport.create(Ends.host(connectTo), Ends.port(connectTo)))
                .block());
    }

    @Override
    public void close() {}
}
