package io.reactivezmq.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.Endpoint;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.pipe.PipeOwner;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.spi.Control;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscribersTest {

    private static final PipeOwner NOBODY = new PipeOwner() {
        @Override
        public void received(Pipe pipe, ZmqMessage message) {}

        @Override
        public void received(Pipe pipe, Control control) {}

        @Override
        public void readComplete() {}

        @Override
        public void roomFreed(Pipe pipe, int messages) {}

        @Override
        public void dropped(Pipe pipe, DropReason reason, long total) {}

        @Override
        public void droppedLate(Pipe pipe, DropReason reason, long messages) {}

        @Override
        public void undelivered(Pipe pipe, long messages) {}

        @Override
        public void linkLost(Pipe pipe, ZmqException cause) {}
    };

    private static Pipe pipe() {
        return new Pipe(
                NOBODY,
                new Endpoint("fake://x"),
                true,
                new PushOptions().settings().queues());
    }

    private static byte[] octets(String text) {
        return text.getBytes();
    }

    private static Set<Pipe> match(Subscribers subscribers, String topic) {
        int count = subscribers.match(octets(topic));
        List<Pipe> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            found.add(subscribers.matched(i));
        }
        assertThat(found).doesNotHaveDuplicates();
        return new HashSet<>(found);
    }

    @Test
    void aPeerBeyondItsLimitIsRefusedUntilItGivesSomethingUp() {
        Subscribers subscribers = new Subscribers(2);
        Pipe pipe = pipe();
        assertThat(subscribers.add(pipe, octets("a"))).isTrue();
        assertThat(subscribers.add(pipe, octets("b"))).isTrue();
        assertThat(subscribers.add(pipe, octets("a"))).isFalse();
        assertThatThrownBy(() -> subscribers.add(pipe, octets("c")))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.error()).isEqualTo(ProtocolError.LIMIT_EXCEEDED));
        assertThat(match(subscribers, "c")).isEmpty();
        assertThat(pipe.statistics().subscriptions()).isEqualTo(2);

        assertThat(subscribers.remove(pipe, octets("a"))).isFalse();
        subscribers.add(pipe, octets("c"));
        assertThat(match(subscribers, "c")).containsExactly(pipe);
        // The limit is each one's own.
        subscribers.add(pipe(), octets("x"));
    }

    @Test
    void isWhatANaiveSearchFinds() {
        Random random = new Random(5);
        Subscribers subscribers = new Subscribers(1000);
        Map<Pipe, Set<String>> naive = new HashMap<>();
        List<Pipe> pipes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pipes.add(pipe());
        }
        for (int step = 0; step < 50_000; step++) {
            Pipe pipe = pipes.get(random.nextInt(pipes.size()));
            String topic = Integer.toString(random.nextInt(200), 3).substring(random.nextInt(2));
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    naive.computeIfAbsent(pipe, p -> new HashSet<>()).add(topic);
                    subscribers.add(pipe, octets(topic));
                }
                case 3, 4 -> {
                    naive.getOrDefault(pipe, new HashSet<>()).remove(topic);
                    subscribers.remove(pipe, octets(topic));
                }
                case 5 -> {
                    if (random.nextInt(10) == 0) {
                        Set<String> ended = new HashSet<>();
                        subscribers.removeAll(pipe, (prefix, last) -> ended.add(new String(prefix)));
                        assertThat(ended).isEqualTo(naive.getOrDefault(pipe, Set.of()));
                        naive.remove(pipe);
                    }
                }
                default -> {
                    Set<Pipe> expected = new HashSet<>();
                    naive.forEach((subscriber, prefixes) -> {
                        if (prefixes.stream().anyMatch(topic::startsWith)) {
                            expected.add(subscriber);
                        }
                    });
                    assertThat(match(subscribers, topic)).isEqualTo(expected);
                    Set<Pipe> others = new HashSet<>(pipes);
                    others.removeAll(expected);
                    int count = subscribers.matchOthers(octets(topic), pipes);
                    Set<Pipe> found = new HashSet<>();
                    for (int i = 0; i < count; i++) {
                        found.add(subscribers.matched(i));
                    }
                    assertThat(found).isEqualTo(others);
                }
            }
            naive.values().removeIf(Set::isEmpty);
            assertThat(subscribers.pipes()).isEqualTo(naive.keySet());
        }
    }
}
