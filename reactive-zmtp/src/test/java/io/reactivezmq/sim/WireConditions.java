package io.reactivezmq.sim;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.options.ContextOptions;
import io.reactivezmq.options.PublishOptions;
import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Authenticator;
import io.reactivezmq.security.CurveKeyPair;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** What all connections of a world have in common: sizes and speeds of the network, and the options of the sockets. */
final class WireConditions {

    private enum Size {
        TINY,
        SMALL,
        LARGE
    }

    private enum Security {
        NULL,
        NULL_ASKED,
        PLAIN,
        CURVE
    }

    /** Generated once, as that takes time. */
    private static final CurveKeyPair SERVER = CurveKeyPair.generate();

    private static final CurveKeyPair CLIENT = CurveKeyPair.generate();

    private final World world;
    private final Size size;
    private final Security security;
    private final boolean pads;
    private final boolean heartbeats;
    private final Duration heartbeatInterval;
    private final Duration heartbeatTimeout;
    private final Duration handshakeTimeout;
    private final Duration connectTimeout;
    private final boolean epoll;
    private final boolean littleMemory;
    private final Actor authenticating;
    private final Chance answers;

    WireConditions(World world) {
        Chance chance = world.chance("wire");
        this.world = world;
        this.size = chance.oneOf(List.of(Size.values()));
        this.security = chance.oneIn(2) ? Security.NULL : chance.oneOf(List.of(Security.values()));
        this.pads = chance.oneIn(2);
        this.heartbeats = chance.oneIn(2);
        this.heartbeatInterval = Duration.ofMillis(500 + chance.below(2000));
        this.heartbeatTimeout = Duration.ofMillis(2000 + chance.below(2000));
        this.handshakeTimeout = Duration.ofMillis(1000 + chance.below(9000));
        this.connectTimeout = chance.oneIn(2) ? Duration.ZERO : Duration.ofMillis(500 + chance.below(5000));
        this.epoll = chance.oneIn(2);
        this.littleMemory = chance.oneIn(3);
        this.authenticating = world.thread("authenticator");
        this.answers = world.chance("authenticator");
        world.tell("wire: buffers " + size + ", " + security + (pads ? ", padded" : "")
                + (heartbeats
                        ? ", heartbeats each " + heartbeatInterval.toMillis() + " ms within "
                                + heartbeatTimeout.toMillis()
                        : "")
                + (epoll ? ", epoll" : ", NIO") + (littleMemory ? ", little memory" : ""));
    }

    boolean isEpoll() {
        return epoll;
    }

    /** Returns whether frames are not sealed. */
    boolean isReadable() {
        return security != Security.CURVE;
    }

    /** Returns whether a peer needs no secret. */
    boolean isOpen() {
        return security == Security.NULL || security == Security.NULL_ASKED;
    }

    Duration handshakeTimeout() {
        return handshakeTimeout;
    }

    /** Returns the largest size of a message that a socket takes. */
    int mostBytes() {
        return switch (size) {
            case TINY -> 5_000;
            case SMALL -> 40_000;
            case LARGE -> 700_000;
        };
    }

    boolean hasHeartbeats() {
        return heartbeats;
    }

    /** Returns the longest time in which heartbeats find a peer that is silent. */
    Duration heartbeatLimit() {
        return heartbeatInterval.plus(heartbeatTimeout);
    }

    // The network.

    /** Returns the size of a sender's buffer; a handshake always finds room there. */
    int buffer(Chance chance) {
        return switch (size) {
            case TINY -> 1_000 + chance.below(1_000);
            case SMALL -> 4_096 + chance.below(8_192);
            case LARGE -> 65_536 + chance.below(200_000);
        };
    }

    /** Returns the size of a receiver's buffer. */
    int window(Chance chance) {
        return switch (size) {
            case TINY -> 100 + chance.below(500);
            case SMALL -> 500 + chance.below(8_192);
            case LARGE -> 65_536 + chance.below(200_000);
        };
    }

    /** Returns the largest chunk that arrives at once. */
    int chunk(Chance chance) {
        return chance.oneIn(6) ? 1 + chance.below(100) : Integer.MAX_VALUE;
    }

    long nanosPerByte() {
        // A gigabyte to ten megabytes a second.
        return size == Size.LARGE ? 10 : 100;
    }

    // Messages.

    /** Returns the message of this name, with frames before it in some worlds. */
    ZmqMessage message(String name) {
        Chance chance = world.chance("pad/" + name);
        if (!pads || chance.oneIn(2)) {
            return ZmqMessage.of(name);
        }
        int most = switch (size) {
            case TINY -> 600;
            case SMALL -> 12_000;
            case LARGE -> chance.oneIn(4) ? 300_000 : 20_000;
        };
        byte[] padding = new byte[chance.below(most)];
        int first = chance.below(256);
        for (int i = 0; i < padding.length; i++) {
            padding[i] = (byte) (first + i * 31);
        }
        ZmqMessage message = ZmqMessage.of(name).prepend(padding);
        return chance.oneIn(4) ? message.prepend(new byte[chance.below(10)]) : message;
    }

    // Options.

    void configure(ContextOptions options) {
        if (littleMemory) {
            options.maxBytesUnderWay(200_000);
        }
        if (security == Security.NULL_ASKED || security == Security.PLAIN) {
            options.authenticator(authenticator());
        }
    }

    private Authenticator authenticator() {
        return request -> {
            Chance chance = answers;
            return chance.oneIn(2)
                    ? Mono.just(AuthResult.accepted())
                    : Mono.create(sink -> sink.onDispose(authenticating.after(
                            chance.upTo(Duration.ofMillis(100)), () -> sink.success(AuthResult.accepted()))));
        };
    }

    void configure(SocketOptions<?> options, String name) {
        options.handshakeTimeout(handshakeTimeout)
                .connectTimeout(connectTimeout)
                .maxMessageSize(mostBytes());
        if (options instanceof PublishOptions<?> publisher) {
            publisher.maxSubscriptionsPerPeer(Conduct.MOST_SUBSCRIPTIONS);
        }
        if (heartbeats) {
            options.heartbeatInterval(heartbeatInterval).heartbeatTimeout(heartbeatTimeout);
            if (world.chance("ttl/" + name).oneIn(2)) {
                options.heartbeatTimeToLive(heartbeatLimit().plusMillis(500));
            }
        }
        // Each program has these on the one side of its connections, whichever binds.
        boolean server = "rpf".indexOf(name.charAt(0)) >= 0;
        if (security == Security.PLAIN) {
            if (server) {
                options.plainServer();
            } else {
                options.plainClient("admin", "secret");
            }
        } else if (security == Security.CURVE) {
            if (server) {
                options.curveServer(SERVER);
            } else {
                options.curveClient(SERVER.publicKey(), CLIENT);
            }
        }
    }
}
