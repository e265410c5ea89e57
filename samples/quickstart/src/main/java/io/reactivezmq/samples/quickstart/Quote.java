package io.reactivezmq.samples.quickstart;

import io.reactivezmq.ZmqMessage;
import java.nio.ByteBuffer;

/**
 * A price quote. Its message has two frames: the symbol, which is the topic, and a body of three numbers with room for
 * the order book.
 *
 * @param symbol symbol that is quoted
 * @param number number of earlier quotes of this symbol
 * @param madeAt the {@code nanoTime} at which it was generated
 * @param price price in hundredths of a pip
 */
record Quote(Symbol symbol, long number, long madeAt, long price) {

    private static final int BODY = 200;

    ZmqMessage encode() {
        byte[] body = new byte[BODY];
        ByteBuffer.wrap(body).putLong(number).putLong(madeAt).putLong(price);
        return ZmqMessage.wrap(symbol.topic(), body);
    }

    static Quote decode(ZmqMessage message) {
        ByteBuffer body = message.buffer(1);
        return new Quote(Symbol.valueOf(message.text(0)), body.getLong(), body.getLong(), body.getLong());
    }
}
