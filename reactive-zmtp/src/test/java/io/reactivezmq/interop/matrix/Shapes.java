package io.reactivezmq.interop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.ZmqMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The messages that a pairing has to carry: of all shapes, then ten thousand small ones. */
final class Shapes {

    private static final int MIB = 1024 * 1024;
    private static final byte[] EMPTY = {};

    /** All of them. */
    static final List<ZmqMessage> ALL = messages();

    /** Those of one frame. */
    static final List<ZmqMessage> SINGLE =
            ALL.stream().filter(message -> message.frameCount() == 1).toList();

    private Shapes() {}

    private static List<ZmqMessage> messages() {
        Random random = new Random(1);
        List<ZmqMessage> all = new ArrayList<>();
        for (int size : new int[] {0, 1, 255, 256, 70_000, MIB}) {
            all.add(ZmqMessage.wrap(bytes(random, size)));
        }
        all.add(ZmqMessage.wrap(EMPTY, EMPTY));
        all.add(ZmqMessage.wrap(bytes(random, 3), EMPTY, bytes(random, 256), EMPTY));
        all.add(ZmqMessage.wrap(EMPTY, bytes(random, 255), bytes(random, MIB), bytes(random, 70_000)));
        all.add(ZmqMessage.wrap(
                IntStream.range(0, 200).mapToObj(i -> bytes(random, i)).toArray(byte[][]::new)));
        for (int i = 0; i < 10_000; i++) {
            all.add(i % 3 == 0 ? ZmqMessage.of("a", "", "" + i) : ZmqMessage.of("message " + i));
        }
        return List.copyOf(all);
    }

    private static byte[] bytes(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Those whose first frame starts with one of these. */
    static List<ZmqMessage> startingWith(String... prefixes) {
        return ALL.stream()
                .filter(message -> List.of(prefixes).stream().anyMatch(message.text(0)::startsWith))
                .toList();
    }

    /** Byte by byte and in order, without megabytes in the complaint. */
    static void assertSame(List<ZmqMessage> received, List<ZmqMessage> expected) {
        assertThat(received).hasSize(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(received.get(i)).as("message %d", i).isEqualTo(expected.get(i));
        }
    }
}
