package io.reactivezmq.page;

import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.event.SocketEvent.AuthenticationFailed;
import io.reactivezmq.event.SocketEvent.BindFailed;
import io.reactivezmq.event.SocketEvent.Closed;
import io.reactivezmq.event.SocketEvent.ConnectAbandoned;
import io.reactivezmq.event.SocketEvent.ConnectFailed;
import io.reactivezmq.event.SocketEvent.Disconnected;
import io.reactivezmq.event.SocketEvent.HandshakeFailed;
import io.reactivezmq.event.SocketEvent.HandshakeSucceeded;
import io.reactivezmq.event.SocketEvent.Listening;
import io.reactivezmq.event.SocketEvent.MessagesDropped;
import io.reactivezmq.event.SocketEvent.RequestFailed;
import java.io.StringWriter;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Writes one event as a line for people. */
final class EventJson {

    /** How a line is marked. */
    private enum Level {
        INFO,
        WARN,
        ERROR
    }

    private record Line(Level level, String text) {}

    private EventJson() {}

    static Frame.Line of(EventEntry entry) {
        // Read first: what is read after it is at least as new.
        long version = entry.version();
        SocketEvent event = entry.event();
        Line line = line(event);
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.to(text)) {
            json.writeStartObject();
            json.writeNumberProperty("n", entry.number());
            json.writeNumberProperty("t", entry.time());
            json.writeNumberProperty("s", entry.socket());
            Json.text(json, "name", entry.name());
            json.writeStringProperty("l", line.level().name().toLowerCase(Locale.ROOT));
            Json.text(json, "e", event.endpoint());
            json.writeBooleanProperty("w", isAboutEndpoint(event));
            Json.text(json, "m", line.text());
            json.writeNumberProperty("c", event instanceof MessagesDropped ? 1 : entry.count());
            json.writeEndObject();
        }
        return new Frame.Line(version, text.toString());
    }

    /** Returns whether the endpoint is shown beside the text, which does not name a peer then. */
    private static boolean isAboutEndpoint(SocketEvent event) {
        return event instanceof Listening
                || event instanceof BindFailed
                || event instanceof ConnectFailed
                || event instanceof ConnectAbandoned
                || event instanceof Closed;
    }

    private static Line line(SocketEvent event) {
        if (event instanceof Listening) {
            return new Line(Level.INFO, "listening");
        } else if (event instanceof BindFailed failed) {
            return new Line(Level.ERROR, "cannot listen: " + Json.reason(failed.cause()));
        } else if (event instanceof ConnectFailed failed) {
            return new Line(Level.WARN, "cannot connect: " + Json.reason(failed.cause()));
        } else if (event instanceof ConnectAbandoned abandoned) {
            return new Line(Level.ERROR, "abandoned: " + Json.reason(abandoned.cause()));
        } else if (event instanceof HandshakeSucceeded joined) {
            return new Line(Level.INFO, "joined: " + peer(joined.peer()));
        } else if (event instanceof HandshakeFailed failed) {
            return new Line(Level.WARN, "handshake failed, " + failed.address() + ": " + Json.reason(failed.cause()));
        } else if (event instanceof AuthenticationFailed refused) {
            return new Line(
                    Level.WARN,
                    "refused, " + refused.address() + " (" + refused.status() + "): " + Json.reason(refused.cause()));
        } else if (event instanceof Disconnected lost) {
            return new Line(Level.INFO, "left: " + peer(lost.peer()) + ": " + Json.reason(lost.cause()));
        } else if (event instanceof MessagesDropped dropped) {
            PeerInfo peer = dropped.peer();
            return new Line(
                    Level.WARN,
                    String.format(Locale.ROOT, "%,d", dropped.total()) + " messages dropped, "
                            + dropped.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + (peer == null ? "" : ", " + peer(peer)));
        } else if (event instanceof RequestFailed failed) {
            return new Line(Level.WARN, "handler failed: " + Json.reason(failed.cause()));
        }
        return new Line(Level.INFO, event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }

    private static String peer(PeerInfo peer) {
        return peer.socketType() + (peer.userId().isEmpty() ? " " : " " + peer.userId() + " at ") + peer.address();
    }
}
