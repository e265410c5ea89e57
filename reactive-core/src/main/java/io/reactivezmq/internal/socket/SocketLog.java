package io.reactivezmq.internal.socket;

import io.reactivezmq.event.SocketEvent;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * Logs the events of a socket and of its bound endpoints. Events that peers can cause at will, such as failed
 * handshakes, are warnings for the first one and then each time their count passes a power of two. Connected endpoints
 * have an {@link OutageLog} each.
 */
final class SocketLog implements EventLog {

    final Logger connection = Loggers.getLogger("io.reactivezmq.connection");
    final Logger security = Loggers.getLogger("io.reactivezmq.security");
    private final Logger drops = Loggers.getLogger("io.reactivezmq.drops");
    private final Logger requests = Loggers.getLogger("io.reactivezmq.requests");

    private final String socket;
    private long failedHandshakes;
    private long refusedPeers;
    private long failedRequests;

    SocketLog(String socket) {
        this.socket = socket;
    }

    /** Returns the socket's name, which begins each line. */
    String socket() {
        return socket;
    }

    @Override
    public void log(SocketEvent event) {
        String endpoint = event.endpoint();
        if (event instanceof SocketEvent.Listening) {
            connection.info("{} {}: listening", socket, endpoint);
        } else if (event instanceof SocketEvent.BindFailed failed) {
            connection.warn("{} {}: cannot listen: {}", socket, endpoint, text(failed.cause()));
        } else if (event instanceof SocketEvent.Accepted accepted) {
            connection.debug("{} {}: connection accepted from {}", socket, endpoint, accepted.address());
        } else if (event instanceof SocketEvent.HandshakeSucceeded ready) {
            connection.debug(
                    "{} {} {}: {} joined",
                    socket,
                    endpoint,
                    ready.peer().address(),
                    ready.peer().socketType());
        } else if (event instanceof SocketEvent.HandshakeFailed failed) {
            count(connection, ++failedHandshakes, endpoint, "handshake failed", failed.cause());
        } else if (event instanceof SocketEvent.AuthenticationFailed refused) {
            count(security, ++refusedPeers, endpoint, "peer refused", refused.cause());
        } else if (event instanceof SocketEvent.Disconnected lost) {
            connection.debug(
                    "{} {} {}: disconnected: {}", socket, endpoint, lost.peer().address(), text(lost.cause()));
        } else if (event instanceof SocketEvent.Closed) {
            connection.debug("{} {}: closed", socket, endpoint);
        } else if (event instanceof SocketEvent.RequestFailed failed) {
            count(
                    requests,
                    ++failedRequests,
                    endpoint + " " + failed.peer().address(),
                    "handler failed",
                    failed.cause());
        } else if (event instanceof SocketEvent.MessagesDropped dropped) {
            String peer = dropped.peer() == null
                    ? endpoint
                    : endpoint + " " + dropped.peer().address();
            drops.warn("{} {}: messages dropped so far: {} ({})", socket, peer, dropped.total(), dropped.reason());
        }
    }

    private void count(Logger logger, long count, String where, String what, Throwable cause) {
        if (Long.bitCount(count) == 1) {
            logger.warn("{} {}: {}: {} ({} so far)", socket, where, what, text(cause), count);
        } else {
            logger.debug("{} {}: {}: {}", socket, where, what, text(cause));
        }
    }

    static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getName() : message;
    }
}
