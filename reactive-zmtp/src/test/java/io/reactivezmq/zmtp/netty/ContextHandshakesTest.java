package io.reactivezmq.zmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.event.SocketEvent.Accepted;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.RawPeer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sockets of one context, on several loops, have a limit of open handshakes together. */
class ContextHandshakesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ZmqContext zmq = ZmqContext.create(o -> o.loops(2).maxHandshakes(1));

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    @Test
    void whoHasHadItsChanceGivesWayToANewcomerAtAnotherSocket() {
        PullSocket one = zmq.pull();
        PullSocket two = zmq.pull();
        EventLog atOne = EventLog.of(one);
        Endpoint first = one.bind("tcp://127.0.0.1:*").block(LIMIT);
        Endpoint second = two.bind("tcp://127.0.0.1:*").block(LIMIT);
        try (RawPeer idle = RawPeer.connect(first)) {
            atOne.next(Accepted.class);
            // While it has its chance they come again and again; then they get in.
            PushSocket push =
                    zmq.push(o -> o.reconnectInterval(Duration.ofMillis(50))).connect(second);
            push.awaitPeers(1).block(LIMIT);
            HandshakeFailed end = atOne.next(HandshakeFailed.class);
            assertThat(end.address()).isEqualTo(idle.address());
            assertThat(end.cause())
                    .isInstanceOf(PeerRefusedException.class)
                    .hasMessageContaining("maxHandshakes of the context");
            assertThat(idle.readToEnd()).hasSizeLessThanOrEqualTo(64);
        }
    }
}
