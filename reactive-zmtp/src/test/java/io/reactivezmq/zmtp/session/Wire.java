package io.reactivezmq.zmtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.zmtp.codec.MessageEncoder;
import java.io.ByteArrayOutputStream;

/** Bytes for tests. */
final class Wire {

    private Wire() {}

    /** The message's bytes, with a look at how the encoder keeps its promises. */
    static byte[] encode(MessageEncoder encoder, ZmqMessage message) {
        byte[] bytes = new byte[3 + Math.toIntExact(encoder.encodedSize(message)) + 3];
        int end = encoder.encode(message, bytes, 3);
        assertThat(end).isEqualTo(bytes.length - 3);
        byte[] exact = new byte[end - 3];
        System.arraycopy(bytes, 3, exact, 0, exact.length);
        if (encoder.bodiesAreClear()) {
            assertThat(inParts(encoder, message)).isEqualTo(exact);
        }
        return exact;
    }

    private static byte[] inParts(MessageEncoder encoder, ZmqMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] header = new byte[9];
        for (int i = 0; i < message.frameCount(); i++) {
            bytes.write(header, 0, encoder.encodeHeader(message, i, header, 0));
            bytes.writeBytes(message.unwrap(i));
        }
        return bytes.toByteArray();
    }
}
