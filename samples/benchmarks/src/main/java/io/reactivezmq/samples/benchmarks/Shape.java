package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.options.ReceiveOptions;
import io.reactivezmq.options.SendOptions;
import io.reactivezmq.options.SocketOptions;
import java.util.OptionalInt;
import org.zeromq.ZMQ;

/**
 * Settings of the measured sockets.
 *
 * @param seal encryption of the connections
 * @param connections number of connections that the connecting side makes
 * @param highWaterMark send and receive high-water mark in messages; empty for the library's default
 */
record Shape(Seal seal, int connections, OptionalInt highWaterMark) {

    static final Shape PLAIN = of(Seal.NONE);

    static Shape of(Seal seal) {
        return new Shape(seal, 1, OptionalInt.empty());
    }

    void server(SocketOptions<?> options) {
        mark(options);
        seal.server(options);
    }

    void client(SocketOptions<?> options) {
        mark(options);
        seal.client(options);
    }

    private void mark(SocketOptions<?> options) {
        highWaterMark.ifPresent(messages -> {
            if (options instanceof SendOptions<?> sending) {
                sending.sendHighWaterMark(messages);
            }
            if (options instanceof ReceiveOptions<?> receiving) {
                receiving.receiveHighWaterMark(messages);
            }
        });
    }

    void server(ZMQ.Socket socket) {
        highWaterMark.ifPresent(socket::setHWM);
        seal.server(socket);
    }

    void client(ZMQ.Socket socket) {
        highWaterMark.ifPresent(socket::setHWM);
        seal.client(socket);
    }
}
