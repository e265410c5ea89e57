package io.reactivezmq.page;

import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.event.SocketStatistics;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes the peers of one socket: those that do not keep up first. Each is an array, as there may be thousands. */
final class PeersJson {

    static final int MOST_PEERS = 5000;

    private PeersJson() {}

    static String of(SocketStatistics statistics, SlowWatch watch) {
        List<PeerStatistics> sorted = statistics.peers().stream()
                .sorted(Comparator.comparing(peer -> !watch.isSlow(peer.peer())))
                .limit(MOST_PEERS)
                .toList();
        StringWriter text = new StringWriter(sorted.size() * 160 + 64);
        try (JsonGenerator json = Json.to(text)) {
            json.writeStartObject();
            json.writeNumberProperty("total", statistics.peers().size());
            json.writeArrayPropertyStart("rows");
            sorted.forEach(peer -> write(json, peer, watch.isSlow(peer.peer())));
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, PeerStatistics peer, boolean slow) {
        PeerInfo info = peer.peer();
        Instant connectedAt = peer.connectedAt();
        json.writeStartArray();
        Json.text(json, peer.endpoint());
        Json.text(json, info == null ? "" : info.address());
        Json.text(json, info == null ? "" : info.socketType());
        Json.text(json, info == null ? "" : info.userId());
        Json.text(json, info == null ? "" : info.certificateSubject());
        json.writeNumber(connectedAt == null ? 0 : connectedAt.toEpochMilli());
        json.writeNumber(peer.messagesReceived());
        json.writeNumber(peer.bytesReceived());
        json.writeNumber(peer.messagesSent());
        json.writeNumber(peer.bytesSent());
        json.writeNumber(peer.receiveQueue());
        json.writeNumber(peer.sendQueue());
        json.writeNumber(peer.subscriptions());
        json.writeNumber(slow ? 1 : 0);
        FrameBuilder.drops(json, peer.drops());
        json.writeEndArray();
    }
}
