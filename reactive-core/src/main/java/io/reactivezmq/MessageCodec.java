package io.reactivezmq;

import java.util.function.Function;

/**
 * Converts values of the application to messages and back. {@link io.reactivezmq.codec} has codecs for text, bytes and
 * JSON.
 *
 * <p>A codec is called on the thread that has the value or the message: for received messages the socket's loop, or the
 * worker of {@code receive(scheduler, ..)}, and for values to be sent the thread that emits them. So it must not block,
 * and it must be usable by several threads at once. What it throws fails one value or one message, as the method that
 * uses the codec describes.
 *
 * @param <T> the type of the values
 */
public interface MessageCodec<T> {

    /**
     * Returns the message for a value.
     *
     * @throws RuntimeException when the value has no message
     */
    ZmqMessage encode(T value);

    /**
     * Returns the value of a message. {@link ZmqMessage#peer()} is the peer that sent it.
     *
     * @throws RuntimeException when the message has no value
     */
    T decode(ZmqMessage message);

    /**
     * Returns a codec that puts a topic in front of each message, as a UTF-8 frame of its own for subscriptions to
     * match. When it decodes a message of several frames, it leaves out the first one.
     *
     * @param topic returns the topic of a value
     */
    default MessageCodec<T> withTopic(Function<? super T, String> topic) {
        MessageCodec<T> body = this;
        return new MessageCodec<>() {
            @Override
            public ZmqMessage encode(T value) {
                return body.encode(value)
                        .prepend(ZmqMessage.of(topic.apply(value)).unwrap());
            }

            @Override
            public T decode(ZmqMessage message) {
                return body.decode(message.frameCount() == 1 ? message : message.dropFirst(1));
            }
        };
    }
}
