package io.reactivezmq.codec;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.ZmqMessage;

/** Numbers as text. Negative numbers have no message, and "fatal" is a fault of the codec. */
final class NumberCodec implements MessageCodec<Integer> {

    static final NumberCodec NUMBERS = new NumberCodec();

    @Override
    public ZmqMessage encode(Integer value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
        return ZmqMessage.of(value.toString());
    }

    @Override
    public Integer decode(ZmqMessage message) {
        return switch (message.text()) {
            case "fatal" -> throw new NoClassDefFoundError("a class of the codec");
            case "null" -> null;
            default -> Integer.valueOf(message.text());
        };
    }
}
