package io.reactivezmq.zmtp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.SocketEvent.Closed;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.RawPeer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection that ends while the socket is closing is reported like any other. */
class LastEventsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MORE_THAN_THE_KERNEL_TAKES = 32 << 20;

    private final ZmqContext zmq = ZmqContext.create();

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    @Test
    void aPeerThatBreaksTheProtocolWhileOurCloseFlushesIsDisconnected() {
        try (RawPeer.Door door = new RawPeer.Door()) {
            PushSocket push = zmq.push(o -> o.linger(LIMIT).reconnectInterval(Duration.ZERO));
            EventLog events = EventLog.of(push);
            push.connect(door.endpoint().uri());
            try (RawPeer peer = door.accept().shakeHands("PULL")) {
                push.awaitPeers(1).block(LIMIT);
                push.send(ZmqMessage.wrap(new byte[MORE_THAN_THE_KERNEL_TAKES])).block(LIMIT);
                push.close().subscribe();
                peer.send(new byte[] {(byte) 0xff, 1, 0});
                push.close().block(LIMIT);
            }
            Disconnected end = events.next(Disconnected.class);
            assertThat(end.cause()).isInstanceOf(ProtocolException.class);
            events.next(Closed.class);
        }
    }
}
