package io.reactivezmq.zmtp.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.zmtp.codec.FrameHeader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Frames that are sealed one by one, whatever they are together. */
class SealedMessageEncoderTest {

    private static final int OVERHEAD = 33;

    /** Adds some bytes and leaves the body clear. */
    private static final FrameCipher CIPHER = new FrameCipher() {

        @Override
        public int overhead() {
            return OVERHEAD;
        }

        @Override
        public int seal(int flags, byte[] body, byte[] out, int at) {
            out[at] = (byte) flags;
            System.arraycopy(body, 0, out, at + OVERHEAD, body.length);
            return at + OVERHEAD + body.length;
        }

        @Override
        public ClearFrame open(byte[] sealed) {
            throw new AssertionError("nothing is opened here");
        }
    };

    private final SealedMessageEncoder encoder = new SealedMessageEncoder(CIPHER);

    @Test
    void frameByFrameIsTheSameAsAllTogether() {
        ZmqMessage message = ZmqMessage.wrap(new byte[] {1}, new byte[300], new byte[0]);
        byte[] whole = new byte[(int) encoder.encodedSize(message)];
        assertThat(encoder.encode(message, whole, 0)).isEqualTo(whole.length);
        byte[] parts = new byte[whole.length];
        int at = 0;
        for (int frame = 0; frame < message.frameCount(); frame++) {
            int next = encoder.encodeFrame(message, frame, parts, at);
            assertThat((long) next - at).isEqualTo(encoder.encodedSize(message, frame));
            at = next;
        }
        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void sizesBeyondAnArrayAreNumbersToo() {
        assertThat(encoder.encodedSize(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE + (long) OVERHEAD + 9);
        byte[] body = new byte[64 * 1024 * 1024];
        byte[][] frames = new byte[40][];
        Arrays.fill(frames, body);
        assertThat(encoder.encodedSize(ZmqMessage.wrap(frames)))
                .isEqualTo(40L * (body.length + OVERHEAD + FrameHeader.lengthFor(body.length)));
    }
}
