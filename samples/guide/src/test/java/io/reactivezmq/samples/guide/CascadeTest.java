package io.reactivezmq.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 7. XSUB and XPUB between two networks. */
class CascadeTest extends Halves {

    private final String inner = Ports.free();
    private final String outer = Ports.free();

    @ParameterizedTest
    @CsvSource({"OURS, OURS, OURS", "OURS, PYTHON, OURS", "OURS, OURS, PYTHON", "PYTHON, OURS, OURS"})
    void subscriptionsFlowUpstream(Side ourCascade, Side ourPublisher, Side ourSubscriber) {
        Half publisher = start(ourPublisher, "topic-publisher", "--bind", inner, "--rate=200", "--await=1");
        Half cascade = start(ourCascade, "cascade", "--inner", inner, "--outer", outer);
        publisher.await("A publishes at .*");
        cascade.await("outer network at .*");
        assertThat(publisher.lines()).as("nobody wants anything").doesNotContain("A begins");

        Half subscriber = start(ourSubscriber, "topic-subscriber", "--connect", outer, "--topic=EUR", "--count=20");
        publisher.await("A begins");
        if (ourPublisher == Side.PYTHON) {
            publisher.await("wanted: EUR");
        }
        subscriber.awaitEnd();
        assertThat(subscriber.lines().subList(0, 20)).allMatch(line -> line.startsWith("EUR"));
        cascade.await("wanted: EUR");
        cascade.await("no longer wanted: EUR");
    }
}
