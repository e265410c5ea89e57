package io.reactivezmq.samples.benchmarks.alternatives;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.reactivezmq.samples.benchmarks.Feed;
import io.reactivezmq.samples.benchmarks.Requests;
import io.reactivezmq.samples.benchmarks.Streams;
import io.reactivezmq.samples.benchmarks.Window;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** gRPC over HTTP/2 without TLS: a client stream, and unary calls. Bodies are bytes, without Protocol Buffers. */
final class GrpcLibrary implements Streams, Requests {

    private static final MethodDescriptor<byte[], byte[]> ECHO = method("Echo", MethodType.UNARY);
    private static final MethodDescriptor<byte[], byte[]> COLLECT = method("Collect", MethodType.CLIENT_STREAMING);

    private static MethodDescriptor<byte[], byte[]> method(String name, MethodType type) {
        return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                .setFullMethodName(MethodDescriptor.generateFullMethodName("Bench", name))
                .setType(type)
                .build();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void receive(String bindTo, Feed feed, Window window, Duration more) {
        Server server = listen(
                bindTo,
                ServerServiceDefinition.builder("Bench")
                        .addMethod(COLLECT, ServerCalls.asyncClientStreamingCall(end -> observer(window, () -> {})))
                        .build());
        Ends.await(window, more);
        server.shutdownNow();
    }

    private static StreamObserver<byte[]> observer(Window window, Runnable then) {
        return new StreamObserver<>() {
            @Override
            public void onNext(byte[] message) {
                if (window.message(message.length)) {
                    then.run();
                }
            }

            @Override
            public void onError(Throwable failure) {
                window.fail(failure);
            }

            @Override
            public void onCompleted() {}
        };
    }

    @Override
    public void send(String connectTo, Feed feed, int messageSize, Window window, Duration more) {
        byte[] body = new byte[messageSize];
        ManagedChannel channel = connect(connectTo);
        ClientCalls.asyncClientStreamingCall(
                channel.newCall(COLLECT, CallOptions.DEFAULT), new ClientResponseObserver<byte[], byte[]>() {
                    @Override
                    public void beforeStart(ClientCallStreamObserver<byte[]> requests) {
                        requests.setOnReadyHandler(() -> {
                            while (requests.isReady()) {
                                requests.onNext(body);
                                window.message(messageSize);
                            }
                        });
                    }

                    @Override
                    public void onNext(byte[] end) {}

                    @Override
                    public void onError(Throwable failure) {
                        window.fail(failure);
                    }

                    @Override
                    public void onCompleted() {}
                });
        Ends.await(window, more);
        channel.shutdownNow();
    }

    @Override
    public void serveMany(String bindTo) {
        Server server = listen(
                bindTo,
                ServerServiceDefinition.builder("Bench")
                        .addMethod(ECHO, ServerCalls.asyncUnaryCall((request, answers) -> {
                            answers.onNext(request);
                            answers.onCompleted();
                        }))
                        .build());
        try {
            server.awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void askMany(String connectTo, byte[] payload, int inFlight, Window window) {
        ManagedChannel channel = connect(connectTo);
        for (int i = 0; i < inFlight; i++) {
            ask(channel, payload, window);
        }
        window.result().join();
        channel.shutdownNow();
    }

    private static void ask(ManagedChannel channel, byte[] payload, Window window) {
        ClientCalls.asyncUnaryCall(
                channel.newCall(ECHO, CallOptions.DEFAULT),
                payload,
                observer(window, () -> ask(channel, payload, window)));
    }

    /** Handlers run on the event loop, which is the fastest that this library offers. */
    private static Server listen(String bindTo, ServerServiceDefinition service) {
        try {
            Server server = NettyServerBuilder.forAddress(new InetSocketAddress(Ends.host(bindTo), Ends.port(bindTo)))
                    .directExecutor()
                    .addService(service)
                    .build()
                    .start();
            Ends.listening((InetSocketAddress) server.getListenSockets().get(0));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ManagedChannel connect(String connectTo) {
        return NettyChannelBuilder.forAddress(Ends.host(connectTo), Ends.port(connectTo))
                .usePlaintext()
                .directExecutor()
                .build();
    }

    @Override
    public void close() {}
}
