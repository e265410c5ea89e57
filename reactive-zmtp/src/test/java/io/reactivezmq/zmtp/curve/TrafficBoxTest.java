package io.reactivezmq.zmtp.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Boxes that one library seals and the other one, or the same, opens. */
@ParameterizedClass
@CsvSource({
    "BOUNCY_CASTLE, BOUNCY_CASTLE",
    "BOUNCY_CASTLE, LIBSODIUM",
    "LIBSODIUM, BOUNCY_CASTLE",
    "LIBSODIUM, LIBSODIUM"
})
class TrafficBoxTest {

    /** Around the sizes from which a box is processed in pieces, and beyond several pieces. */
    private static final int[] LARGE = {
        65_534, 65_535, 65_536, 66 * 1024 - 2, 66 * 1024 - 1, 66 * 1024, 131_070, 131_071, 131_072, 200_000
    };

    private final Random random = new Random(54);
    private final BoxLibrary sealing;
    private final BoxLibrary opening;
    private final byte[] key = random(Keys.LENGTH);

    TrafficBoxTest(BoxLibrary sealing, BoxLibrary opening) {
        Sodiums.assumeUsable(sealing);
        Sodiums.assumeUsable(opening);
        this.sealing = sealing;
        this.opening = opening;
    }

    private byte[] random(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private TrafficBox box(BoxLibrary library) {
        return library.numbered(key, CurveCipher.FROM_CLIENT);
    }

    /** Returns a box between other bytes, which sealing must leave alone. */
    private static byte[] seal(TrafficBox box, long nonce, int flags, byte[] body, int before) {
        byte[] out = new byte[before + Box.TAG + 1 + body.length + 2];
        Arrays.fill(out, (byte) 0x5a);
        assertThat(box.seal(nonce, flags, body, out, before)).isEqualTo(out.length - 2);
        for (int i = 0; i < before; i++) {
            assertThat(out[i]).isEqualTo((byte) 0x5a);
        }
        assertThat(out).endsWith(0x5a, 0x5a);
        return out;
    }

    private void assertOpens(int size) {
        byte[] body = random(size);
        byte[] kept = body.clone();
        int before = random.nextInt(9);
        int flags = random.nextInt(4);
        long nonce = random.nextLong();
        byte[] sealed = seal(box(sealing), nonce, flags, body, before);
        assertThat(Arrays.equals(body, kept)).isTrue();
        byte[] first = new byte[1];
        byte[] opened = box(opening).open(nonce, sealed, before, sealed.length - 2, first);
        assertThat(Arrays.equals(opened, body)).as("a box of %d bytes", size).isTrue();
        assertThat(first[0]).isEqualTo((byte) flags);
    }

    @Test
    @DisplayName("boxes of all small sizes open, and boxes of random and of large sizes")
    void opens() {
        IntStream.range(0, 300).forEach(this::assertOpens);
        random.ints(100, 300, 20_000).forEach(this::assertOpens);
        Arrays.stream(LARGE).forEach(this::assertOpens);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 5000, 70_000, 140_000})
    @DisplayName("a box with a wrong bit, a wrong nonce or a missing byte does not open")
    void refusesForgedBoxes(int size) {
        byte[] body = random(size);
        byte[] sealed = seal(box(sealing), 1, 0, body, 0);
        int end = sealed.length - 2;
        TrafficBox in = box(opening);
        byte[] first = new byte[1];
        for (int i = 0; i < 60; i++) {
            byte[] forged = sealed.clone();
            // Each bit of the tag in turn, and bits of the text.
            int bit = i < 30 ? random.nextInt(Box.TAG * 8) : Box.TAG * 8 + random.nextInt((end - Box.TAG) * 8);
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(in.open(1, forged, 0, end, first)).as("bit %d", bit).isNull();
        }
        assertThat(in.open(2, sealed.clone(), 0, end, first)).isNull();
        if (size > 0) {
            assertThat(in.open(1, sealed.clone(), 0, end - 1, first)).isNull();
        }
        assertThat(in.open(1, sealed, 0, end, first)).isEqualTo(body);
    }

    @Test
    @DisplayName("boxes of several threads do not mix")
    void threads() {
        CompletableFuture<?>[] threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                    byte[] body = new byte[1000 + thread];
                    Arrays.fill(body, (byte) thread);
                    TrafficBox out = box(sealing);
                    TrafficBox in = box(opening);
                    for (int i = 0; i < 300; i++) {
                        byte[] sealed = seal(out, i, thread, body, 0);
                        assertThat(in.open(i, sealed, 0, sealed.length - 2, new byte[1]))
                                .isEqualTo(body);
                    }
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(threads).join();
    }
}
