package io.reactivezmq.spring.boot.listener;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.codec.MessageCodecs;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.ResolvableType;

/** Finds the codec for a parameter or a result: by its type, then among the beans, then JSON. */
final class PayloadCodecs {

    private final BeanFactory beans;
    private final @Nullable JsonCodecs json;

    /** Makes codecs for JSON. */
    @FunctionalInterface
    interface JsonCodecs {

        MessageCodec<Object> of(ResolvableType type);
    }

    /** Creates an instance that reads no JSON if its codecs are null. */
    PayloadCodecs(BeanFactory beans, @Nullable JsonCodecs json) {
        this.beans = beans;
        this.json = json;
    }

    /**
     * Returns the codec for a type.
     *
     * @param place what the type belongs to, for the error
     * @throws ZmqListenerException when there is none
     */
    MessageCodec<Object> find(ResolvableType type, String place) {
        MessageCodec<?> found = of(type.resolve(Object.class));
        if (found == null) {
            found = (MessageCodec<?>)
                    beans.getBeanProvider(ResolvableType.forClassWithGenerics(MessageCodec.class, type))
                            .orderedStream()
                            .findFirst()
                            .orElse(null);
        }
        if (found == null && json != null) {
            found = json.of(type);
        }
        if (found == null) {
            throw new ZmqListenerException(
                    place + " has the type " + type + ", which no codec converts",
                    "add the dependency org.springframework.boot:spring-boot-jackson, define a MessageCodec bean, or use"
                            + " ZmqMessage, String or byte[]");
        }
        return checked(found);
    }

    private static @Nullable MessageCodec<?> of(Class<?> type) {
        if (type == ZmqMessage.class) {
            return Identity.INSTANCE;
        }
        if (type == String.class) {
            return MessageCodecs.text();
        }
        return type == byte[].class ? MessageCodecs.bytes() : null;
    }

    @SuppressWarnings("unchecked") // Values of another type are neither decoded nor encoded: the methods declare it.
    private static MessageCodec<Object> checked(MessageCodec<?> codec) {
        return (MessageCodec<Object>) codec;
    }

    private enum Identity implements MessageCodec<ZmqMessage> {
        INSTANCE;

        @Override
        public ZmqMessage encode(ZmqMessage value) {
            return value;
        }

        @Override
        public ZmqMessage decode(ZmqMessage message) {
            return message;
        }
    }
}
