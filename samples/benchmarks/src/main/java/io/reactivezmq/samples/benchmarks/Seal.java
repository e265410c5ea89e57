package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.security.CurveSecretKey;
import java.nio.charset.StandardCharsets;

/** Whether what is measured is sealed. */
enum Seal {
    /** It is not. */
    NONE {
        @Override
        void server(SocketOptions<?> options) {}

        @Override
        void client(SocketOptions<?> options) {}
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
    };

    /** Both processes have to know it, and it keeps nothing secret. */
    private static final CurveKeyPair KEYS =
            CurveKeyPair.of(CurveSecretKey.of("a key that keeps nothing secret!".getBytes(StandardCharsets.US_ASCII)));

    abstract void server(SocketOptions<?> options);

    abstract void client(SocketOptions<?> options);
}
