package io.reactivezmq.interop.matrix;

import static io.reactivezmq.interop.matrix.Encounter.LIMIT;
import static io.reactivezmq.interop.matrix.Encounter.notice;
import static io.reactivezmq.interop.matrix.Shapes.ALL;
import static io.reactivezmq.interop.matrix.Shapes.assertSame;
import static io.reactivezmq.interop.matrix.Shapes.startingWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.SubSocket;
import io.reactivezmq.XSubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.testing.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ListAssert;

/**
 * Exercises about subscriptions. Subscriptions go from the subscriber to the publisher and messages the other way, and
 * neither side learns when the other one has received them.
 */
final class Subscriptions {

    private static final ZmqMessage TAP = ZmqMessage.of("tap");

    /** Everything, bytes, longest in the short form of a command, beyond it, and one that is long. */
    private static final List<String> TOPICS =
            List.of("", "\0\1\2", "x".repeat(245), "y".repeat(300), "z".repeat(2_000));

    private Subscriptions() {}

    /** Has their publisher send this message until we receive it: then it has all subscriptions that we sent before. */
    static void awaitHeard(Encounter encounter, ZmqMessage word) {
        MessageReceiver ours = (MessageReceiver) encounter.ours();
        Await.until("the publisher is heard", () -> {
            encounter.theirs().send(List.of(word)).join();
            ZmqMessage heard = ours.tryReceive();
            while (heard != null && !heard.equals(word)) {
                heard = ours.tryReceive();
            }
            return heard != null;
        });
    }

    /** Receives all of these, and the messages that {@link #awaitHeard} had sent too often. */
    static void assertReceives(Encounter encounter, List<ZmqMessage> expected, ZmqMessage word) {
        assertSame(
                ((MessageReceiver) encounter.ours())
                        .receive()
                        .filter(message -> !message.equals(word))
                        .take(expected.size())
                        .collectList()
                        .block(LIMIT),
                expected);
    }

    static void receives(Encounter encounter) {
        subscribe(encounter, "");
        encounter.join();
        awaitHeard(encounter, TAP);
        CompletableFuture<Void> sent = encounter.theirs().send(ALL);
        assertReceives(encounter, ALL, TAP);
        sent.join();
    }

    static void sends(Encounter encounter) {
        encounter.theySubscribe("");
        encounter.join();
        publish(encounter, 1, ALL);
    }

    static void selects(Encounter encounter) {
        List<ZmqMessage> both = startingWith("message 99", "message 42");
        List<ZmqMessage> one = startingWith("message 99");
        encounter.theySubscribe("message 99");
        encounter.theySubscribe("message 42");
        encounter.join();
        publish(encounter, 2, both);
        encounter.theyUnsubscribe("message 42");
        publish(encounter, 1, one);
        assertThat(encounter.ours().statistics().block(LIMIT).messagesSent())
                .as("they did not have to filter")
                .isEqualTo(both.size() + one.size());
    }

    private static void publish(Encounter encounter, int subscriptions, List<ZmqMessage> wanted) {
        // A bound libzmq socket takes notice of a new peer, and subscribes, when it is used.
        CompletableFuture<List<ZmqMessage>> received = encounter.theirs().receive(wanted.size());
        encounter.awaitSubscriptions(subscriptions);
        encounter.send(ALL).block(LIMIT);
        assertSame(received.join(), wanted);
    }

    static void chooses(Encounter encounter) {
        subscribe(encounter, "message 99");
        subscribe(encounter, "message 42");
        encounter.join();
        hear(encounter, "tap 1", "message 99", "message 42");
        unsubscribe(encounter, "message 42");
        hear(encounter, "tap 2", "message 99");
    }

    private static void hear(Encounter encounter, String word, String... prefixes) {
        subscribe(encounter, word);
        awaitHeard(encounter, ZmqMessage.of(word));
        List<ZmqMessage> published = new ArrayList<>(ALL);
        List<ZmqMessage> wanted = new ArrayList<>(startingWith(prefixes));
        ZmqMessage last = ZmqMessage.of("message 99", "and last");
        published.add(last);
        wanted.add(last);
        CompletableFuture<Void> sent = encounter.theirs().send(published);
        assertReceives(encounter, wanted, ZmqMessage.of(word));
        sent.join();
    }

    private static void subscribe(Encounter encounter, String prefix) {
        if (encounter.ours() instanceof SubSocket sub) {
            sub.subscribe(prefix);
        } else {
            ((XSubSocket) encounter.ours()).send(notice(true, prefix)).block(LIMIT);
        }
    }

    private static void unsubscribe(Encounter encounter, String prefix) {
        if (encounter.ours() instanceof SubSocket sub) {
            sub.unsubscribe(prefix);
        } else {
            ((XSubSocket) encounter.ours()).send(notice(false, prefix)).block(LIMIT);
        }
    }

    static void receivesSubscriptions(Encounter encounter) {
        encounter.theySubscribe("tap");
        encounter.join();
        encounter.theyTake(TAP);
        TOPICS.forEach(encounter::theySubscribe);
        encounter.theySubscribe("twice");
        encounter.theySubscribe("twice");
        encounter.theyUnsubscribe("never");
        encounter.theyUnsubscribe("twice");
        encounter.theySubscribe("between");
        encounter.theyUnsubscribe("twice");
        assertNotices(encounter.receive(TOPICS.size() + 4))
                .startsWith("\1tap")
                .endsWith("\1twice", "\1between", "\0twice")
                .containsSequence(TOPICS.stream().map(topic -> "\1" + topic).toList());
        encounter.theirs().close();
        assertNotices(encounter.receive(TOPICS.size() + 2))
                .as("the end of all when they leave")
                .containsExactlyInAnyOrderElementsOf(Stream.concat(TOPICS.stream(), Stream.of("tap", "between"))
                        .map(topic -> "\0" + topic)
                        .toList());
    }

    static void announcesSubscriptions(Encounter encounter) {
        TOPICS.forEach(topic -> subscribe(encounter, topic));
        encounter.join();
        assertNotices(encounter.theirs().receive(TOPICS.size()).join())
                .containsExactlyInAnyOrderElementsOf(
                        TOPICS.stream().map(topic -> "\1" + topic).toList());
        subscribe(encounter, "twice");
        subscribe(encounter, "twice");
        unsubscribe(encounter, "never");
        unsubscribe(encounter, "twice");
        subscribe(encounter, "between");
        unsubscribe(encounter, "twice");
        assertNotices(encounter.theirs().receive(3).join()).containsExactly("\1twice", "\1between", "\0twice");
        if (encounter.weBind()) {
            // If we closed our socket, they would keep our subscriptions for our next connection.
            TOPICS.forEach(topic -> unsubscribe(encounter, topic));
            unsubscribe(encounter, "between");
        } else {
            encounter.ours().close().block(LIMIT);
        }
        assertNotices(encounter.theirs().receive(TOPICS.size() + 1).join())
                .as("the end of all")
                .containsExactlyInAnyOrderElementsOf(Stream.concat(TOPICS.stream(), Stream.of("between"))
                        .map(topic -> "\0" + topic)
                        .toList());
    }

    private static ListAssert<String> assertNotices(List<ZmqMessage> notices) {
        return assertThat(notices.stream().map(notice -> notice.text(0)).toList());
    }

    static void hearsUpstream(Encounter encounter) {
        encounter.theySubscribe("tap");
        encounter.join();
        encounter.theyTake(TAP);
        assertThat(encounter.receive(1)).containsExactly(notice(true, "tap"));
        List<ZmqMessage> upstream = upstream();
        CompletableFuture<Void> sent = encounter.theirs().send(upstream);
        assertSame(encounter.receive(upstream.size()), upstream);
        sent.join();
    }

    static void speaksUpstream(Encounter encounter) {
        encounter.join();
        List<ZmqMessage> upstream = upstream();
        CompletableFuture<List<ZmqMessage>> received = encounter.theirs().receive(upstream.size());
        encounter.send(upstream).block(LIMIT);
        assertSame(received.join(), upstream);
    }

    /** What libzmq cannot take for a subscription: it looks at each frame. */
    private static List<ZmqMessage> upstream() {
        return ALL.stream().filter(message -> !looksLikeNotice(message)).toList();
    }

    private static boolean looksLikeNotice(ZmqMessage message) {
        return IntStream.range(0, message.frameCount())
                .mapToObj(message::unwrap)
                .anyMatch(frame -> frame.length > 0 && (frame[0] == 0 || frame[0] == 1));
    }
}
