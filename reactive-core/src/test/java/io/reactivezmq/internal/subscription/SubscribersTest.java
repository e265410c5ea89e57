package io.reactivezmq.internal.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.Endpoint;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.internal.loop.SlicedWork;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.subscription.Subscribers.Matching;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.PeerInfoBuilder;
import io.reactivezmq.spi.settings.SubscriptionSettings;
import io.reactivezmq.testing.ManualLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscribersTest {

    private static Pipe pipe() {
        return new Pipe(
                Pipes.NO_OWNER,
                new Endpoint("fake://x"),
                true,
                new PushOptions().settings().queues());
    }

    private final ManualLoop loop = new ManualLoop();

    private Subscribers subscribers(Matching matching, int count, long bytesPerPeer, long bytes) {
        SubscriptionLimits limits =
                SubscriptionLimits.ofPrefixes(new SubscriptionSettings(count, 4096, bytesPerPeer, bytes));
        return new Subscribers(matching, limits, new SlicedWork(loop));
    }

    private Subscribers subscribers(int count) {
        return subscribers(Matching.PREFIX, count, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private static byte[] bytes(String text) {
        return text.getBytes();
    }

    private static Set<Pipe> match(Subscribers subscribers, String topic) {
        int count = subscribers.match(bytes(topic));
        List<Pipe> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            found.add(subscribers.matched(i));
        }
        assertThat(found).doesNotHaveDuplicates();
        return new HashSet<>(found);
    }

    @Test
    void aPeerBeyondItsLimitIsRefusedUntilItGivesSomethingUp() {
        Subscribers subscribers = subscribers(2);
        Pipe pipe = pipe();
        assertThat(subscribers.add(pipe, bytes("a"))).isTrue();
        assertThat(subscribers.add(pipe, bytes("b"))).isTrue();
        assertThat(subscribers.add(pipe, bytes("a"))).isFalse();
        assertThatThrownBy(() -> subscribers.add(pipe, bytes("c")))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.error()).isEqualTo(ProtocolError.LIMIT_EXCEEDED));
        assertThat(match(subscribers, "c")).isEmpty();
        assertThat(pipe.statistics().subscriptions()).isEqualTo(2);

        assertThat(subscribers.remove(pipe, bytes("a"))).isFalse();
        subscribers.add(pipe, bytes("c"));
        assertThat(match(subscribers, "c")).containsExactly(pipe);
        // The limit is each one's own.
        subscribers.add(pipe(), bytes("x"));
    }

    @Test
    void isWhatANaiveSearchFinds() {
        Random random = new Random(5);
        Subscribers subscribers = subscribers(1000);
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
                    subscribers.add(pipe, bytes(topic));
                }
                case 3, 4 -> {
                    naive.getOrDefault(pipe, new HashSet<>()).remove(topic);
                    subscribers.remove(pipe, bytes(topic));
                }
                case 5 -> {
                    if (random.nextInt(10) == 0) {
                        Set<String> ended = new HashSet<>();
                        subscribers.leave(pipe, (prefix, last) -> ended.add(new String(prefix)));
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
                    int count = subscribers.matchOthers(bytes(topic), pipes);
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

    private static final int MANY = 20_000;

    /** Steps between two looks at other connections, and some room. */
    private static final int SLICE = 1000;

    private static void addMany(Subscribers subscribers, Pipe pipe) {
        for (int i = 0; i < MANY; i++) {
            subscribers.add(pipe, bytes("topic " + i));
        }
    }

    @ParameterizedTest
    @EnumSource(Matching.class)
    void aPeerThatHasMuchIsGoneAtOnceAndClearedAwayInSlices(Matching matching) {
        Subscribers subscribers = subscribers(matching, MANY, Long.MAX_VALUE, Long.MAX_VALUE);
        Pipe leaving = pipe();
        Pipe staying = pipe();
        addMany(subscribers, leaving);
        subscribers.add(staying, bytes("topic 10001"));
        List<String> ended = new ArrayList<>();
        subscribers.leave(leaving, (prefix, last) -> ended.add((last ? "last " : "") + new String(prefix)));
        assertThat(match(subscribers, "topic 10001")).containsExactly(staying);
        assertThat(match(subscribers, "topic 19999")).isEmpty();
        assertThat(subscribers.pipes()).containsExactly(staying);
        assertThat(leaving.statistics().subscriptions()).isZero();
        assertThat(ended.size()).isLessThan(SLICE);
        assertThat(loop.waiting()).isEqualTo(1);

        // The pipe may have its next peer, and others may want what is not cleared away yet.
        assertThat(subscribers.add(leaving, bytes("topic 7777"))).isFalse();
        assertThat(subscribers.add(staying, bytes("topic 8888"))).isFalse();
        assertThat(subscribers.remove(staying, bytes("topic 8888"))).isTrue();
        assertThat(match(subscribers, "topic 7777")).containsExactly(leaving);
        loop.run();
        assertThat(ended)
                .hasSize(MANY)
                .contains("topic 10001", "topic 7777", "last topic 8888", "last topic 9999")
                .doesNotHaveDuplicates();
        assertThat(subscribers.topicCount()).isEqualTo(2);
        assertThat(match(subscribers, "topic 7777")).containsExactly(leaving);
        assertThat(leaving.statistics().subscriptions()).isEqualTo(1);
        subscribers.leave(leaving, (prefix, last) -> {});
        subscribers.leave(staying, (prefix, last) -> {});
        assertThat(subscribers.topicCount()).isZero();
    }

    @Test
    void aPeerHasSoManyBytes() {
        long cost = SubscriptionSettings.cost(10);
        Subscribers subscribers = subscribers(Matching.PREFIX, 100, 2 * cost, Long.MAX_VALUE);
        Pipe pipe = pipe();
        subscribers.add(pipe, bytes("0123456789"));
        subscribers.add(pipe, bytes("1123456789"));
        assertThatThrownBy(() -> subscribers.add(pipe, bytes("")))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("maxSubscriptionBytesPerPeer");
        subscribers.remove(pipe, bytes("1123456789"));
        subscribers.add(pipe, bytes(""));
        subscribers.leave(pipe, (prefix, last) -> {});
        subscribers.add(pipe, bytes("0123456789"));
        subscribers.add(pipe, bytes("1123456789"));
    }

    @Test
    void whereAllHaveTooMuchThePeerThatHasMostLeaves() {
        long cost = SubscriptionSettings.cost(1);
        Subscribers subscribers = subscribers(Matching.PREFIX, 100, Long.MAX_VALUE, 6 * cost);
        Pipe greedy = pipe();
        Pipe modest = pipe();
        FakeLink link = new FakeLink();
        greedy.connect(
                link,
                PeerInfoBuilder.of("fake://x", "greedy", true)
                        .announced("SUB", new byte[0], Map.of())
                        .build());
        for (String topic : List.of("a", "b", "c", "d")) {
            subscribers.add(greedy, bytes(topic));
        }
        subscribers.add(modest, bytes("a"));
        subscribers.add(modest, bytes("y"));
        assertThat(link.closedBy).isNull();
        subscribers.add(modest, bytes("z"));
        assertThat(link.closedBy).hasMessageContaining("greedy").hasMessageContaining("maxSubscriptionBytes)");
        assertThat(subscribers.pipes()).containsExactly(modest);
        assertThat(match(subscribers, "a")).containsExactly(modest);
        for (String topic : List.of("1", "2", "3")) {
            subscribers.add(modest, bytes(topic));
        }
        assertThatThrownBy(() -> subscribers.add(modest, bytes("4"))).isInstanceOf(ProtocolException.class);
        assertThat(match(subscribers, "z")).containsExactly(modest);
    }

    @Test
    void aNewSubscriberMakesRoomByClearingWhatOthersLeftBehind() {
        long cost = SubscriptionSettings.cost(11);
        Subscribers subscribers = subscribers(Matching.PREFIX, MANY, Long.MAX_VALUE, MANY * cost);
        for (int turn = 0; turn < 3; turn++) {
            Pipe pipe = pipe();
            addMany(subscribers, pipe);
            subscribers.leave(pipe, (prefix, last) -> {});
            assertThat(subscribers.topicCount()).isLessThanOrEqualTo(MANY);
        }
    }

    private static final class FakeLink implements Link {

        private @Nullable ZmqException closedBy;

        @Override
        public void wake() {}

        @Override
        public void drain() {}

        @Override
        public void resume() {}

        @Override
        public void flush(Runnable written) {}

        @Override
        public void close(ZmqException reason) {
            closedBy = reason;
        }
    }
}
