package io.reactivezmq.sim;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * What became of each published message at each subscriber. Messages have names, the last frame: the name of the
 * program that sends them, a colon and a number. The number determines the topic.
 */
final class TopicLedger implements MessageFates {

    static final List<String> TOPICS = List.of("a", "ab", "b", "c");

    private static final class Entry {

        private final String topic;
        private final Duration offered;
        private final Set<Object> deliveries = new HashSet<>();
        private Ledger.Fate fate = Ledger.Fate.OFFERED;

        Entry(String topic, Duration offered) {
            this.topic = topic;
            this.offered = offered;
        }
    }

    /** When a socket was subscribed to a prefix; the last time is open while it is. */
    private static final class Interest {

        private int times;
        private boolean inForce;
        private Duration end = Duration.ZERO;

        /** Returns whether the subscription began once and has not ended. */
        boolean isStable() {
            return times == 1 && inForce;
        }
    }

    private record Stream(String program, Object connection, Object receiver, String part) {}

    private final World world;
    private final BiPredicate<String, String> matching;
    private final Duration slack;
    private final boolean ordered;
    private final boolean orderedByTopic;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<ZmqSocket<?>, Map<String, Interest>> interests = new LinkedHashMap<>();
    private final Map<Stream, Integer> last = new HashMap<>();

    /** When the first message of a connection arrived at a receiver. */
    private final Map<List<Object>, Duration> firstSeen = new HashMap<>();

    private final Map<Object, Long> bySocket = new HashMap<>();
    private long gaps;

    /**
     * Creates an empty ledger.
     *
     * @param matching whether a topic matches a subscription
     * @param slack how long after the end of a subscription a message that was sent then may still arrive
     * @param ordered whether messages of a program keep their order over each connection
     * @param orderedByTopic whether only messages of the same topic keep their order
     */
    TopicLedger(
            World world,
            BiPredicate<String, String> matching,
            Duration slack,
            boolean ordered,
            boolean orderedByTopic) {
        this.world = world;
        this.matching = matching;
        this.slack = slack;
        this.ordered = ordered;
        this.orderedByTopic = orderedByTopic;
    }

    static String program(String message) {
        return message.substring(0, message.indexOf(':'));
    }

    static int number(String message) {
        return Integer.parseInt(message.substring(message.indexOf(':') + 1));
    }

    /** Returns the topic of a message with this name. */
    static String topic(String message) {
        return TOPICS.get(number(message) % TOPICS.size());
    }

    // Subscriptions.

    void subscribes(ZmqSocket<?> socket, String prefix) {
        Interest interest = interests
                .computeIfAbsent(socket, key -> new TreeMap<>())
                .computeIfAbsent(prefix, key -> new Interest());
        interest.times++;
        interest.inForce = true;
    }

    void unsubscribes(ZmqSocket<?> socket, String prefix) {
        Interest interest = interests(socket).get(prefix);
        if (interest != null) {
            interest.inForce = false;
            interest.end = world.now();
        }
    }

    private Map<String, Interest> interests(ZmqSocket<?> socket) {
        return interests.computeIfAbsent(socket, key -> new TreeMap<>());
    }

    /** Returns the subscriptions in force of these sockets together. */
    Set<String> inForce(List<ZmqSocket<?>> sockets) {
        Set<String> prefixes = new HashSet<>();
        for (ZmqSocket<?> socket : sockets) {
            interests(socket).forEach((prefix, interest) -> {
                if (interest.inForce) {
                    prefixes.add(prefix);
                }
            });
        }
        return prefixes;
    }

    // Messages.

    @Override
    public void offered(String message) {
        entries.put(message, new Entry(topic(message), world.now()));
    }

    @Override
    public void fate(String message, Ledger.Fate fate) {
        Entry entry = entry(message);
        entry.fate = fate;
        world.trace(message + " is " + fate);
        if (fate == Ledger.Fate.REFUSED && !entry.deliveries.isEmpty()) {
            world.fail(Promise.REFUSAL, message + " is refused, and was delivered before");
        }
    }

    private Entry entry(String message) {
        Entry entry = entries.get(message);
        if (entry == null) {
            throw new IllegalStateException(message + " was never sent");
        }
        return entry;
    }

    /** Records a delivery to a subscriber. */
    void delivered(ZmqMessage message, ZmqSocket<?> socket) {
        String text = message.text();
        world.trace(socket + " receives " + text);
        Entry entry = entry(text);
        bySocket.merge(socket, 1L, Long::sum);
        if (!entry.deliveries.add(socket)) {
            world.fail(Promise.ONCE, text + " is delivered twice to " + socket);
        }
        if (entry.fate == Ledger.Fate.REFUSED) {
            world.fail(Promise.REFUSAL, text + " is delivered though it was refused");
        }
        if (!message.text(0).equals(entry.topic)) {
            world.fail(Promise.SUBSCRIPTIONS, text + " has the topic " + message.text(0));
        }
        String program = program(text);
        Object connection = message.peer() == null ? "none" : message.peer();
        Integer before = last.put(
                new Stream(program, connection, socket, orderedByTopic ? ":" + entry.topic : ""), number(text));
        if (ordered && before != null && before > number(text)) {
            world.fail(Promise.ORDER, text + " is delivered to " + socket + " after " + before);
        }
        checkSubscription(text, entry, socket);
        findGaps(program, connection, socket, text, entry.topic);
    }

    private void checkSubscription(String text, Entry entry, ZmqSocket<?> socket) {
        boolean wanted = interests(socket).entrySet().stream()
                .anyMatch(interest -> matching.test(entry.topic, interest.getKey())
                        && (interest.getValue().inForce
                                || interest.getValue().end.plus(slack).compareTo(entry.offered) >= 0));
        if (!wanted) {
            world.fail(Promise.SUBSCRIPTIONS, socket + " gets " + text + " without a subscription to " + entry.topic);
        }
    }

    /**
     * Counts the messages that are missing between this one and the one before of the same connection, as far as both
     * came because of the same subscription, which has been in force all the time.
     */
    private void findGaps(String program, Object connection, ZmqSocket<?> socket, String text, String topic) {
        List<String> reasons = new ArrayList<>();
        interests(socket).forEach((prefix, interest) -> {
            if (matching.test(topic, prefix)) {
                reasons.add(interest.isStable() ? prefix : "");
            }
        });
        if (reasons.size() != 1 || reasons.get(0).isEmpty()) {
            return;
        }
        // A publisher that connects sends what waited for the peer over the next connection, behind which there is a
        // gap.
        Duration since = firstSeen.computeIfAbsent(List.of(connection, socket), key -> world.now());
        if (entry(text).offered.compareTo(since) < 0) {
            return;
        }
        String prefix = reasons.get(0);
        Integer before = last.put(new Stream(program, connection, socket, topic + "/" + prefix), number(text));
        for (int i = before == null ? number(text) : before + 1; i < number(text); i++) {
            Entry between = entries.get(program + ':' + i);
            if (between != null
                    && between.fate == Ledger.Fate.ACCEPTED
                    && between.topic.equals(topic)
                    && !between.deliveries.contains(socket)) {
                gaps++;
                world.trace(socket + " misses " + program + ':' + i);
            }
        }
    }

    /** Returns the number of messages that subscribers missed between others. */
    long gaps() {
        return gaps;
    }

    /** Checks that each subscriber has got a message if it has subscribed to its topic. */
    void checkArrived(String message) {
        Entry entry = entry(message);
        interests.forEach((socket, prefixes) -> prefixes.forEach((prefix, interest) -> {
            if (interest.inForce && matching.test(entry.topic, prefix) && !entry.deliveries.contains(socket)) {
                world.fail(
                        Promise.SUBSCRIPTIONS,
                        socket + " has subscribed to '" + prefix + "' and does not get " + message + " with the topic "
                                + entry.topic);
            }
        }));
    }

    /** Returns how many messages this socket has delivered. */
    long delivered(Object socket) {
        return bySocket.getOrDefault(socket, 0L);
    }

    /** Checks that no sender waits for an answer. */
    void checkAnswered() {
        entries.forEach((name, entry) -> {
            if (entry.fate == Ledger.Fate.OFFERED) {
                world.fail(Promise.PROGRESS, "the sender of " + name + " has no answer");
            }
        });
    }
}
