package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.InvalidEndpointException;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events of the beginning of an endpoint. */
class BindEventsTest {

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private static String name(SocketEvent event) {
        return event.getClass().getSimpleName();
    }

    @Test
    void aListenerThatCannotBeginDoesNotListen() {
        PullSocket pull = harness.zmq().pull();
        Received<SocketEvent> events = Received.of(pull.events(), Long.MAX_VALUE);
        harness.at("here")
                .refuseToBegin(new BindFailedException(harness.uri("here"), new IllegalStateException("no place")));
        Received<Endpoint> bound = Received.of(pull.bind(harness.uri("here")), 1);
        harness.settle();
        assertThat(bound.error()).isInstanceOf(BindFailedException.class);
        assertThat(events.values()).extracting(BindEventsTest::name).containsExactly("BindFailed");
    }

    /** The test transport throws for an address that it does not know. */
    @Test
    void aTransportThatThrowsIsReported() {
        PullSocket pull = harness.zmq().pull();
        Received<SocketEvent> events = Received.of(pull.events(), Long.MAX_VALUE);
        Received<Endpoint> bound = Received.of(pull.bind("fake://unknown"), 1);
        assertThat(bound.isOpen()).as("signals on the loop").isTrue();
        harness.settle();
        assertThat(bound.error()).isInstanceOf(InvalidEndpointException.class);
        assertThat(events.values()).extracting(BindEventsTest::name).containsExactly("BindFailed");
    }

    @Test
    void aTransportThatThrowsIsDialedAgain() {
        PullSocket pull = harness.zmq().pull();
        Received<SocketEvent> events = Received.of(pull.events(), Long.MAX_VALUE);
        pull.connect("fake://unknown");
        harness.settle();
        assertThat(events.values()).extracting(BindEventsTest::name).containsExactly("ConnectFailed", "ConnectRetried");
        harness.advance(Duration.ofSeconds(1));
        assertThat(events.values()).extracting(BindEventsTest::name).endsWith("ConnectFailed", "ConnectRetried");
    }

    @Test
    void aListenerListensBeforeItsFirstPeer() {
        PullSocket pull = harness.zmq().pull();
        Received<SocketEvent> events = Received.of(pull.events(), Long.MAX_VALUE);
        harness.at("here").attachInBegin();
        harness.await(pull.bind(harness.uri("here")));
        harness.at("here").connect();
        assertThat(events.values())
                .extracting(BindEventsTest::name)
                .containsExactly("Listening", "HandshakeSucceeded", "Accepted", "HandshakeSucceeded");
    }
}
