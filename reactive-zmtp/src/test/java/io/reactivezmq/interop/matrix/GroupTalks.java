package io.reactivezmq.interop.matrix;

import static io.reactivezmq.interop.matrix.Encounter.LIMIT;
import static io.reactivezmq.interop.matrix.Shapes.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DishSocket;
import io.reactivezmq.RadioSocket;
import io.reactivezmq.ZmqMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;

/** Exercises of RADIO and DISH, whose messages have a group in front. */
final class GroupTalks {

    private static final String LONG = "g".repeat(200);
    private static final List<String> GROUPS = List.of("even", "odd", LONG);

    private GroupTalks() {}

    /** All messages, each to one of the groups in turn. */
    private static List<ZmqMessage> all(Encounter encounter) {
        List<ZmqMessage> bodies = encounter.messages();
        return IntStream.range(0, bodies.size())
                .mapToObj(i ->
                        bodies.get(i).prepend(ZmqMessage.of(GROUPS.get(i % 3)).unwrap(0)))
                .toList();
    }

    private static List<ZmqMessage> of(List<ZmqMessage> all, String... groups) {
        return all.stream()
                .filter(message -> List.of(groups).contains(message.text(0)))
                .toList();
    }

    static void spreads(Encounter encounter) {
        theyDo(encounter, "JOIN", "even");
        theyDo(encounter, "JOIN", LONG);
        encounter.join();
        List<ZmqMessage> all = all(encounter);
        List<ZmqMessage> both = of(all, "even", LONG);
        List<ZmqMessage> one = of(all, LONG);
        spread(encounter, 2, all, both);
        theyDo(encounter, "LEAVE", "even");
        spread(encounter, 1, all, one);
        assertThat(encounter.ours().statistics().block(LIMIT).messagesSent())
                .as("they did not have to filter")
                .isEqualTo(both.size() + one.size());
    }

    private static void theyDo(Encounter encounter, String what, String group) {
        encounter.theirs().set(what, group);
    }

    private static void spread(Encounter encounter, int groups, List<ZmqMessage> all, List<ZmqMessage> wanted) {
        // A bound libzmq socket takes notice of a new peer, and joins, when it is used.
        CompletableFuture<List<ZmqMessage>> received = encounter.theirs().receive(wanted.size());
        encounter.awaitSubscriptions(groups);
        ((RadioSocket) encounter.ours()).send(Flux.fromIterable(all)).block(LIMIT);
        assertSame(received.join(), wanted);
    }

    static void joins(Encounter encounter) {
        DishSocket dish = ((DishSocket) encounter.ours()).join("even").join(LONG);
        encounter.join();
        List<ZmqMessage> all = all(encounter);
        hear(encounter, "first", all, of(all, "even", LONG));
        dish.leave("even");
        hear(encounter, "second", all, of(all, LONG));
    }

    /** The last group is announced last, so its messages show that the peer has all groups. */
    private static void hear(Encounter encounter, String word, List<ZmqMessage> all, List<ZmqMessage> wanted) {
        ((DishSocket) encounter.ours()).join(word);
        ZmqMessage tap = ZmqMessage.of(word, "");
        Subscriptions.awaitHeard(encounter, tap);
        CompletableFuture<Void> sent = encounter.theirs().send(all);
        Subscriptions.assertReceives(encounter, wanted, tap);
        sent.join();
    }
}
