package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.security.CurveSecretKey;
import java.nio.charset.StandardCharsets;
import org.zeromq.ZMQ;

/** Whether what is measured is sealed. */
enum Seal {
    /** It is not. */
    NONE {
        @Override
        void server(SocketOptions<?> options) {}

        @Override
        void client(SocketOptions<?> options) {}

        @Override
        void server(ZMQ.Socket socket) {}

        @Override
        void client(ZMQ.Socket socket) {}
    },
    /** By CURVE. The side that binds is the server. */
    CURVE {
        @Override
        void server(SocketOptions<?> options) {
            options.curveServer(KEYS);
        }

        @Override
        void client(SocketOptions<?> options) {
            options.curveClient(KEYS.publicKey(), KEYS);
        }

        @Override
        void server(ZMQ.Socket socket) {
            socket.setCurveServer(true);
            socket.setCurveSecretKey(KEYS.secretKey().bytes());
        }

        @Override
        void client(ZMQ.Socket socket) {
            socket.setCurvePublicKey(KEYS.publicKey().bytes());
            socket.setCurveSecretKey(KEYS.secretKey().bytes());
            socket.setCurveServerKey(KEYS.publicKey().bytes());
        }
    };

    /** Both processes have to know it, and it keeps nothing secret. */
    private static final CurveKeyPair KEYS =
            CurveKeyPair.of(CurveSecretKey.of("a key that keeps nothing secret!".getBytes(StandardCharsets.US_ASCII)));

    abstract void server(SocketOptions<?> options);

    abstract void client(SocketOptions<?> options);

    abstract void server(ZMQ.Socket socket);

    abstract void client(ZMQ.Socket socket);
}
