package io.reactivezmq.spring.boot;

import io.reactivezmq.options.BalanceOptions;
import io.reactivezmq.options.ConflateOptions;
import io.reactivezmq.options.PublishOptions;
import io.reactivezmq.options.RadioOptions;
import io.reactivezmq.options.ReceiveOptions;
import io.reactivezmq.options.ReqOptions;
import io.reactivezmq.options.RoutingIdOptions;
import io.reactivezmq.options.SendOptions;
import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.options.TopicConflateOptions;
import io.reactivezmq.spring.boot.ZmqProperties.Limits;
import io.reactivezmq.spring.boot.ZmqProperties.Socket;
import java.time.Duration;

/** Sets the options of a socket that have nothing to do with security. */
final class SocketOptionsMapper {

    /**
     * Time to send accepted messages when the application stops. The library's default, 30 seconds, is as long as
     * Spring Boot waits for a phase of the shutdown.
     */
    static final Duration LINGER = Duration.ofSeconds(5);

    private final OptionSetter set;

    SocketOptionsMapper(OptionSetter set) {
        this.set = set;
    }

    /** Replaces the library's linger time, unless it is zero for this type. */
    static void defaults(SocketOptions<?> options) {
        if (!options.settings().linger().isZero()) {
            options.linger(LINGER);
        }
    }

    void apply(Socket properties) {
        queues(properties);
        connections(properties);
        limits(properties.limits());
    }

    private void queues(Socket given) {
        SocketOptions<?> options = set.options();
        set.set("linger", given.linger(), options::linger);
        set.set(SendOptions.class, "send-high-water-mark", given.sendHighWaterMark(), (o, v) -> o.sendHighWaterMark(v));
        set.set(
                ReceiveOptions.class,
                "receive-high-water-mark",
                given.receiveHighWaterMark(),
                (o, v) -> o.receiveHighWaterMark(v));
        set.set(SendOptions.class, "max-pending-sends", given.maxPendingSends(), (o, v) -> o.maxPendingSends(v));
        set.set(ReqOptions.class, "max-in-flight", given.maxInFlight(), (o, v) -> o.maxInFlight(v));
        set.set(ConflateOptions.class, "conflate", given.conflate(), (o, v) -> o.conflate(v));
        set.set(
                TopicConflateOptions.class,
                "conflate-by-topic",
                given.conflateByTopic(),
                (o, v) -> o.conflateByTopic(v));
        set.set(BalanceOptions.class, "immediate", given.immediate(), (o, v) -> o.immediate(v));
        set.set(RoutingIdOptions.class, "routing-id", given.routingId(), (o, v) -> o.routingId(v));
        if (options instanceof RadioOptions radio) {
            set.set("on-full", given.onFull(), radio::onFull);
        } else {
            set.set(PublishOptions.class, "on-full", given.onFull(), (o, v) -> o.onFull(v));
        }
    }

    private void connections(Socket given) {
        SocketOptions<?> options = set.options();
        set.set("heartbeat.interval", given.heartbeat().interval(), options::heartbeatInterval);
        set.set("heartbeat.timeout", given.heartbeat().timeout(), options::heartbeatTimeout);
        set.set("reconnect.interval", given.reconnect().interval(), options::reconnectInterval);
        set.set("reconnect.max", given.reconnect().max(), options::reconnectIntervalMax);
        set.set("reconnect.refused", given.reconnect().refused(), options::refusedRetryInterval);
        set.set("timeout.connect", given.timeout().connect(), options::connectTimeout);
        set.set("timeout.handshake", given.timeout().handshake(), options::handshakeTimeout);
        set.set("buffer.send", OptionSetter.bytes(given.buffer().send()), options::sendBuffer);
        set.set("buffer.receive", OptionSetter.bytes(given.buffer().receive()), options::receiveBuffer);
    }

    private void limits(Limits given) {
        SocketOptions<?> options = set.options();
        set.set("limits.frame-size", OptionSetter.longBytes(given.frameSize()), options::maxFrameSize);
        set.set("limits.message-size", OptionSetter.longBytes(given.messageSize()), options::maxMessageSize);
        set.set("limits.frames", given.frames(), options::maxFrames);
        set.set("limits.connections", given.connections(), options::maxConnections);
        set.set("limits.handshakes", given.handshakes(), options::maxHandshakes);
        set.set("limits.handshakes-per-address", given.handshakesPerAddress(), options::maxHandshakesPerAddress);
        set.set("limits.oldest-version", given.oldestVersion(), options::oldestVersion);
        set.set(
                PublishOptions.class,
                "limits.subscriptions-per-peer",
                given.subscriptionsPerPeer(),
                (o, v) -> o.maxSubscriptionsPerPeer(v));
    }
}
