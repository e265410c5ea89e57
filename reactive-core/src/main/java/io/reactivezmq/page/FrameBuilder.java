package io.reactivezmq.page;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.EndpointState;
import io.reactivezmq.event.EndpointState.Status;
import io.reactivezmq.event.SocketStatistics;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** Writes one frame. Lists have a limit, and the number of what is left out. */
final class FrameBuilder {

    private static final int MOST_SOCKETS = 1000;
    private static final int MOST_ENDPOINTS = 50;

    /** Endpoints that need attention come first. */
    private static final Comparator<EndpointState> ORDER =
            Comparator.comparing(state -> state.status() == Status.LISTENING || state.status() == Status.CONNECTED);

    private final long now;
    private final Map<Integer, String> peers = new HashMap<>();
    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;
    private int sockets;

    FrameBuilder(long nanoTime) {
        this.now = nanoTime;
        json = Json.to(text);
        json.writeStartArray();
    }

    void add(SocketProbe probe, SocketProbe.Answer answer, SlowWatch watch, boolean opened) {
        if (++sockets > MOST_SOCKETS) {
            return;
        }
        ZmqSocket<?> socket = probe.socket();
        SocketStatistics statistics = answer.statistics();
        json.writeStartObject();
        json.writeNumberProperty("id", probe.id());
        Json.text(json, "name", socket.name());
        json.writeStringProperty("type", socket.type().toString());
        json.writeNumberProperty("age", (now - answer.time()) / 1_000_000);
        json.writeBooleanProperty("closing", socket.isClosed());
        json.writeNumberProperty("peers", watch.connected());
        json.writeNumberProperty("slow", watch.slowPeers());
        json.writeBooleanProperty("late", watch.isLate());
        json.writeNumberProperty("mr", statistics.messagesReceived());
        json.writeNumberProperty("br", statistics.bytesReceived());
        json.writeNumberProperty("ms", statistics.messagesSent());
        json.writeNumberProperty("bs", statistics.bytesSent());
        json.writeNumberProperty("rq", statistics.receiveQueue());
        json.writeNumberProperty("sq", statistics.sendQueue());
        json.writeNumberProperty("rqMax", watch.longestReceiveQueue());
        json.writeNumberProperty("sqMax", watch.longestSendQueue());
        json.writeNumberProperty("rhwm", statistics.receiveHighWaterMark());
        json.writeNumberProperty("shwm", statistics.sendHighWaterMark());
        if (socket.type() == SocketType.REQ || socket.type() == SocketType.REP) {
            json.writeNumberProperty("inFlight", statistics.inFlight());
            json.writeNumberProperty("waiting", statistics.waiting());
        }
        json.writeName("drops");
        drops(json, statistics.drops());
        endpoints(answer.endpoints());
        json.writeEndObject();
        if (opened) {
            peers.put(probe.id(), PeersJson.of(statistics, watch));
        }
    }

    static void drops(JsonGenerator json, Map<DropReason, Long> drops) {
        json.writeStartObject();
        new TreeMap<>(drops).forEach((reason, messages) -> json.writeNumberProperty(reason.name(), messages));
        json.writeEndObject();
    }

    private void endpoints(List<EndpointState> endpoints) {
        json.writeArrayPropertyStart("endpoints");
        endpoints.stream().sorted(ORDER).limit(MOST_ENDPOINTS).forEach(state -> {
            json.writeStartObject();
            Json.text(json, "uri", state.endpoint());
            json.writeStringProperty("status", state.status().name());
            json.writeNumberProperty("since", state.since().toEpochMilli());
            json.writeNumberProperty("attempts", state.attempts());
            json.writeNumberProperty("peers", state.peers());
            Throwable failure = state.lastFailure();
            if (failure != null) {
                Json.text(json, "failure", Json.reason(failure));
            }
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeNumberProperty("moreEndpoints", Math.max(0, endpoints.size() - MOST_ENDPOINTS));
    }

    /**
     * Ends the frame.
     *
     * @param page distinguishes this page from an earlier one at the same address, whose numbers were others
     */
    Frame build(String page, List<EventEntry> events) {
        json.writeEndArray();
        json.close();
        String head = "\"run\":\"" + page + "\",\"now\":" + System.currentTimeMillis() + ",\"hidden\":"
                + Math.max(0, sockets - MOST_SOCKETS) + ",\"sockets\":" + text;
        return new Frame(
                head, Map.copyOf(peers), events.stream().map(EventJson::of).toList());
    }
}
