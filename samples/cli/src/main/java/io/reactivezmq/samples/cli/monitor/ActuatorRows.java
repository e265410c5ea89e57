package io.reactivezmq.samples.cli.monitor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the sockets of a Spring Boot application from its actuator endpoint {@code zmq}. */
public final class ActuatorRows {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final HttpRequest request;

    public ActuatorRows(URI address) {
        this.request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    }

    /** Fetches the rows. Blocks for at most some seconds. */
    public List<SocketRow> fetch() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(request.uri() + " answered with status " + response.statusCode());
        }
        List<SocketRow> rows = new ArrayList<>();
        for (JsonNode each : JSON.readTree(response.body()).path("sockets")) {
            rows.add(row(each));
        }
        return rows;
    }

    private static SocketRow row(JsonNode socket) {
        Map<String, Integer> states = new TreeMap<>();
        String failure = "";
        for (JsonNode endpoint : socket.path("endpoints")) {
            String status = endpoint.path("status").asString().toLowerCase(Locale.ROOT);
            states.merge(status, 1, Integer::sum);
            if (!status.equals("connected") && !status.equals("listening") && endpoint.hasNonNull("lastFailure")) {
                failure = endpoint.get("lastFailure").asString();
            }
        }
        long dropped = 0;
        for (JsonNode count : socket.path("dropped")) {
            dropped += count.asLong();
        }
        return new SocketRow(
                socket.path("name").asString(),
                socket.path("type").asString(),
                socket.path("peers").size(),
                socket.path("messagesReceived").asLong(),
                socket.path("bytesReceived").asLong(),
                socket.path("messagesSent").asLong(),
                socket.path("bytesSent").asLong(),
                socket.path("receiveQueue").asLong() + socket.path("sendQueue").asLong(),
                dropped,
                StateCounts.text(states),
                failure);
    }
}
