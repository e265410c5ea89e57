package io.reactivezmq.internal.socket;

import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.internal.signal.Signals;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * Logs a socket's events, so that an outage of a connected endpoint is reported once and its end once. Events that
 * peers can cause at will, such as failed handshakes at a bound endpoint, are logged as warnings for the first one and
 * then each time their count passes a power of two. All others are logged at DEBUG. Used on the loop.
 */
final class SocketLog {

    private final Logger connection = Loggers.getLogger("io.reactivezmq.connection");
    private final Logger security = Loggers.getLogger("io.reactivezmq.security");
    private final Logger drops = Loggers.getLogger("io.reactivezmq.drops");
    private final Logger requests = Loggers.getLogger("io.reactivezmq.requests");

    private final String socket;

    /** The connected endpoints, with the failed attempts of an outage; null while an endpoint has had none yet. */
    private final Map<String, @Nullable Outage> connected = new HashMap<>(0);

    private long failedHandshakes;
    private long refusedPeers;
    private long failedRequests;

    SocketLog(String socket) {
        this.socket = socket;
    }

    /** The time from the first failure of a connected endpoint to its next successful handshake. */
    private static final class Outage {

        private int attempts;
    }

    /** Logs one event. The logging framework runs here: it may do whatever an application may. */
    void log(SocketEvent event) {
        try {
            logConnection(event);
        } catch (Throwable failure) {
            Signals.dropped(Signals.NO_SUBSCRIBER, failure);
        }
    }

    private void logConnection(SocketEvent event) {
        if (event instanceof SocketEvent.MessagesDropped dropped) {
            drops.warn(
                    "{}: messages dropped so far: {} ({})",
                    at(event, dropped.peer()),
                    dropped.total(),
                    dropped.reason());
        } else if (event instanceof SocketEvent.Accepted accepted) {
            connection.debug("{}: connection accepted from {}", at(event, null), accepted.address());
        } else if (event instanceof SocketEvent.Connected made) {
            connected.putIfAbsent(event.endpoint(), null);
            connection.debug("{}: connection made to {}", at(event, null), made.address());
        } else if (event instanceof SocketEvent.HandshakeSucceeded ready) {
            joined(ready);
        } else if (event instanceof SocketEvent.Disconnected lost) {
            left(lost);
        } else if (event instanceof SocketEvent.ConnectFailed failed) {
            failed(connection, event, failed.cause());
        } else if (event instanceof SocketEvent.ConnectRetried retried) {
            connection.debug(
                    "{}: next attempt in {} ms",
                    at(event, null),
                    retried.delay().toMillis());
        } else if (event instanceof SocketEvent.ConnectAbandoned abandoned) {
            connection.warn("{}: given up, no further attempt: {}", at(event, null), text(abandoned.cause()));
        } else if (event instanceof SocketEvent.HandshakeFailed failed) {
            if (connected.containsKey(event.endpoint())) {
                failed(connection, event, failed.cause());
            } else {
                failedHandshakes++;
                warnAtDoublings(
                        connection,
                        failedHandshakes,
                        () -> at(event, null) + ": handshake failed: " + text(failed.cause()));
            }
        } else if (event instanceof SocketEvent.AuthenticationFailed refused) {
            if (connected.containsKey(event.endpoint())) {
                failed(security, event, refused.cause());
            } else {
                refusedPeers++;
                warnAtDoublings(
                        security,
                        refusedPeers,
                        () -> at(event, null) + ": peer refused with status " + refused.status() + ": "
                                + text(refused.cause()));
            }
        } else if (event instanceof SocketEvent.RequestFailed failed) {
            failedRequests++;
            warnAtDoublings(
                    requests,
                    failedRequests,
                    () -> at(event, failed.peer()) + ": handler failed: " + text(failed.cause()));
        } else if (event instanceof SocketEvent.Listening) {
            connection.info("{}: listening", at(event, null));
        } else if (event instanceof SocketEvent.BindFailed failed) {
            connection.debug("{}: cannot listen: {}", at(event, null), text(failed.cause()));
        } else if (event instanceof SocketEvent.Closed) {
            connected.remove(event.endpoint());
            connection.debug("{}: closed", at(event, null));
        }
    }

    private void joined(SocketEvent.HandshakeSucceeded event) {
        PeerInfo peer = event.peer();
        if (peer.accepted()) {
            connection.debug("{}: {} joined", at(event, peer), peer.socketType());
            return;
        }
        Outage outage = connected.put(event.endpoint(), null);
        if (outage == null) {
            connection.info("{}: connected to a {}", at(event, peer), peer.socketType());
        } else {
            connection.info("{}: back after {} attempts", at(event, peer), outage.attempts + 1);
        }
    }

    private void left(SocketEvent.Disconnected event) {
        PeerInfo peer = event.peer();
        if (peer.accepted() || event.cause() instanceof SocketClosedException) {
            connection.debug("{}: disconnected: {}", at(event, peer), text(event.cause()));
            return;
        }
        connected.put(event.endpoint(), new Outage());
        connection.warn("{}: connection lost: {}", at(event, peer), text(event.cause()));
    }

    /** An attempt to connect failed: a warning for the first of an outage. */
    private void failed(Logger logger, SocketEvent event, Throwable cause) {
        Outage outage = connected.get(event.endpoint());
        if (outage == null) {
            outage = new Outage();
            connected.put(event.endpoint(), outage);
            logger.warn("{}: cannot connect: {}", at(event, null), text(cause));
        } else {
            logger.debug("{}: attempt {} failed: {}", at(event, null), outage.attempts + 1, text(cause));
        }
        outage.attempts++;
    }

    private static void warnAtDoublings(Logger logger, long count, Supplier<String> line) {
        if (Long.bitCount(count) == 1) {
            logger.warn("{} ({} so far)", line.get(), count);
        } else if (logger.isDebugEnabled()) {
            logger.debug(line.get());
        }
    }

    /** The beginning of each line: the socket, its endpoint, and the peer's address where one is known. */
    private String at(SocketEvent event, @Nullable PeerInfo peer) {
        String endpoint = event.endpoint().isEmpty() ? "" : " " + event.endpoint();
        return socket + endpoint + (peer == null ? "" : " " + peer.address());
    }

    private static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getName() : message;
    }
}
