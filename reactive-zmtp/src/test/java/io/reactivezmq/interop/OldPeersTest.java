package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.options.value.ZmtpVersion;
import io.reactivezmq.security.Authenticators;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.RawPeer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Peers of ZMTP 1.0 and 2.0, made by hand, at sockets that are bound and sockets that are connected. */
@DisplayName("Old peers")
class OldPeersTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String V2 = "ff00000000000000017f01";

    private final ZmqContext zmq = ZmqContext.create();

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static String readHex(RawPeer peer, int count) {
        return HexFormat.of().formatHex(peer.read(count));
    }

    @Test
    @DisplayName("A REQ of 2.0 asks a bound REP")
    void bound20() {
        RepSocket rep = zmq.rep(o -> o.oldestVersion(ZmtpVersion.V2_0));
        Endpoint at = rep.bind("tcp://127.0.0.1:*").block(LIMIT);
        rep.serve(request -> Mono.just(ZmqMessage.of(request.text() + "!"))).subscribe();
        try (RawPeer peer = RawPeer.connect(at)) {
            peer.send(bytes(V2 + "03 0000 0100 00026869"));
            assertThat(readHex(peer, 14)).isEqualTo("ff00000000000000017f" + "0304" + "0000");
            assertThat(peer.readMessage()).isEqualTo(ZmqMessage.of("", "hi!"));
        }
    }

    @Test
    @DisplayName("A connected REQ asks a REP of 1.0, with heartbeats on")
    void connected10() {
        try (RawPeer.Door door = new RawPeer.Door()) {
            ReqSocket req = zmq.req(o ->
                            o.oldestVersion(ZmtpVersion.V1_0).routingId("me").heartbeatInterval(Duration.ofMillis(20)))
                    .connect(door.endpoint());
            CompletableFuture<ZmqMessage> answer = req.request("hi").toFuture();
            try (RawPeer peer = door.accept()) {
                assertThat(readHex(peer, 10)).isEqualTo("ff00000000000000037f");
                peer.send(bytes("0100"));
                assertThat(readHex(peer, 2)).isEqualTo("6d65");
                assertThat(readHex(peer, 6)).isEqualTo("0101" + "03006869");
                // Longer than the silence that heartbeats would allow.
                Mono.delay(Duration.ofMillis(200)).block(LIMIT);
                peer.send(bytes("0101 0300 6f6b"));
                assertThat(answer).succeedsWithin(LIMIT).isEqualTo(ZmqMessage.of("ok"));
            }
        }
    }

    @Test
    @DisplayName("A PUB sends everything to a peer of 1.0 that says nothing")
    void publisher10() {
        PubSocket pub = zmq.pub(o -> o.oldestVersion(ZmtpVersion.V1_0));
        Endpoint at = pub.bind("tcp://127.0.0.1:*").block(LIMIT);
        try (RawPeer peer = RawPeer.connect(at)) {
            peer.send(bytes("0100"));
            pub.awaitSubscribers(1).block(LIMIT);
            pub.send("news").block(LIMIT);
            assertThat(readHex(peer, 16)).isEqualTo("ff00000000000000017f" + "05006e657773");
        }
    }

    @Test
    @DisplayName("What looks like 1.0 and never ends is ended by handshakeTimeout")
    void random() {
        PullSocket pull = zmq.pull(o -> o.oldestVersion(ZmtpVersion.V1_0).handshakeTimeout(Duration.ofMillis(300)));
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        try (RawPeer peer = RawPeer.connect(at)) {
            peer.send("GET / HTTP/1.1\r\n\r\n".getBytes());
            assertThat(events.next(HandshakeFailed.class).cause()).isInstanceOf(LinkTimeoutException.class);
            peer.readToEnd();
        }
    }

    @Test
    @DisplayName("With an authenticator all are refused")
    void judged() {
        PullSocket pull = zmq.pull(
                o -> o.oldestVersion(ZmtpVersion.V1_0).authenticator(Authenticators.allowAddresses("127.0.0.1")));
        EventLog events = EventLog.of(pull);
        Endpoint at = pull.bind("tcp://127.0.0.1:*").block(LIMIT);
        for (String greeting : new String[] {"0100", V2}) {
            try (RawPeer peer = RawPeer.connect(at)) {
                peer.send(bytes(greeting));
                assertThat(events.next(HandshakeFailed.class).cause())
                        .isInstanceOfSatisfying(
                                ProtocolException.class,
                                broken -> assertThat(broken.error()).isEqualTo(ProtocolError.UNSUPPORTED_VERSION));
                peer.readToEnd();
            }
        }
    }
}
