package io.reactivezmq.samples.cli.format;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.PeerInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Lines: each message is an array of its frames. A frame is a string, or <code>{"base64": "..."}</code> if it is
 * no UTF-8. With envelopes a message is an object with its {@code frames} and its {@code peer}. A single string and
 * such an object are read as well.
 */
final class JsonFormat implements MessageFormat {

    private static final JsonMapper JSON = new JsonMapper();

    private final boolean envelope;

    JsonFormat(boolean envelope) {
        this.envelope = envelope;
    }

    @Override
    public @Nullable ZmqMessage read(InputStream in) throws IOException {
        byte[] line;
        do {
            line = Lines.next(in);
        } while (line != null && new String(line, StandardCharsets.UTF_8).isBlank());
        return line == null ? null : parse(line);
    }

    @Override
    public ZmqMessage parse(String argument) throws FormatException {
        return parse(argument.getBytes(StandardCharsets.UTF_8));
    }

    private static ZmqMessage parse(byte[] text) throws FormatException {
        try {
            JsonNode node = JSON.readTree(text);
            JsonNode frames = node.isObject() && node.has("frames") ? node.get("frames") : node;
            if (!frames.isArray()) {
                return ZmqMessage.wrap(frame(frames));
            }
            if (frames.isEmpty()) {
                throw new FormatException("a message has at least one frame");
            }
            byte[][] all = new byte[frames.size()][];
            for (int i = 0; i < all.length; i++) {
                all[i] = frame(frames.get(i));
            }
            return ZmqMessage.wrap(all);
        } catch (JacksonException invalid) {
            throw new FormatException("no JSON: " + invalid.getOriginalMessage());
        }
    }

    private static byte[] frame(JsonNode node) throws FormatException {
        if (node.isString()) {
            return node.stringValue().getBytes(StandardCharsets.UTF_8);
        }
        if (node.isObject() && node.size() == 1 && node.path("base64").isString()) {
            try {
                return Base64.getDecoder().decode(node.get("base64").stringValue());
            } catch (IllegalArgumentException invalid) {
                throw new FormatException("no Base64: " + invalid.getMessage());
            }
        }
        throw new FormatException("a frame is a string or {\"base64\": \"...\"}, not " + node);
    }

    @Override
    public void write(ZmqMessage message, OutputStream out) throws IOException {
        ArrayNode frames = JSON.createArrayNode();
        for (int i = 0; i < message.frameCount(); i++) {
            byte[] frame = message.unwrap(i);
            String text = text(frame);
            if (text != null) {
                frames.add(text);
            } else {
                frames.addObject().put("base64", Base64.getEncoder().encodeToString(frame));
            }
        }
        out.write(JSON.writeValueAsBytes(envelope ? withPeer(frames, message.peer()) : frames));
        out.write('\n');
    }

    private static ObjectNode withPeer(ArrayNode frames, @Nullable PeerInfo peer) {
        ObjectNode object = JSON.createObjectNode();
        ObjectNode about = object.putObject("peer");
        if (peer != null) {
            about.put("address", peer.address());
            about.put("type", peer.socketType());
            about.put("routingId", java.util.HexFormat.of().formatHex(peer.routingId()));
            about.put("userId", peer.userId());
        }
        object.set("frames", frames);
        return object;
    }

    private static @Nullable String text(byte[] frame) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(frame))
                    .toString();
        } catch (CharacterCodingException invalid) {
            return null;
        }
    }
}
