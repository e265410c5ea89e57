package io.reactivezmq.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2. PUB and SUB. */
class TopicTest extends Halves {

    private final String first = Ports.free();
    private final String second = Ports.free();

    @ParameterizedTest
    @CsvSource({"OURS, OURS", "OURS, PYTHON", "PYTHON, OURS"})
    void onlyWhatBeginsAsAsked(Side ourPublisher, Side ourSubscriber) {
        Half publisher =
                start(ourPublisher, "topic-publisher", "--bind", first, "--rate=200", "--await=1", "--count=7");
        Half subscriber =
                start(ourSubscriber, "topic-subscriber", "--connect", first, "--topic=EUR", "--topic=GBP", "--count=5");
        subscriber.awaitEnd();
        publisher.awaitEnd();
        assertThat(subscriber.lines())
                .containsExactly(
                        "EUR/USD 0 from A",
                        "EUR/CHF 1 from A",
                        "EUR/USD 3 from A",
                        "EUR/CHF 4 from A",
                        "EUR/USD 6 from A",
                        "received A 5");
    }

    @ParameterizedTest
    @CsvSource({"OURS, OURS, OURS", "OURS, PYTHON, OURS", "PYTHON, OURS, PYTHON"})
    void theLoudOneDoesNotDrownTheQuietOne(Side loud, Side quiet, Side ourSubscriber) {
        publisher(loud, "loud", first, 1000);
        publisher(quiet, "quiet", second, 300);
        Half subscriber = start(
                ourSubscriber,
                "topic-subscriber",
                "--connect",
                first,
                "--connect",
                second,
                "--rate=200",
                "--count=300");
        subscriber.awaitEnd();
        List<String> settled = subscriber.lines().subList(200, 300);
        assertThat(settled.stream().filter(line -> line.endsWith("from loud")))
                .as("of a hundred, with both waiting to be read")
                .hasSizeBetween(40, 60);
    }

    private void publisher(Side side, String name, String endpoint, int rate) {
        Half publisher =
                start(side, "topic-publisher", "--bind", endpoint, "--name", name, "--rate=" + rate, "--await=1");
        publisher.await(name + " publishes at .*");
    }
}
