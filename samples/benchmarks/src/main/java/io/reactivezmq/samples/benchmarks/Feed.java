package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.ZmqMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Options for the content of a stream. Both sides need the same values. */
public final class Feed {

    private static final int TOPIC_LENGTH = 8;

    @Option(names = "--pub", description = "PUB and SUB in the place of PUSH and PULL")
    private boolean pub;

    @Option(
            names = "--subscriptions",
            defaultValue = "0",
            paramLabel = "<topics>",
            description = "with --pub, how many topics are subscribed to (default: everything is)")
    private int subscriptions;

    @Option(
            names = "--match-every",
            defaultValue = "1",
            paramLabel = "<messages>",
            description = "with --subscriptions, one message of so many is about a subscribed topic")
    private int matchEvery = 1;

    public boolean isPub() {
        return pub;
    }

    /** Returns the topics to subscribe to: a single empty one if all messages are wanted. */
    List<byte[]> topics() {
        if (subscriptions == 0) {
            return List.of(new byte[0]);
        }
        return IntStream.range(0, subscriptions).mapToObj(Feed::topic).toList();
    }

    /** Returns the messages, which are sent in turn over and over. */
    ZmqMessage[] messages(int size) {
        return Stream.of(payloads(size)).map(ZmqMessage::wrap).toArray(ZmqMessage[]::new);
    }

    public byte[][] payloads(int size) {
        byte[][] payloads = new byte[Math.max(1, subscriptions)][];
        for (int i = 0; i < payloads.length; i++) {
            byte[] payload = new byte[size];
            if (subscriptions > 0) {
                byte[] topic = topic(i % matchEvery == 0 ? i : subscriptions + i);
                System.arraycopy(topic, 0, payload, 0, topic.length);
            }
            payloads[i] = payload;
        }
        return payloads;
    }

    private static byte[] topic(int number) {
        return String.format(Locale.ROOT, "%0" + TOPIC_LENGTH + "d", number).getBytes(StandardCharsets.US_ASCII);
    }
}
