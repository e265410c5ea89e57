package io.reactivezmq.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 8. All subscribers begin together, and none misses a message. */
class SyncTest extends Halves {

    private static final Pattern ROW = Pattern.compile("\\s*[\\d.]+ s +[\\d,]+ +\\d+ MB +(\\d+) MB");
    private static final int MILLION = 1_000_000;
    private static final int SUBSCRIBERS = 10;

    private final String endpoint = Ports.free();
    private final String ready = Ports.free();

    private Half publisher;
    private Half subscribers;

    @Test
    void aMillionWithAMarkAboveAllThereIs() {
        run(inHeap("1g"), inHeap("1g"), SUBSCRIBERS, MILLION, 1_100_000, "drop");
    }

    /** One subscriber does not read at first: the publisher waits for it, and no messages accumulate. */
    @Test
    void aMillionWithASmallMarkAndBackpressureInAFlatHeap() {
        run(inHeap("48m"), inHeap("48m"), SUBSCRIBERS, MILLION, 1000, "backpressure", "--asleep=1000");
        assertThat(alive(publisher)).hasSizeGreaterThan(4).allMatch(megabytes -> megabytes < 16);
        assertThat(alive(subscribers)).hasSizeGreaterThan(4).allMatch(megabytes -> megabytes < 16);
    }

    @ParameterizedTest
    @CsvSource({"OURS, OURS, 10, 100000", "OURS, PYTHON, 10, 200000", "PYTHON, OURS, 10, 200000"})
    void withAMarkAboveAllThereIs(Side ourPublisher, Side ourSubscribers, int count, int messages) {
        run(ourPublisher::start, ourSubscribers::start, count, messages, messages + messages / 10, "drop");
    }

    @ParameterizedTest
    @CsvSource({"OURS, OURS, 10, 100000", "OURS, PYTHON, 10, 200000", "PYTHON, OURS, 10, 200000"})
    void withASmallMarkAndBackpressure(Side ourPublisher, Side ourSubscribers, int count, int messages) {
        run(ourPublisher::start, ourSubscribers::start, count, messages, 1000, "backpressure");
    }

    /** Checks that each subscriber receives all messages. */
    private void run(
            Function<String[], Half> howPublisher,
            Function<String[], Half> howSubscribers,
            int count,
            int messages,
            int highWaterMark,
            String onFull,
            String... more) {
        publisher = add(howPublisher.apply(new String[] {
            "sync-publisher",
            "--bind=" + endpoint,
            "--ready=" + ready,
            "--subscribers=" + count,
            "--messages=" + messages,
            "--hwm=" + highWaterMark,
            "--on-full=" + onFull
        }));
        publisher.await("waiting for " + count + " subscribers");
        String[] command = {
            "sync-subscriber",
            "--connect=" + endpoint,
            "--ready=" + ready,
            "--subscribers=" + count,
            "--hwm=" + highWaterMark
        };
        subscribers = add(howSubscribers.apply(
                Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new)));
        subscribers.awaitEnd();
        publisher.awaitEnd();
        for (int number = 1; number <= count; number++) {
            subscribers.await(String.format(Locale.ROOT, "subscriber %d received %,d", number, messages));
        }
    }

    private static Function<String[], Half> inHeap(String size) {
        return command -> HalfProcess.ours(size, command);
    }

    /** Returns the live heap over time, in megabytes. */
    private static List<Integer> alive(Half half) {
        return half.lines().stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> Integer.valueOf(row.group(1)))
                .toList();
    }
}
