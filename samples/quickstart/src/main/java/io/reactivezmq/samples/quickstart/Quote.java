package io.reactivezmq.samples.quickstart;

import io.reactivezmq.ZmqMessage;
import java.nio.ByteBuffer;

/**
 * A price. On the wire: the symbol, which is the topic, and a frame of three numbers with room for the order book.
 *
 * @param symbol what it is the price of
 * @param number how many quotes of this symbol came before
 * @param madeAt the {@code nanoTime} of its making
 * @param price in hundredths of a pip
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
