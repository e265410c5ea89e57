package io.reactivezmq.zmtp.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Bytes that were seen between libzmq 4.3.4 and a scripted peer; see the file's own descriptions. */
final class TestVectors {

    /** The names of vectors that this layer has to do with; the others are about PLAIN, CURVE, ZAP and old versions. */
    private static final List<String> OURS = List.of(
            "null-",
            "greeting-",
            "greet-",
            "ready-",
            "handshake-",
            "traffic-",
            "sub-",
            "xsub-",
            "pub-",
            "xpub-",
            "message-",
            "req-",
            "rep-",
            "router-",
            "probe-",
            "ping-",
            "pong-",
            "input-",
            "bad-",
            "padding-",
            "signature-",
            "pipelined-");

    private static final Map<String, TestVector> ALL = read();

    private TestVectors() {}

    /**
     * One exchange.
     *
     * @param hex what was sent
     * @param replyHex what libzmq wrote then, where that was recorded
     * @param open whether libzmq is known to have kept the connection
     */
    record TestVector(String name, String direction, String hex, String replyHex, boolean open) {

        boolean isInput() {
            return direction.equals("peer->libzmq");
        }

        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static TestVector named(String name) {
        return Objects.requireNonNull(ALL.get(name), name);
    }

    static Stream<TestVector> all() {
        return ALL.values().stream();
    }

    static List<TestVector> ours() {
        return ALL.values().stream()
                .filter(vector -> OURS.stream().anyMatch(vector.name()::startsWith))
                .toList();
    }

    private static Map<String, TestVector> read() {
        Map<String, TestVector> vectors = new LinkedHashMap<>();
        try (InputStream file = TestVectors.class.getResourceAsStream("/zmtp-vectors.json")) {
            for (JsonNode node : new ObjectMapper().readTree(file)) {
                TestVector vector = new TestVector(
                        node.get("name").asText(),
                        node.get("direction").asText(),
                        node.get("hex").asText(),
                        node.path("reply_hex").asText(),
                        node.path("state").asText().equals("open"));
                vectors.put(vector.name(), vector);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return vectors;
    }
}
