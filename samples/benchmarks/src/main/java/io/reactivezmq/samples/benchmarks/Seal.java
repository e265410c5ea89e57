package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.security.CurveSecretKey;
import java.nio.charset.StandardCharsets;
import org.zeromq.ZMQ;

/** Encryption of the measured connections. */
enum Seal {
    /** No encryption. */
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
    /** CURVE. The side that binds is the CURVE server. */
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

    /** Key pair that both processes know. It keeps nothing secret. */
    private static final CurveKeyPair KEYS =
            CurveKeyPair.of(CurveSecretKey.of("a key that keeps nothing secret!".getBytes(StandardCharsets.US_ASCII)));

    abstract void server(SocketOptions<?> options);

    abstract void client(SocketOptions<?> options);

    abstract void server(ZMQ.Socket socket);

    abstract void client(ZMQ.Socket socket);
}
