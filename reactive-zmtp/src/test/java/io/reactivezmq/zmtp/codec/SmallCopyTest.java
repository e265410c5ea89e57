package io.reactivezmq.zmtp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Copies of all small lengths, at all positions within a word, and around the length from which the JVM copies. */
class SmallCopyTest {

    private static final int LONGEST = 4 * SmallCopy.MAX + 9;
    private static final int OFFSETS = 9;

    private final Random random = new Random(16);

    @Test
    @DisplayName("a copy writes what System.arraycopy writes, and no byte beside it")
    void copiesLikeTheJvm() {
        for (int length = 0; length <= LONGEST; length++) {
            for (int at = 0; at < OFFSETS; at++) {
                for (int toAt = 0; toAt < OFFSETS; toAt++) {
                    byte[] from = random(at + length + at % 3);
                    byte[] to = random(toAt + length + toAt % 3);
                    byte[] expected = to.clone();
                    System.arraycopy(from, at, expected, toAt, length);
                    SmallCopy.copy(from, at, to, toAt, length);
                    assertEqual(expected, to, at, toAt, length);
                }
            }
        }
    }

    @Test
    @DisplayName("a copy beyond the end of an array is refused for each length")
    void staysWithinArrays() {
        for (int length = 1; length <= SmallCopy.MAX + 1; length++) {
            int tooLong = length;
            byte[] enough = new byte[length];
            byte[] less = new byte[length - 1];
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> SmallCopy.copy(less, 0, enough, 0, tooLong));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> SmallCopy.copy(enough, 0, less, 0, tooLong));
        }
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Describes the copy only when it is wrong: there are thousands of them. */
    private static void assertEqual(byte[] expected, byte[] actual, int at, int toAt, int length) {
        if (!Arrays.equals(expected, actual)) {
            assertThat(actual).as("%d bytes from %d to %d", length, at, toAt).isEqualTo(expected);
        }
    }
}
