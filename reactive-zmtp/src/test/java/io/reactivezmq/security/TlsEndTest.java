package io.reactivezmq.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.event.SocketEvent.Accepted;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.testing.EventLog;
import io.reactivezmq.testing.RawPeer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that end before TLS is established, as those of a peer that connects and sends nothing. */
@DisplayName("The end of a connection during TLS")
class TlsEndTest extends TlsFixture {

    private PullSocket pull;
    private EventLog events;

    private Endpoint bind(String transport, Consumer<PullOptions> more) throws Exception {
        TlsConfig tls = localServer();
        pull = zmq.pull(o -> more.accept(o.tls(tls)));
        events = EventLog.of(pull);
        return pull.bind(transport + "://127.0.0.1:*").block(LIMIT);
    }

    private List<HandshakeFailed> failures() {
        return events.all().stream()
                .filter(HandshakeFailed.class::isInstance)
                .map(HandshakeFailed.class::cast)
                .toList();
    }

    /** Waits for another peer, which comes after those before it. */
    private void another(Endpoint at) {
        zmq.push(o -> o.tls(client())).connect(at.uri().replace("127.0.0.1", "localhost"));
        events.next(HandshakeSucceeded.class);
    }

    @ParameterizedTest
    @CsvSource({"tls+tcp, true", "tls+tcp, false", "wss, true", "wss, false"})
    @DisplayName("is not reported when this side unbinds or closes")
    void unbind(String transport, boolean unbinds) throws Exception {
        Endpoint at = bind(transport, o -> {});
        try (RawPeer silent = RawPeer.connect(at)) {
            another(at);
            if (unbinds) {
                pull.unbind(at.uri()).block(LIMIT);
            } else {
                pull.close().block(LIMIT);
            }
            assertThat(silent.readToEnd()).isEmpty();
            assertThat(failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls+tcp", "wss"})
    @DisplayName("is reported once when the peer closes")
    void peerCloses(String transport) throws Exception {
        Endpoint at = bind(transport, o -> {});
        RawPeer silent = RawPeer.connect(at);
        String address = silent.address();
        silent.close();
        assertThat(events.next(HandshakeFailed.class).address()).isEqualTo(address);
        another(at);
        assertThat(failures()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "ws", "tls+tcp", "wss"})
    @DisplayName("is reported once when the accept filter refuses the peer")
    void acceptFilter(String transport) throws Exception {
        Endpoint at = bind(transport, o -> o.acceptFilter("10.0.0.0/8"));
        for (int i = 1; i <= 2; i++) {
            try (RawPeer refused = RawPeer.connect(at)) {
                HandshakeFailed failure = events.next(HandshakeFailed.class);
                assertThat(failure.cause())
                        .isInstanceOf(PeerRefusedException.class)
                        .hasMessageContaining("accept filter");
                assertThat(failure.address()).isEqualTo(refused.address());
                assertThat(refused.readToEnd()).isEmpty();
            }
        }
        pull.unbind(at.uri()).block(LIMIT);
        assertThat(failures()).hasSize(2);
        assertThat(events.all()).filteredOn(Accepted.class::isInstance).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls+tcp", "wss"})
    @DisplayName("is reported once when another handshake evicts this one")
    void evicted(String transport) throws Exception {
        Endpoint at = bind(transport, o -> o.maxHandshakes(1));
        try (RawPeer first = RawPeer.connect(at)) {
            // A handshake is not evicted during its first second: until then, others are refused.
            for (int refused = 0; ; refused++) {
                try (RawPeer second = RawPeer.connect(at)) {
                    HandshakeFailed failure = events.next(HandshakeFailed.class);
                    assertThat(failure.cause())
                            .isInstanceOf(PeerRefusedException.class)
                            .hasMessageContaining("maxHandshakes");
                    if (failure.address().equals(second.address())) {
                        assertThat(second.readToEnd()).isEmpty();
                        continue;
                    }
                    assertThat(failure.address()).isEqualTo(first.address());
                    assertThat(first.readToEnd()).isEmpty();
                    pull.unbind(at.uri()).block(LIMIT);
                    assertThat(second.readToEnd()).isEmpty();
                    assertThat(failures()).hasSize(refused + 1);
                    return;
                }
            }
        }
    }
}
