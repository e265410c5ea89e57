package io.reactivezmq.testing;

import io.reactivezmq.ZmqMessage;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;

/** Messages that begin with a number of eight bytes, by which a receiver sees which ones are missing. */
public final class Numbered {

    private Numbered() {}

    /** A message with this number, of this size. */
    public static ZmqMessage message(long number, int size) {
        return ZmqMessage.wrap(ByteBuffer.allocate(size).putLong(number).array());
    }

    /** The number of a message. */
    public static long of(ZmqMessage message) {
        return message.buffer(0).getLong();
    }

    /** Messages from 0 on without end, of this size. The counter tells how many were asked for and made. */
    public static Flux<ZmqMessage> endless(AtomicLong made, int size) {
        return Flux.generate(sink -> sink.next(message(made.getAndIncrement(), size)));
    }
}
