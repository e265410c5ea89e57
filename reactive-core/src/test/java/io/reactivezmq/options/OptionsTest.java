package io.reactivezmq.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.spi.settings.SocketSettings;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A value out of range is refused by the call that sets it, with the names here and in libzmq. */
class OptionsTest {

    private static void assertRefused(String name, ThrowingCallable setting) {
        assertThatThrownBy(setting).isInstanceOf(InvalidOptionException.class).hasMessageContaining(name);
    }

    @Test
    void marksAndCounts() {
        DealerOptions options = new DealerOptions();
        assertRefused("ZMQ_SNDHWM", () -> options.sendHighWaterMark(-1));
        assertRefused("ZMQ_RCVHWM", () -> options.receiveHighWaterMark(-1));
        assertRefused("maxPendingSends", () -> options.maxPendingSends(-1));
        assertRefused("eventBuffer", () -> options.eventBuffer(0));
        assertRefused("maxFrames", () -> options.maxFrames(0));
        assertRefused("maxCommandSize", () -> options.maxCommandSize(100));
        assertRefused("ZMQ_MAXMSGSIZE", () -> options.maxFrameSize(-1));
        assertRefused("ZMQ_BACKLOG", () -> options.backlog(0));
        assertThat(options.settings().links().transport().tcp().backlog()).isEqualTo(4096);
        assertRefused("ipcFileMode", () -> options.ipcFileMode("0660"));
        assertRefused("ipcFileMode", () -> options.ipcFileMode(""));
        assertRefused("ipcFileOwner", () -> options.ipcFileOwner(" "));
        assertRefused("ipcFileGroup", () -> options.ipcFileGroup(""));
        assertRefused("ZMQ_IPC_FILTER_UID", () -> options.ipcFilterUid(-1));
        assertRefused("ZMQ_IPC_FILTER_GID", () -> options.ipcFilterGid(-1));
        assertRefused("ZMQ_IPC_FILTER_PID", () -> options.ipcFilterPid(0));
        assertRefused("ZMQ_BINDTODEVICE", () -> options.bindToDevice("a name too long for it"));
        assertRefused("address", () -> options.acceptFilter("10.0.0.0/33"));
        for (String wrong : List.of(
                "",
                "host",
                "host:",
                ":1080",
                "host:0",
                "host:65536",
                "10.0.0.1:0;host:1080",
                "user@host:1080",
                "socks5://host:1080",
                "ho st:1080")) {
            assertRefused("ZMQ_SOCKS_PROXY", () -> options.socksProxy(wrong));
        }
        assertRefused("ZMQ_SOCKS_USERNAME", () -> options.proxyCredentials("", ""));
        assertThat(options.socksProxy("[::1]:1080")
                        .proxyCredentials("me", "secret")
                        .settings()
                        .links()
                        .transport()
                        .tcp()
                        .proxy())
                .hasToString("SOCKS5 proxy me@::1:1080");
        for (String wrong : List.of(
                "",
                "app.example.org",
                "https://",
                "https://app.example.org/",
                "https://App.example.org",
                "https://app.example.org:443",
                "http://app.example.org:80",
                "*")) {
            assertRefused("acceptOrigin", () -> options.acceptOrigin(wrong));
        }
        assertThat(options.acceptOrigin("http://localhost:8080")
                        .acceptOrigin("https://app.example.org")
                        .acceptOrigin("null")
                        .acceptOrigin("file://")
                        .settings()
                        .links()
                        .transport()
                        .accept()
                        .origins())
                .containsExactlyInAnyOrder("http://localhost:8080", "https://app.example.org", "null", "file://");
        assertRefused("maxInFlight", () -> new ReqOptions().maxInFlight(0));
        assertRefused("maxSubscriptionsPerPeer", () -> new PubOptions().maxSubscriptionsPerPeer(0));
        assertRefused("maxSubscriptionLength", () -> new PubOptions().maxSubscriptionLength(-1));
        assertRefused("maxPingsPerSecond", () -> options.maxPingsPerSecond(0));
        assertRefused("maxConnections", () -> options.maxConnections(0));
        assertRefused("maxHandshakes", () -> options.maxHandshakes(0));
        assertRefused("maxHandshakesPerAddress", () -> options.maxHandshakesPerAddress(0));
        assertRefused("maxHandshakeSize", () -> options.maxHandshakeSize(1023));
        assertRefused("maxProperties", () -> options.maxProperties(1));
        assertRefused("ZMQ_IO_THREADS", () -> new ContextOptions().loops(0));
        assertRefused("maxHandshakes", () -> new ContextOptions().maxHandshakes(0));
        assertRefused("maxHandshakesPerAddress", () -> new ContextOptions().maxHandshakesPerAddress(0));
        assertRefused("ZMQ_MAX_SOCKETS", () -> new ContextOptions().maxSockets(0));
    }

    @Test
    void times() {
        PullOptions options = new PullOptions();
        for (Duration wrong : List.of(Duration.ofMillis(-1), Duration.ofDays(30), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertRefused("ZMQ_LINGER", () -> options.linger(wrong));
            assertRefused("ZMQ_CONNECT_TIMEOUT", () -> options.connectTimeout(wrong));
            assertRefused("ZMQ_HANDSHAKE_IVL", () -> options.handshakeTimeout(wrong));
            assertRefused("ZMQ_RECONNECT_IVL", () -> options.reconnectInterval(wrong));
            assertRefused("ZMQ_RECONNECT_IVL_MAX", () -> options.reconnectIntervalMax(wrong));
            assertRefused("ZMQ_TCP_MAXRT", () -> options.retransmitTimeout(wrong));
            assertRefused("ZMQ_HEARTBEAT_IVL", () -> options.heartbeatInterval(wrong));
        }
        assertRefused("ZMQ_HEARTBEAT_TTL", () -> options.heartbeatTimeToLive(Duration.ofSeconds(6_554)));
    }

    private static String mechanism(PullOptions options) {
        return options.settings().links().security().mechanism().mechanism();
    }

    @Test
    void theLastMechanismThatWasSetIsTheOne() {
        CurveKeyPair keys = CurveKeyPair.generate();
        assertThat(mechanism(new PullOptions())).isEqualTo("NULL");
        assertThat(mechanism(new PullOptions().curveServer(keys))).isEqualTo("CURVE");
        PullOptions options = new PullOptions().curveServer(keys).plainServer();
        assertThat(mechanism(options)).isEqualTo("PLAIN");
        assertThat(mechanism(options.curveClient(keys.publicKey(), keys))).isEqualTo("CURVE");
        assertThat(mechanism(options.plainClient("me", "secret"))).isEqualTo("PLAIN");
    }

    @Test
    void properties() {
        PullOptions options = new PullOptions();
        for (String wrong : List.of("", "App", "X-", "x-app", "X-a b", "X-" + "a".repeat(254))) {
            assertRefused("ZMQ_METADATA", () -> options.property(wrong, ""));
        }
        assertThat(options.property("X-a", "1")
                        .property("X-" + "b".repeat(253), "2")
                        .settings()
                        .links()
                        .metadata()
                        .properties())
                .hasSize(2)
                .containsEntry("X-a", "1");
    }

    @Test
    void routingIds() {
        DealerOptions options = new DealerOptions();
        assertRefused("ZMQ_ROUTING_ID", () -> options.routingId(""));
        assertRefused("ZMQ_ROUTING_ID", () -> options.routingId("x".repeat(256)));
        assertRefused("ZMQ_ROUTING_ID", () -> options.routingId(new byte[] {0, 1}));
        assertThat(options.routingId("x".repeat(255))
                        .settings()
                        .links()
                        .metadata()
                        .routingId())
                .hasSize(255);
    }

    @Test
    void defaults() {
        SocketSettings push = new PushOptions().settings();
        assertThat(push.linger()).isEqualTo(Duration.ofSeconds(30));
        assertThat(push.queues().sendHighWaterMark()).isEqualTo(1000);
        assertThat(push.queues().receiveHighWaterMark()).isEqualTo(1000);
        assertThat(push.links().connect().reconnect().interval()).isEqualTo(Duration.ofMillis(100));
        assertThat(push.links().connect().handshakeTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(push.links().heartbeat().enabled()).isFalse();
        assertThat(push.links().connect().immediate()).isFalse();
        assertThat(push.pattern().publish().onFull()).isEqualTo(OnFull.DROP);
        assertThat(new SubOptions().settings().linger()).isZero();
    }

    @Test
    void theHeartbeatTimeoutIsTheIntervalUnlessSaidOtherwise() {
        assertThat(new PushOptions()
                        .heartbeatInterval(Duration.ofSeconds(7))
                        .settings()
                        .links()
                        .heartbeat()
                        .timeout())
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(new PushOptions()
                        .heartbeatInterval(Duration.ofSeconds(7))
                        .heartbeatTimeout(Duration.ofSeconds(3))
                        .settings()
                        .links()
                        .heartbeat()
                        .timeout())
                .isEqualTo(Duration.ofSeconds(3));
    }
}
