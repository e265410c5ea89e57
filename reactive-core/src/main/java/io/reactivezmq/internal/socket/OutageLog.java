package io.reactivezmq.internal.socket;

import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent;
import reactor.util.Logger;

/**
 * Logs the events of one connected endpoint, so that an outage is one warning at its beginning and one line at its end.
 * A disconnection that this side wanted is not an outage, and is logged by the {@link SocketLog}.
 */
public final class OutageLog implements EventLog {

    private enum State {
        /** The endpoint has not been connected yet, and no attempt has failed. */
        NEW,
        /** The last handshake succeeded. */
        CONNECTED,
        /** The connection was lost, or could not be made. */
        OUTAGE
    }

    private final SocketLog socket;
    private State state = State.NEW;

    /** The failed attempts of the present outage. */
    private long attempts;

    OutageLog(SocketLog socket) {
        this.socket = socket;
    }

    @Override
    public void log(SocketEvent event) {
        Logger connection = socket.connection;
        String name = socket.socket();
        String endpoint = event.endpoint();
        if (event instanceof SocketEvent.Connected made) {
            connection.debug("{} {}: connection made to {}", name, endpoint, made.address());
        } else if (event instanceof SocketEvent.HandshakeSucceeded ready) {
            connected(ready);
        } else if (event instanceof SocketEvent.Disconnected lost) {
            state = State.OUTAGE;
            attempts = 0;
            connection.warn(
                    "{} {} {}: connection lost: {}",
                    name,
                    endpoint,
                    lost.peer().address(),
                    SocketLog.text(lost.cause()));
        } else if (event instanceof SocketEvent.ConnectFailed failed) {
            failed(connection, endpoint, failed.cause());
        } else if (event instanceof SocketEvent.HandshakeFailed failed) {
            failed(connection, endpoint, failed.cause());
        } else if (event instanceof SocketEvent.AuthenticationFailed refused) {
            failed(socket.security, endpoint, refused.cause());
        } else if (event instanceof SocketEvent.ConnectRetried retried) {
            connection.debug(
                    "{} {}: next attempt in {} ms",
                    name,
                    endpoint,
                    retried.delay().toMillis());
        } else if (event instanceof SocketEvent.ConnectAbandoned abandoned) {
            connection.warn(
                    "{} {}: given up, no further attempt: {}", name, endpoint, SocketLog.text(abandoned.cause()));
        } else {
            socket.log(event);
        }
    }

    private void connected(SocketEvent.HandshakeSucceeded event) {
        PeerInfo peer = event.peer();
        Logger connection = socket.connection;
        String name = socket.socket();
        switch (state) {
            case NEW ->
                connection.info(
                        "{} {} {}: connected to a {}", name, event.endpoint(), peer.address(), peer.socketType());
            case OUTAGE ->
                connection.info(
                        "{} {} {}: back after {} attempts", name, event.endpoint(), peer.address(), attempts + 1);
            case CONNECTED -> connection.debug("{} {} {}: connected again", name, event.endpoint(), peer.address());
        }
        state = State.CONNECTED;
    }

    private void failed(Logger logger, String endpoint, Throwable cause) {
        if (state == State.OUTAGE) {
            attempts++;
            logger.debug("{} {}: attempt {} failed: {}", socket.socket(), endpoint, attempts, SocketLog.text(cause));
        } else {
            state = State.OUTAGE;
            attempts = 1;
            logger.warn("{} {}: cannot connect: {}", socket.socket(), endpoint, SocketLog.text(cause));
        }
    }
}
