package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.MessageSender;
import io.reactivezmq.PubSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.SubscriptionNotification;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.XSubSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.PeerStatistics;
import io.reactivezmq.options.value.SubscriptionNotifications;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.LibzmqSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Subscriptions by libzmq, and by us at libzmq, under other rules")
class SubscriptionOptionsTest extends WithLibzmq {

    private static BlockingQueue<SubscriptionNotification> notices(XPubSocket xpub) {
        BlockingQueue<SubscriptionNotification> notices = new LinkedBlockingQueue<>();
        xpub.subscriptions().subscribe(notices::add);
        return notices;
    }

    private static SubscriptionNotification next(BlockingQueue<SubscriptionNotification> notices)
            throws InterruptedException {
        SubscriptionNotification notice = notices.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(notice).as("a notice").isNotNull();
        return notice;
    }

    private static <S extends ZmqSocket<?> & MessageSender> long sent(S socket) {
        socket.flush().block(LIMIT);
        return socket.statistics().block(LIMIT).messagesSent();
    }

    private static void awaitSubscriptions(ZmqSocket<?> socket, int count) {
        Await.until(
                count + " subscriptions",
                () -> socket.statistics().block(LIMIT).peers().stream()
                                .mapToInt(PeerStatistics::subscriptions)
                                .sum()
                        == count);
    }

    private static String text(ZmqMessage notice) {
        return notice.text().replace('\1', '+').replace('\0', '-');
    }

    // ZMQ_XPUB_MANUAL

    @Test
    @DisplayName("manual: a SUB's subscription is announced, and in force as what it was accepted as")
    void manualWithSub() throws InterruptedException {
        XPubSocket xpub = zmq.xpub(o -> o.manual(true));
        BlockingQueue<SubscriptionNotification> notices = notices(xpub);
        LibzmqSocket sub = libzmq.socket("SUB").set("SUBSCRIBE", bytes("A")).connect(bind(xpub));

        SubscriptionNotification subscription = next(notices);
        assertThat(subscription.subscribes()).isTrue();
        assertThat(subscription.topicText()).isEqualTo("A");
        assertThat(subscription.peer().socketType()).isEqualTo("SUB");
        assertThat(text(xpub.receiveOne().block(LIMIT))).isEqualTo("+A");
        xpub.send("A, before it is accepted").block(LIMIT);
        subscription.acceptAs(bytes("AB"));
        xpub.awaitSubscribers(1).block(LIMIT);
        xpub.send("A, which is too short").block(LIMIT);
        xpub.send("AB").block(LIMIT);
        assertThat(hear(sub)).isEqualTo(ZmqMessage.of("AB"));
        assertThat(sent(xpub)).isOne();

        sub.set("UNSUBSCRIBE", bytes("A"));
        SubscriptionNotification end = next(notices);
        assertThat(end.subscribes()).isFalse();
        assertThat(end.topicText()).isEqualTo("A");
        xpub.send("AB, until the end is accepted").block(LIMIT);
        end.acceptAs(bytes("AB"));
        awaitSubscriptions(xpub, 0);
        xpub.send("AB, to nobody").block(LIMIT);
        assertThat(sent(xpub)).isEqualTo(2);
    }

    @Test
    @DisplayName("manual: an XSUB may get another topic than it asked for, and its leaving ends what it asked for")
    void manualWithXSub() throws InterruptedException {
        XPubSocket xpub = zmq.xpub(o -> o.manual(true));
        BlockingQueue<SubscriptionNotification> notices = notices(xpub);
        LibzmqSocket xsub = libzmq.socket("XSUB").connect(bind(xpub));
        say(xsub, "\1A");
        next(notices).acceptAs(bytes("other"));
        xpub.awaitSubscribers(1).block(LIMIT);
        xpub.send("A").block(LIMIT);
        xpub.send("other").block(LIMIT);
        assertThat(hear(xsub)).isEqualTo(ZmqMessage.of("other"));

        xsub.close();
        SubscriptionNotification end = next(notices);
        assertThat(end.subscribes()).isFalse();
        assertThat(end.topicText()).isEqualTo("A");
        xpub.send("other").block(LIMIT);
        assertThat(sent(xpub)).isOne();
    }

    @Test
    @DisplayName("manual: several notices may wait, and be accepted in any order")
    void manualInAnyOrder() throws InterruptedException {
        XPubSocket xpub = zmq.xpub(o -> o.manual(true));
        BlockingQueue<SubscriptionNotification> notices = notices(xpub);
        Endpoint endpoint = bind(xpub);
        LibzmqSocket a = libzmq.socket("XSUB").connect(endpoint);
        say(a, "\1A");
        SubscriptionNotification ofA = next(notices);
        LibzmqSocket b = libzmq.socket("XSUB").connect(endpoint);
        say(b, "\1B");
        SubscriptionNotification ofB = next(notices);
        ofB.accept();
        ofA.acceptAs(bytes("B"));
        ofA.acceptAs(bytes("C"));
        awaitSubscriptions(xpub, 3);
        for (String topic : List.of("A", "B", "C")) {
            xpub.send(topic).block(LIMIT);
        }
        assertThat(a.receive(2).join()).isEqualTo(messages("B", "C"));
        assertThat(hear(b)).isEqualTo(ZmqMessage.of("B"));
        assertThat(sent(xpub)).isEqualTo(3);
    }

    @Test
    @DisplayName("manual at libzmq: our XSUB gets what it was accepted for")
    void manualAtLibzmq() {
        LibzmqSocket xpub = libzmq.socket("XPUB").set("XPUB_MANUAL", 1);
        XSubSocket xsub = zmq.xsub().subscribe("A").connect(xpub.bind());
        assertThat(text(hear(xpub))).isEqualTo("+A");
        xpub.set("SUBSCRIBE", bytes("other"));
        xpub.send(messages("A", "other")).join();
        assertThat(xsub.receiveOne().block(LIMIT).text()).isEqualTo("other");
    }

    // ZMQ_XPUB_VERBOSE, ZMQ_XPUB_VERBOSER

    @ParameterizedTest(name = "{0}: of two that subscribe to the same and unsubscribe, we receive {1}")
    @CsvSource({"FIRST_AND_LAST, +A -A", "ALL_SUBSCRIPTIONS, +A +A -A", "ALL, +A +A -A -A"})
    void notices(SubscriptionNotifications which, String told) {
        XPubSocket xpub = zmq.xpub(o -> o.notifications(which));
        Endpoint endpoint = bind(xpub);
        List<LibzmqSocket> subs = List.of(libzmq.socket("SUB"), libzmq.socket("SUB"));
        subs.forEach(sub -> sub.set("SUBSCRIBE", bytes("A")).connect(endpoint));
        awaitSubscriptions(xpub, 2);
        subs.forEach(sub -> sub.set("UNSUBSCRIBE", bytes("A")));
        awaitSubscriptions(xpub, 0);
        subs.get(0).set("SUBSCRIBE", bytes("end"));
        assertThat(xpub.receive()
                        .map(SubscriptionOptionsTest::text)
                        .takeWhile(notice -> !notice.equals("+end"))
                        .collectList()
                        .block(LIMIT))
                .containsExactly(told.split(" "));
    }

    @ParameterizedTest(
            name = "libzmq with {0}: of two of ours that subscribe to the same and unsubscribe, it receives {1}")
    @CsvSource({"none, +A -A", "XPUB_VERBOSE, +A +A -A", "XPUB_VERBOSER, +A +A -A -A"})
    void noticesAtLibzmq(String option, String told) {
        LibzmqSocket xpub = libzmq.socket("XPUB");
        if (!option.equals("none")) {
            xpub.set(option, 1);
        }
        Endpoint endpoint = xpub.bind();
        List<SubSocket> subs = List.of(zmq.sub(), zmq.sub());
        // Each has a topic of its own first, by which it is known that the other has got there too.
        List<String> heard = new ArrayList<>();
        for (SubSocket sub : subs) {
            String own = sub.toString();
            sub.subscribe("A").subscribe(own).connect(endpoint);
            hearUntil(xpub, "+" + own, heard);
        }
        for (SubSocket sub : subs) {
            String own = sub.toString();
            sub.unsubscribe("A").unsubscribe(own);
            hearUntil(xpub, "-" + own, heard);
        }
        heard.removeIf(notice -> !notice.endsWith("A"));
        assertThat(heard).containsExactly(told.split(" "));
    }

    private static void hearUntil(LibzmqSocket xpub, String last, List<String> heard) {
        String notice;
        do {
            notice = text(hear(xpub));
            heard.add(notice);
        } while (!notice.equals(last));
    }

    // ZMQ_XPUB_WELCOME_MSG

    @Test
    @DisplayName("welcome: comes first, to each that has subscribed to it")
    void welcome() {
        XPubSocket xpub = zmq.xpub(o -> o.welcome(bytes("hello"), bytes("all of you")));
        Endpoint endpoint = bind(xpub);
        for (int i = 1; i <= 2; i++) {
            LibzmqSocket sub =
                    libzmq.socket("SUB").set("SUBSCRIBE", bytes("hello")).connect(endpoint);
            assertThat(hear(sub)).isEqualTo(ZmqMessage.of("hello", "all of you"));
            xpub.awaitSubscribers(i).block(LIMIT);
            xpub.send("hello again").block(LIMIT);
            assertThat(hear(sub)).isEqualTo(ZmqMessage.of("hello again"));
        }
    }

    @Test
    @DisplayName("welcome by libzmq: we get it first")
    void welcomeByLibzmq() {
        LibzmqSocket xpub = libzmq.socket("XPUB").set("XPUB_WELCOME_MSG", bytes("hello"));
        SubSocket sub = zmq.sub().subscribe("hello").connect(xpub.bind());
        assertThat(text(hear(xpub))).isEqualTo("+hello");
        say(xpub, "hello again");
        assertThat(sub.receive().take(2).collectList().block(LIMIT)).isEqualTo(messages("hello", "hello again"));
    }

    // ZMQ_INVERT_MATCHING

    @Test
    @DisplayName("inverted: a SUB gets what it did not subscribe to")
    void inverted() {
        PubSocket pub = zmq.pub(o -> o.invertMatching(true));
        LibzmqSocket sub = libzmq.socket("SUB")
                .set("INVERT_MATCHING", 1)
                .set("SUBSCRIBE", bytes("a"))
                .connect(bind(pub));
        pub.awaitSubscribers(1).block(LIMIT);
        CompletableFuture<List<ZmqMessage>> received = sub.receive(3);
        for (String text : List.of("apple", "pear", "", "a", "banana")) {
            pub.send(text).block(LIMIT);
        }
        assertThat(received.join()).isEqualTo(messages("pear", "", "banana"));
        assertThat(sent(pub)).isEqualTo(3);
    }

    @Test
    @DisplayName("inverted by libzmq: we get what we did not subscribe to")
    void invertedByLibzmq() {
        LibzmqSocket xpub = libzmq.socket("XPUB").set("INVERT_MATCHING", 1);
        SubSocket sub = zmq.sub(o -> o.invertMatching(true)).subscribe("a").connect(xpub.bind());
        assertThat(text(hear(xpub))).isEqualTo("+a");
        xpub.send(messages("apple", "pear", "", "a", "banana")).join();
        assertThat(sub.receive().take(3).collectList().block(LIMIT)).isEqualTo(messages("pear", "", "banana"));
    }

    // Subscriptions as messages

    @Test
    @DisplayName("an XSUB of ours may subscribe by message; libzmq sees each, and a subscriber behind it is served")
    void byMessage() {
        LibzmqSocket xpub = libzmq.socket("XPUB").set("XPUB_VERBOSER", 1);
        XSubSocket xsub = zmq.xsub().connect(xpub.bind());
        xsub.awaitPeers(1).block(LIMIT);
        for (String notice : List.of("\1A", "\1B", "\1", "\0", "\0B", "\1A", "\0A", "\0A")) {
            xsub.send(notice).block(LIMIT);
        }
        List<ZmqMessage> heard = xpub.receive(7).join();
        assertThat(heard.stream().map(SubscriptionOptionsTest::text))
                .as("all, but only the last of two ends")
                .containsExactly("+A", "+B", "+", "-", "-B", "+A", "-A");

        XPubSocket front = zmq.xpub();
        zmq.proxy(xsub, front).run().subscribe();
        LibzmqSocket sub = libzmq.socket("SUB").set("SUBSCRIBE", bytes("C")).connect(bind(front));
        assertThat(text(hear(xpub))).isEqualTo("+C");
        xpub.send(messages("A", "B", "C through us")).join();
        assertThat(hear(sub)).isEqualTo(ZmqMessage.of("C through us"));
    }
}
