package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.options.ReceiveOptions;
import io.reactivezmq.options.SendOptions;
import io.reactivezmq.options.SocketOptions;
import java.util.OptionalInt;
import org.zeromq.ZMQ;

/**
 * What the measured sockets are like.
 *
 * @param seal whether they are sealed
 * @param connections how many the connecting side makes
 * @param highWaterMark of sockets in both directions; the library's own when empty
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
