package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.RoutingId;
import io.reactivezmq.SocketType;
import io.reactivezmq.StreamSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.error.UnsupportedTransportException;
import io.reactivezmq.options.value.PeerNotifications;
import io.reactivezmq.testing.SocketTestHarness;
import org.junit.jupiter.api.Test;

/** STREAM: what it makes of addresses and messages. Over real connections it is tried where there are some. */
class StreamTest {

    @Test
    void talksToNoSocketOfOurs() {
        for (SocketType other : SocketType.values()) {
            assertThat(SocketType.STREAM.accepts(other.wireName())).isFalse();
            assertThat(other.accepts("STREAM")).isFalse();
        }
    }

    @Test
    void needsATransportWithBytes() {
        try (SocketTestHarness harness = SocketTestHarness.byHand().open()) {
            StreamSocket stream = harness.zmq().stream();
            assertThatThrownBy(() -> stream.connect("inproc://x"))
                    .isInstanceOf(UnsupportedTransportException.class)
                    .hasMessageContaining("STREAM");
            assertThatThrownBy(() -> stream.bind("inproc://x")).isInstanceOf(UnsupportedTransportException.class);
            assertThatThrownBy(() -> stream.connect("inproc://x", RoutingId.of("id")))
                    .isInstanceOf(UnsupportedTransportException.class);
        }
    }

    @Test
    void whatIsNotAnIdAndBytesIsRefused() {
        try (SocketTestHarness harness = SocketTestHarness.byHand().open()) {
            StreamSocket stream = harness.zmq().stream(o -> o.notifyPeers(PeerNotifications.NONE));
            assertThatThrownBy(() -> harness.await(stream.send("no id")))
                    .isInstanceOf(InvalidMessageException.class)
                    .hasMessageContaining("STREAM");
            assertThatThrownBy(() -> harness.await(stream.send(ZmqMessage.of("id", "a", "b"))))
                    .isInstanceOf(InvalidMessageException.class);
            assertThatThrownBy(() -> harness.await(stream.send(ZmqMessage.of("unknown", "a"))))
                    .isInstanceOf(UnroutableException.class);
            assertThatThrownBy(() -> harness.await(stream.send(ZmqMessage.of("", "a"))))
                    .isInstanceOf(UnroutableException.class);
            assertThatThrownBy(() -> stream.trySend(ZmqMessage.of("no id")))
                    .isInstanceOf(InvalidMessageException.class);
        }
    }
}
