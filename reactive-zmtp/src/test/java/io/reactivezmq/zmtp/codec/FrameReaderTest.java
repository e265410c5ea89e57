package io.reactivezmq.zmtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

    @Test
    void putsFramesTogetherFromTwoPieces() {
        for (int size : new int[] {0, 1, 255, 256, 1023, 1024, 1025, 9000}) {
            byte[] body = new byte[size];
            new Random(size).nextBytes(body);
            byte[] frame = FrameHeader.frame(FrameHeader.MORE, body);
            for (int cut = 0; cut <= frame.length; cut++) {
                FrameReader reader = new FrameReader();
                read(reader, frame, 0, cut);
                assertThat(reader.atBoundary()).isEqualTo(cut == 0);
                assertThat(reader.isComplete()).isEqualTo(cut == frame.length);
                read(reader, frame, cut, frame.length);
                assertThat(reader.flags() & FrameHeader.MORE).isOne();
                assertThat(reader.isComplete()).isTrue();
                assertThat(reader.take()).isEqualTo(body);
                assertThat(reader.atBoundary()).isTrue();
            }
        }
    }

    private static void read(FrameReader reader, byte[] data, int from, int to) {
        int at = from;
        if (at < to && !reader.hasHeader()) {
            at = reader.readHeader(data, at, to);
        }
        if (reader.hasHeader()) {
            at = reader.readBody(data, at, to);
        }
        assertThat(at).isEqualTo(to);
    }

    @Test
    void aHeaderByteCanBeGivenBack() {
        FrameReader reader = new FrameReader();
        byte[] header = {0, 5};
        assertThat(reader.readHeader(header, 0, 2)).isEqualTo(2);
        reader.unreadHeader();
        assertThat(reader.hasHeader()).isFalse();
        assertThat(reader.readHeader(header, 1, 2)).isEqualTo(2);
        assertThat(reader.size()).isEqualTo(5);
    }

    @Test
    void memoryFollowsWhatHasComeAndNotWhatWasAnnounced() {
        byte[] frame = FrameHeader.frame(0, new byte[1 << 20]);
        FrameReader reader = new FrameReader();

        read(reader, frame, 0, 1000);
        assertThat(reader.body()).hasSizeLessThanOrEqualTo(8 * 1000);
        read(reader, frame, 1000, frame.length);
        assertThat(reader.take()).hasSize(1 << 20);

        // Now it is known to send so much, and no more than that.
        read(reader, FrameHeader.frame(0, new byte[1 << 21]), 0, 10);
        assertThat(reader.body()).hasSize(1 << 20);
    }
}
