package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the events report of a bind. */
class BindEventsTest {

    @RegisterExtension
    final SocketTestHarness stage = SocketTestHarness.byHand();

    private static String name(SocketEvent event) {
        return event.getClass().getSimpleName();
    }

    @Test
    void aListenerThatCannotBeginDoesNotListen() {
        PullSocket pull = stage.zmq().pull();
        Received<SocketEvent> events = Received.of(pull.events(), Long.MAX_VALUE);
        stage.at("here")
                .refuseToBegin(new BindFailedException(stage.uri("here"), new IllegalStateException("no place")));
        Received<Endpoint> bound = Received.of(pull.bind(stage.uri("here")), 1);
        stage.settle();
        assertThat(bound.error()).isInstanceOf(BindFailedException.class);
        assertThat(events.values()).extracting(BindEventsTest::name).containsExactly("BindFailed");
    }

    @Test
    void aListenerListensBeforeItsFirstPeer() {
        PullSocket pull = stage.zmq().pull();
        Received<SocketEvent> events = Received.of(pull.events(), Long.MAX_VALUE);
        stage.await(pull.bind(stage.uri("here")));
        stage.at("here").connect();
        assertThat(events.values())
                .extracting(BindEventsTest::name)
                .containsExactly("Listening", "Accepted", "HandshakeSucceeded");
    }
}
