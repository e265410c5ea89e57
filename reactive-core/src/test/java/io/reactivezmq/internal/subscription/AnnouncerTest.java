package io.reactivezmq.internal.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.spi.Control;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The subscriptions that publishers get, as fast as they take them. */
class AnnouncerTest {

    private static final int MANY = 50_000;

    private final LocalSubscriptions interests = new LocalSubscriptions();

    private static byte[] bytes(String text) {
        return text.getBytes();
    }

    private void add(Announcements publisher, String topic) {
        boolean first = interests.add(bytes(topic));
        publisher.changed(Control.subscribe(bytes(topic)), !first);
    }

    private void remove(Announcements publisher, String topic) {
        if (interests.remove(bytes(topic))) {
            publisher.changed(Control.cancel(bytes(topic)), false);
        }
    }

    private static @Nullable String text(@Nullable Control control) {
        return control == null
                ? null
                : (control.kind() == Control.Kind.SUBSCRIBE ? "+" : "-") + new String(control.topic());
    }

    private static List<String> take(Announcements publisher) {
        List<String> texts = new ArrayList<>();
        String next;
        while ((next = text(publisher.poll())) != null) {
            texts.add(next);
        }
        return texts;
    }

    @Test
    void aPublisherIsToldWhatThereIsAndThenEachChange() {
        interests.add(bytes("b"));
        interests.add(bytes("b"));
        interests.add(bytes("a"));
        Announcements publisher = new Announcements(interests, Control.Kind.SUBSCRIBE);
        assertThat(take(publisher)).containsExactly("+a", "+b");
        add(publisher, "a");
        remove(publisher, "a");
        remove(publisher, "a");
        add(publisher, "c");
        assertThat(take(publisher)).containsExactly("+a", "-a", "+c");
    }

    @Test
    void whatChangesAheadOfWhereThePublisherIsIsToldOnce() {
        Announcements publisher = new Announcements(interests, Control.Kind.SUBSCRIBE);
        for (String topic : List.of("b", "d", "f")) {
            add(publisher, topic);
        }
        assertThat(text(publisher.poll())).isEqualTo("+b");
        assertThat(text(publisher.poll())).isEqualTo("+d");
        add(publisher, "a");
        add(publisher, "e");
        remove(publisher, "b");
        remove(publisher, "f");
        assertThat(take(publisher)).containsExactly("+a", "-b", "+e");
    }

    @Test
    void ofManyChangesThatAPublisherDoesNotTakeTheResultIsTold() {
        Announcements publisher = new Announcements(interests, Control.Kind.SUBSCRIBE);
        add(publisher, "kept");
        take(publisher);
        for (int i = 0; i < MANY; i++) {
            add(publisher, "passing " + i);
            add(publisher, "kept");
            remove(publisher, "passing " + i);
        }
        remove(publisher, "kept");
        add(publisher, "new");
        List<String> told = take(publisher);
        assertThat(told.size()).isLessThan(MANY / 10);
        assertThat(told).endsWith("+new");
    }

    @Test
    void inTheEndThePublisherKnowsWhatIsWanted() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Announcements publisher = new Announcements(interests, Control.Kind.SUBSCRIBE);
            Map<String, Integer> wanted = new HashMap<>();
            Set<String> known = new HashSet<>();
            for (int step = 0; step < 20_000; step++) {
                String topic = "t" + random.nextInt(500);
                if (random.nextInt(2) == 0) {
                    add(publisher, topic);
                    wanted.merge(topic, 1, Integer::sum);
                } else {
                    remove(publisher, topic);
                    wanted.computeIfPresent(topic, (key, count) -> count == 1 ? null : count - 1);
                }
                // Seldom enough for many changes to wait.
                if (step % 5000 > 4000) {
                    learn(known, text(publisher.poll()));
                }
            }
            take(publisher).forEach(text -> learn(known, text));
            assertThat(known).isEqualTo(wanted.keySet());
            wanted.forEach((topic, count) -> {
                for (int i = 0; i < count; i++) {
                    interests.remove(bytes(topic));
                }
            });
        }
    }

    private static void learn(Set<String> known, @Nullable String text) {
        if (text != null) {
            if (text.charAt(0) == '+') {
                known.add(text.substring(1));
            } else {
                known.remove(text.substring(1));
            }
        }
    }
}
