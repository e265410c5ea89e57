package io.reactivezmq.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.reactivezmq.Endpoint;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A libzmq socket in a {@link PythonPeer}. Sockets of one process do one thing at a time between them. */
public final class LibzmqSocket implements ForeignSocket {

    private final PythonPeer process;
    private final String name;

    LibzmqSocket(PythonPeer process, String name) {
        this.process = process;
        this.name = name;
    }

    private CompletableFuture<JsonNode> ask(String what, Map<String, ?> arguments) {
        Map<String, Object> request = new HashMap<>(arguments);
        request.put("socket", name);
        return process.ask(what, request);
    }

    @Override
    public LibzmqSocket set(String option, int value) {
        ask("set_option", Map.of("option", option, "value", value)).join();
        return this;
    }

    @Override
    public LibzmqSocket set(String option, byte[] value) {
        ask("set_option", Map.of("option", option, "binary", value)).join();
        return this;
    }

    @Override
    public Endpoint bind(String endpoint) {
        return new Endpoint(ask("bind", Map.of("endpoint", endpoint)).join().asText());
    }

    @Override
    public LibzmqSocket connect(Endpoint endpoint) {
        ask("connect", Map.of("endpoint", endpoint.uri())).join();
        return this;
    }

    @Override
    public RoutingId connectPeer(Endpoint endpoint) {
        String id =
                ask("connect_peer", Map.of("endpoint", endpoint.uri())).join().asText();
        return RoutingId.of(Base64.getDecoder().decode(id));
    }

    @Override
    public CompletableFuture<Void> send(List<ZmqMessage> messages) {
        return ask("send", Map.of("messages", encode(messages))).thenAccept(answer -> {});
    }

    @Override
    public CompletableFuture<List<ZmqMessage>> receive(int count) {
        return ask("receive", Map.of("count", count)).thenApply(LibzmqSocket::decode);
    }

    @Override
    public CompletableFuture<Void> echo(int count) {
        return ask("echo", Map.of("count", count)).thenAccept(answer -> {});
    }

    @Override
    public CompletableFuture<List<ZmqMessage>> exchange(List<ZmqMessage> messages, int window) {
        return ask("exchange", Map.of("messages", encode(messages), "window", window))
                .thenApply(LibzmqSocket::decode);
    }

    /**
     * Numbers that were received.
     *
     * @param jumps how often at least one was missing between two
     */
    public record Numbers(long first, long last, long jumps) {}

    /** Takes so many messages that begin with a number, see {@link Numbered}; fails when one does not rise. */
    public CompletableFuture<Numbers> receiveNumbers(int count) {
        return ask("receive_numbers", Map.of("count", count))
                .thenApply(answer -> new Numbers(
                        answer.get("first").asLong(),
                        answer.get("last").asLong(),
                        answer.get("jumps").asLong()));
    }

    /** On an XPUB, waits until so many distinct topics are subscribed to; tells how many notifications that took. */
    public CompletableFuture<Integer> topics(int count) {
        return ask("topics", Map.of("count", count)).thenApply(JsonNode::asInt);
    }

    /** Takes one message, and tells what its sender said of itself by this name. */
    public CompletableFuture<String> property(String name) {
        return ask("property", Map.of("name", name)).thenApply(JsonNode::asText);
    }

    /** Forwards between this socket and another of the same process from now on; both are of no other use then. */
    public void proxy(LibzmqSocket backend) {
        ask("proxy", Map.of("backend", backend.name)).join();
    }

    @Override
    public void close() {
        ask("close", Map.of()).join();
    }

    private static List<List<byte[]>> encode(List<ZmqMessage> messages) {
        List<List<byte[]>> all = new ArrayList<>(messages.size());
        for (ZmqMessage message : messages) {
            List<byte[]> frames = new ArrayList<>(message.frameCount());
            for (int i = 0; i < message.frameCount(); i++) {
                frames.add(message.unwrap(i));
            }
            all.add(frames);
        }
        return all;
    }

    private static List<ZmqMessage> decode(JsonNode messages) {
        List<ZmqMessage> all = new ArrayList<>(messages.size());
        for (JsonNode message : messages) {
            byte[][] frames = new byte[message.size()][];
            for (int i = 0; i < frames.length; i++) {
                frames[i] = Base64.getDecoder().decode(message.get(i).asText());
            }
            all.add(ZmqMessage.wrap(frames));
        }
        return all;
    }
}
