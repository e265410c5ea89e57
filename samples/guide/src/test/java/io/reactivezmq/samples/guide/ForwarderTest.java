package io.reactivezmq.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 4. SUB to PUB and PUSH. */
class ForwarderTest extends Halves {

    private final String in = Ports.free();
    private final String pub = Ports.free();
    private final String push = Ports.free();

    @ParameterizedTest
    @CsvSource({"OURS, OURS, OURS", "OURS, PYTHON, PYTHON", "PYTHON, OURS, OURS", "OURS, OURS, PYTHON"})
    void recordsOnlyWhileThereIsARecorder(Side ourForwarder, Side ourPublishers, Side ourReceivers) {
        Half forwarder = start(ourForwarder, "forwarder", "--in", in, "--pub", pub, "--push", push);
        forwarder.await("forwards .*");
        publisher(ourPublishers, "A");
        publisher(ourPublishers, "B");
        Half subscriber = start(ourReceivers, "topic-subscriber", "--connect", pub, "--topic=EUR");
        subscriber.await("EUR.* from A");
        subscriber.await("EUR.* from B");
        forwarder.await("pushed 0, dropped [1-9]\\d*");

        Half recorder = start(ourReceivers, "recorder", "--connect", push);
        recorder.await("recorded .* from A");
        recorder.await("recorded .* from B");
        recorder.kill();

        int dropped = dropped(forwarder);
        assertThat(dropped(forwarder)).as("dropped again").isGreaterThan(dropped);
        subscriber.awaitNew("EUR.* from A");
    }

    private void publisher(Side side, String name) {
        start(side, "topic-publisher", "--connect", in, "--name", name, "--rate=100");
    }

    private static int dropped(Half forwarder) {
        return Integer.parseInt(
                forwarder.awaitNew("pushed [1-9]\\d*, dropped (\\d+)").group(1));
    }
}
