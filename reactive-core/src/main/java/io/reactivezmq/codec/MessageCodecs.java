package io.reactivezmq.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.ZmqMessage;
import java.util.Arrays;

/** Codecs that need no other library. */
public final class MessageCodecs {

    private MessageCodecs() {}

    /**
     * Returns a codec for UTF-8 text. A text is a message of one frame. Of a message with several frames, such as one
     * with a topic, the last frame is read. Bytes that are not UTF-8 cannot be decoded.
     */
    public static MessageCodec<String> text() {
        return Text.INSTANCE;
    }

    /**
     * Returns a codec for bytes, which copies them in both directions. An array is a message of one frame. Of a message
     * with several frames, the last frame is read.
     */
    public static MessageCodec<byte[]> bytes() {
        return Bytes.INSTANCE;
    }

    private enum Text implements MessageCodec<String> {
        INSTANCE;

        private static final char REPLACEMENT = '\uFFFD';

        @Override
        public ZmqMessage encode(String value) {
            return ZmqMessage.of(value);
        }

        @Override
        public String decode(ZmqMessage message) {
            byte[] bytes = message.unwrap();
            String text = new String(bytes, UTF_8);
            // The replacement may also be what the peer has sent.
            if (text.indexOf(REPLACEMENT) >= 0 && !Arrays.equals(text.getBytes(UTF_8), bytes)) {
                throw new IllegalArgumentException("the frame is not UTF-8");
            }
            return text;
        }
    }

    private enum Bytes implements MessageCodec<byte[]> {
        INSTANCE;

        @Override
        public ZmqMessage encode(byte[] value) {
            return ZmqMessage.of(value);
        }

        @Override
        public byte[] decode(ZmqMessage message) {
            return message.bytes();
        }
    }
}
