package io.reactivezmq.samples.guide;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 8. All begin together, and nobody misses a message. This is the short form: by default it is a million for each. */
class SyncTest extends Halves {

    private final String endpoint = Ports.free();
    private final String ready = Ports.free();

    @ParameterizedTest
    @CsvSource({"OURS, OURS, 10, 100000", "OURS, PYTHON, 3, 50000", "PYTHON, OURS, 10, 20000"})
    void withAMarkAboveAllThereIs(Side ourPublisher, Side ourSubscribers, int count, int messages) {
        everyoneCountsAll(ourPublisher, ourSubscribers, count, messages, messages + messages / 10, "drop");
    }

    @ParameterizedTest
    @CsvSource({"OURS, OURS, 10, 100000", "OURS, PYTHON, 3, 50000", "PYTHON, OURS, 10, 20000"})
    void withASmallMarkAndBackpressure(Side ourPublisher, Side ourSubscribers, int count, int messages) {
        everyoneCountsAll(ourPublisher, ourSubscribers, count, messages, 1000, "backpressure");
    }

    private void everyoneCountsAll(
            Side ourPublisher, Side ourSubscribers, int count, int messages, int highWaterMark, String onFull) {
        Half publisher = start(
                ourPublisher,
                "sync-publisher",
                "--bind=" + endpoint,
                "--ready=" + ready,
                "--subscribers=" + count,
                "--messages=" + messages,
                "--hwm=" + highWaterMark,
                "--on-full=" + onFull);
        Half subscribers = start(
                ourSubscribers,
                "sync-subscriber",
                "--connect=" + endpoint,
                "--ready=" + ready,
                "--subscribers=" + count,
                "--hwm=" + highWaterMark);
        subscribers.awaitEnd();
        publisher.awaitEnd();
        for (int number = 1; number <= count; number++) {
            subscribers.await("subscriber " + number + " received " + messages);
        }
    }
}
