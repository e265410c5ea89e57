package io.reactivezmq.spring.boot.listener;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.spring.boot.ZmqPayloadCodec;
import java.lang.reflect.Type;
import java.util.List;
import org.springframework.core.ResolvableType;

/** Converts messages to parameters and results to messages, by the codec that fits the type. */
final class PayloadConverter {

    private static final ZmqPayloadCodec MESSAGE = new ZmqPayloadCodec() {

        @Override
        public boolean supports(Type type) {
            return type == ZmqMessage.class;
        }

        @Override
        public Object decode(ZmqMessage message, Type type) {
            return message;
        }

        @Override
        public ZmqMessage encode(Object value, Type type) {
            return (ZmqMessage) value;
        }
    };

    private static final ZmqPayloadCodec TEXT = new ZmqPayloadCodec() {

        @Override
        public boolean supports(Type type) {
            return type == String.class;
        }

        @Override
        public Object decode(ZmqMessage message, Type type) {
            return message.text();
        }

        @Override
        public ZmqMessage encode(Object value, Type type) {
            return ZmqMessage.of((String) value);
        }
    };

    private static final ZmqPayloadCodec BYTES = new ZmqPayloadCodec() {

        @Override
        public boolean supports(Type type) {
            return type == byte[].class;
        }

        @Override
        public Object decode(ZmqMessage message, Type type) {
            return message.bytes();
        }

        @Override
        public ZmqMessage encode(Object value, Type type) {
            return ZmqMessage.of((byte[]) value);
        }
    };

    private final List<ZmqPayloadCodec> others;

    PayloadConverter(List<ZmqPayloadCodec> others) {
        this.others = List.copyOf(others);
    }

    /**
     * Returns the codec for a type.
     *
     * @param place what the type belongs to, for the error
     * @throws ZmqListenerException when there is none
     */
    ZmqPayloadCodec codecOf(ResolvableType type, String place) {
        for (ZmqPayloadCodec codec : List.of(MESSAGE, TEXT, BYTES)) {
            if (codec.supports(type.getType())) {
                return codec;
            }
        }
        return others.stream()
                .filter(codec -> codec.supports(type.getType()))
                .findFirst()
                .orElseThrow(() -> new ZmqListenerException(
                        place + " has the type " + type + ", which no codec converts",
                        "add the dependency org.springframework.boot:spring-boot-jackson, define a ZmqPayloadCodec, or"
                                + " use ZmqMessage, String or byte[]"));
    }
}
