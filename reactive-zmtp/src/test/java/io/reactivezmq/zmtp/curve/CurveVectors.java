package io.reactivezmq.zmtp.curve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reactivezmq.security.CurveKeyPair;
import io.reactivezmq.security.CurveSecretKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/** The recorded and computed CURVE exchanges, with the keys that were used. */
public final class CurveVectors {

    private static final Map<String, JsonNode> ALL = read();

    /** All keys of the file's one cast. */
    public static final CurveKeyPair SERVER = CurveKeyPair.of(CurveSecretKey.of(key("server_secret")));

    public static final CurveKeyPair CLIENT = CurveKeyPair.of(CurveSecretKey.of(key("client_secret")));

    private CurveVectors() {}

    private static Map<String, JsonNode> read() {
        Map<String, JsonNode> all = new HashMap<>();
        try (InputStream file = CurveVectors.class.getResourceAsStream("/zmtp-vectors.json")) {
            new ObjectMapper()
                    .readTree(file)
                    .forEach(node -> all.put(node.get("name").asText(), node));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    static JsonNode node(String name) {
        return Objects.requireNonNull(ALL.get(name), name);
    }

    static byte[] key(String name) {
        return bytes(node("nacl-x25519").get("keys").get(name).asText());
    }

    /** The bytes on the wire. */
    static byte[] wire(String name) {
        return bytes(node(name).get("hex").asText());
    }

    static byte[] field(String name, String field) {
        return bytes(node(name).get(field).asText());
    }

    /** A command without its frame's header. */
    static byte[] command(String name) {
        byte[] frame = wire(name);
        return Arrays.copyOfRange(frame, (frame[0] & 2) == 0 ? 2 : 9, frame.length);
    }

    /** The "random" bytes of the client in the computed exchange. */
    public static CurveSecrets clientSecrets() {
        return inOrder(key("client_transient_secret"), field("curve-det-initiate", "vouch_nonce"));
    }

    /** The "random" bytes of the server. */
    public static CurveSecrets serverSecrets() {
        return inOrder(
                key("server_transient_secret"),
                field("curve-det-cookie", "cookie_key"),
                field("curve-det-cookie", "cookie_nonce"),
                field("curve-det-welcome", "welcome_nonce"));
    }

    private static CurveSecrets inOrder(byte[]... values) {
        int[] next = {0};
        return bytes -> {
            byte[] value = values[next[0]++];
            if (value.length != bytes) {
                throw new AssertionError("asked for " + bytes + " bytes, not " + value.length);
            }
            // The caller may wipe it.
            return value.clone();
        };
    }
}
