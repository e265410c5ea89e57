package io.reactivezmq.samples.microbenchmarks;

import io.reactivezmq.internal.subscription.PrefixTrie;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures finding the subscribers of a message, and changing subscriptions. */
@State(Scope.Thread)
public class TrieBenchmark extends Timed {

    private static final int SPREAD = 100;

    /** Number of subscriptions. One in a hundred messages matches a subscription. */
    @Param({"1", "100", "10000"})
    public int subscriptions;

    private final PrefixTrie<String> trie = new PrefixTrie<>();
    private byte[][] messages = {};
    private int next;
    private String last = "";
    private final PrefixTrie.Visitor<String> found = subscriber -> last = subscriber;

    /** Creates the subscriptions and the messages. */
    @Setup
    public void subscribe() {
        int all = subscriptions * SPREAD;
        messages = new byte[Math.min(all, 10_000)][];
        for (int i = 0; i < subscriptions; i++) {
            trie.computeIfAbsent(topic(i * SPREAD), () -> "subscriber");
        }
        for (int i = 0; i < messages.length; i++) {
            messages[i] = message((int) (i * 7919L % all));
        }
    }

    private static byte[] topic(int number) {
        return bytes(String.format(Locale.ROOT, "t%06d", number));
    }

    private static byte[] message(int number) {
        return bytes(String.format(Locale.ROOT, "t%06d and what the message says", number));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Finds the subscriber of the next message. */
    @Benchmark
    public String match() {
        trie.match(nextMessage(), found);
        return last;
    }

    /** Tests whether the next message has any subscriber. */
    @Benchmark
    public boolean matches() {
        return trie.matches(nextMessage());
    }

    /** Adds a subscription and removes it. */
    @Benchmark
    public void change() {
        byte[] topic = {'t', '0', '0', '1', '2', '3', '4', (byte) next++};
        trie.computeIfAbsent(topic, () -> "another");
        trie.remove(topic);
    }

    private byte[] nextMessage() {
        next = next + 1 >= messages.length ? 0 : next + 1;
        return messages[next];
    }
}
