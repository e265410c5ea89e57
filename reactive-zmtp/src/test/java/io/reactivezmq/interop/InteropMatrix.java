package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.PairSocket;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.RoutingId;
import io.reactivezmq.SubSocket;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.XSubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.options.OnFull;
import io.reactivezmq.testing.Await;
import io.reactivezmq.testing.ForeignSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Each pattern with another implementation, either side first. Every case sends messages of all shapes, then 10,000
 * small ones, and wants each of them, in order, octet by octet.
 */
abstract class InteropMatrix {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int LARGE = 1024 * 1024;
    private static final List<ZmqMessage> ALL = messages();
    private static final int COUNT = ALL.size();

    /** How far the other side may send ahead of our answers: less than any high-water mark here. */
    private static final int WINDOW = 100;

    private ZmqContext zmq;

    /** What our side does; the other does the opposite. */
    enum Ours {
        BINDS,
        CONNECTS
    }

    /** A socket of the other implementation, closed after the test. */
    abstract ForeignSocket foreign(String type);

    @BeforeEach
    void open() {
        zmq = ZmqContext.create();
    }

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    private static List<ZmqMessage> messages() {
        Random random = new Random(1);
        byte[] empty = {};
        List<ZmqMessage> all = new ArrayList<>();
        for (int size : new int[] {0, 1, 255, 256, 70_000, LARGE}) {
            all.add(ZmqMessage.wrap(octets(random, size)));
        }
        all.add(ZmqMessage.wrap(empty, empty));
        all.add(ZmqMessage.wrap(octets(random, 3), empty, octets(random, 256), empty));
        all.add(ZmqMessage.wrap(empty, octets(random, 255), octets(random, LARGE), octets(random, 70_000)));
        all.add(ZmqMessage.wrap(
                IntStream.range(0, 200).mapToObj(i -> octets(random, i)).toArray(byte[][]::new)));
        for (int i = 0; i < 10_000; i++) {
            all.add(i % 3 == 0 ? ZmqMessage.of("a", "", "" + i) : ZmqMessage.of("message " + i));
        }
        return List.copyOf(all);
    }

    private static byte[] octets(Random random, int size) {
        byte[] octets = new byte[size];
        random.nextBytes(octets);
        return octets;
    }

    private static void join(Ours side, ZmqSocket<?> ours, ForeignSocket theirs) {
        if (side == Ours.BINDS) {
            theirs.connect(ours.bind("tcp://127.0.0.1:*").block(LIMIT));
        } else {
            ours.connect(theirs.bind());
        }
        ours.awaitPeers(1).block(LIMIT);
    }

    private static void assertAll(List<ZmqMessage> received) {
        assertThat(received).hasSize(COUNT);
        for (int i = 0; i < COUNT; i++) {
            assertThat(received.get(i)).as("message %d", i).isEqualTo(ALL.get(i));
        }
    }

    private static Flux<ZmqMessage> all() {
        return Flux.fromIterable(ALL);
    }

    private static List<ZmqMessage> allBehindDelimiter() {
        return ALL.stream().map(ZmqMessage::prependEmpty).toList();
    }

    @ParameterizedTest(name = "our PUSH {0}, their PULL gets all")
    @EnumSource(Ours.class)
    void pushToPull(Ours side) {
        PushSocket push = zmq.push();
        ForeignSocket pull = foreign("PULL");
        join(side, push, pull);
        CompletableFuture<List<ZmqMessage>> received = pull.receive(COUNT);
        push.send(all()).block(LIMIT);
        assertAll(received.join());
    }

    @ParameterizedTest(name = "our PULL {0}, gets all from their PUSH")
    @EnumSource(Ours.class)
    void pullFromPush(Ours side) {
        PullSocket pull = zmq.pull();
        ForeignSocket push = foreign("PUSH");
        join(side, pull, push);
        CompletableFuture<Void> sent = push.send(ALL);
        assertAll(pull.receive().take(COUNT).collectList().block(LIMIT));
        sent.join();
    }

    @ParameterizedTest(name = "our PUB {0}, their SUB gets all")
    @EnumSource(Ours.class)
    void pubToSub(Ours side) {
        PubSocket pub = zmq.pub(o -> o.onFull(OnFull.BACKPRESSURE));
        ForeignSocket sub = foreign("SUB").set("SUBSCRIBE", new byte[0]);
        join(side, pub, sub);
        // A bound libzmq socket takes notice of a new peer, and subscribes, when it is used.
        CompletableFuture<List<ZmqMessage>> received = sub.receive(COUNT);
        pub.awaitSubscribers(1).block(LIMIT);
        pub.send(all()).block(LIMIT);
        assertAll(received.join());
    }

    @ParameterizedTest(name = "our PUB {0}, their SUB gets only what it subscribed to")
    @EnumSource(Ours.class)
    void pubToSubByTopic(Ours side) {
        PubSocket pub = zmq.pub(o -> o.onFull(OnFull.BACKPRESSURE));
        ForeignSocket sub = foreign("SUB").set("SUBSCRIBE", "message 99".getBytes(StandardCharsets.UTF_8));
        join(side, pub, sub);
        List<ZmqMessage> wanted = ALL.stream()
                .filter(message -> message.text(0).startsWith("message 99"))
                .toList();
        CompletableFuture<List<ZmqMessage>> received = sub.receive(wanted.size());
        pub.awaitSubscribers(1).block(LIMIT);
        pub.send(all()).block(LIMIT);
        assertThat(received.join()).isEqualTo(wanted);
        assertThat(pub.statistics().block(LIMIT).messagesSent()).isEqualTo(wanted.size());
    }

    @ParameterizedTest(name = "our SUB {0}, gets all from their PUB")
    @EnumSource(Ours.class)
    void subFromPub(Ours side) {
        SubSocket sub = zmq.sub().subscribe("");
        ForeignSocket pub = foreign("PUB").set("SNDHWM", 0);
        join(side, sub, pub);
        // A publisher does not tell when it knows of a subscriber; it is heard when it does.
        ZmqMessage tap = ZmqMessage.of("tap");
        Await.until("the publisher is heard", () -> {
            pub.send(List.of(tap)).join();
            return sub.tryReceive() != null;
        });
        CompletableFuture<Void> sent = pub.send(ALL);
        assertAll(sub.receive()
                .filter(message -> !message.equals(tap))
                .take(COUNT)
                .collectList()
                .block(LIMIT));
        sent.join();
    }

    @ParameterizedTest(name = "our REQ {0}, their REP answers in lockstep")
    @EnumSource(Ours.class)
    void reqToRep(Ours side) {
        ReqSocket req = zmq.req();
        ForeignSocket rep = foreign("REP");
        join(side, req, rep);
        rep.echo(COUNT);
        assertAll(all().concatMap(req::request).collectList().block(LIMIT));
    }

    @ParameterizedTest(name = "our REQ {0}, their REP answers 64 in flight")
    @EnumSource(Ours.class)
    void pipelinedReqToRep(Ours side) {
        ReqSocket req = zmq.req(o -> o.maxInFlight(64));
        ForeignSocket rep = foreign("REP");
        join(side, req, rep);
        rep.echo(COUNT);
        assertAll(all().flatMapSequential(req::request, 64).collectList().block(LIMIT));
    }

    @ParameterizedTest(name = "our REP {0}, answers their REQ")
    @EnumSource(Ours.class)
    void repToReq(Ours side) {
        RepSocket rep = zmq.rep();
        ForeignSocket req = foreign("REQ");
        join(side, rep, req);
        Disposable serving = rep.serve(Mono::just).subscribe();
        assertAll(req.exchange(ALL, 1).join());
        serving.dispose();
    }

    @ParameterizedTest(name = "our REP {0}, answers their DEALER")
    @EnumSource(Ours.class)
    void repToDealer(Ours side) {
        RepSocket rep = zmq.rep();
        ForeignSocket dealer = foreign("DEALER");
        join(side, rep, dealer);
        Disposable serving = rep.serve(Mono::just).subscribe();
        List<ZmqMessage> answers = dealer.exchange(allBehindDelimiter(), WINDOW).join();
        assertAll(answers.stream().map(answer -> answer.dropFirst(1)).toList());
        serving.dispose();
    }

    @ParameterizedTest(name = "our DEALER {0}, their REP answers")
    @EnumSource(Ours.class)
    void dealerToRep(Ours side) {
        DealerSocket dealer = zmq.dealer();
        ForeignSocket rep = foreign("REP").set("SNDHWM", 0);
        join(side, dealer, rep);
        rep.echo(COUNT);
        Disposable sending =
                dealer.send(Flux.fromIterable(allBehindDelimiter())).subscribe();
        assertAll(dealer.receive()
                .take(COUNT)
                .map(answer -> answer.dropFirst(1))
                .collectList()
                .block(LIMIT));
        sending.dispose();
    }

    @ParameterizedTest(name = "our DEALER {0}, their ROUTER answers")
    @EnumSource(Ours.class)
    void dealerToRouter(Ours side) {
        dealerTo(side, "ROUTER");
    }

    @ParameterizedTest(name = "our DEALER {0}, their DEALER answers")
    @EnumSource(Ours.class)
    void dealerToDealer(Ours side) {
        dealerTo(side, "DEALER");
    }

    private void dealerTo(Ours side, String type) {
        DealerSocket dealer = zmq.dealer();
        // A ROUTER would drop answers that find no room.
        ForeignSocket theirs = foreign(type).set("SNDHWM", 0);
        join(side, dealer, theirs);
        theirs.echo(COUNT);
        Disposable sending = dealer.send(all()).subscribe();
        assertAll(dealer.receive().take(COUNT).collectList().block(LIMIT));
        sending.dispose();
    }

    @ParameterizedTest(name = "our DEALER {0}, answers their DEALER")
    @EnumSource(Ours.class)
    void dealerFromDealer(Ours side) {
        DealerSocket ours = zmq.dealer();
        ForeignSocket theirs = foreign("DEALER");
        join(side, ours, theirs);
        Disposable echoing = ours.send(ours.receive()).subscribe();
        assertAll(theirs.exchange(ALL, WINDOW).join());
        echoing.dispose();
    }

    @ParameterizedTest(name = "our REQ {0}, their ROUTER answers")
    @EnumSource(Ours.class)
    void reqToRouter(Ours side) {
        ReqSocket req = zmq.req();
        ForeignSocket router = foreign("ROUTER");
        join(side, req, router);
        router.echo(COUNT);
        assertAll(all().concatMap(req::request).collectList().block(LIMIT));
    }

    @ParameterizedTest(name = "our ROUTER {0}, answers their REQ")
    @EnumSource(Ours.class)
    void routerToReq(Ours side) {
        routerTo(side, "REQ", 1);
    }

    @ParameterizedTest(name = "our ROUTER {0}, answers their DEALER")
    @EnumSource(Ours.class)
    void routerToDealer(Ours side) {
        routerTo(side, "DEALER", WINDOW);
    }

    private void routerTo(Ours side, String type, int window) {
        RouterSocket router = zmq.router(o -> o.mandatory(true));
        ForeignSocket theirs = foreign(type);
        join(side, router, theirs);
        Disposable echoing = router.send(router.receive()).subscribe();
        assertAll(theirs.exchange(ALL, window).join());
        echoing.dispose();
    }

    @ParameterizedTest(name = "our ROUTER {0}, their ROUTER answers")
    @EnumSource(Ours.class)
    void routerToRouter(Ours side) {
        RouterSocket ours = zmq.router(o -> o.routingId("ours"));
        ForeignSocket theirs =
                foreign("ROUTER").set("SNDHWM", 0).set("ROUTING_ID", "theirs".getBytes(StandardCharsets.UTF_8));
        join(side, ours, theirs);
        theirs.echo(COUNT);
        RoutingId id = RoutingId.of("theirs");
        Disposable sending = ours.to(id).send(all()).subscribe();
        List<ZmqMessage> answers = ours.receive().take(COUNT).collectList().block(LIMIT);
        assertThat(answers).allMatch(answer -> RoutingId.of(answer).equals(id));
        assertAll(answers.stream().map(answer -> answer.dropFirst(1)).toList());
        sending.dispose();
    }

    @ParameterizedTest(name = "our XPUB {0}, sees their SUB subscribe, which gets all")
    @EnumSource(Ours.class)
    void xpubToSub(Ours side) {
        XPubSocket xpub = zmq.xpub(o -> o.onFull(OnFull.BACKPRESSURE));
        ForeignSocket sub = foreign("SUB").set("SUBSCRIBE", new byte[0]);
        join(side, xpub, sub);
        CompletableFuture<List<ZmqMessage>> received = sub.receive(COUNT);
        assertThat(xpub.receiveOne().block(LIMIT)).isEqualTo(ZmqMessage.wrap(new byte[] {1}));
        xpub.send(all()).block(LIMIT);
        assertAll(received.join());
    }

    @ParameterizedTest(name = "our XSUB {0}, subscribes by message and gets all from their XPUB")
    @EnumSource(Ours.class)
    void xsubFromXpub(Ours side) {
        XSubSocket xsub = zmq.xsub();
        ForeignSocket xpub = foreign("XPUB").set("SNDHWM", 0);
        join(side, xsub, xpub);
        xsub.send(ZmqMessage.wrap(new byte[] {1})).block(LIMIT);
        assertThat(xpub.receive(1).join()).containsExactly(ZmqMessage.wrap(new byte[] {1}));
        xsub.send("upstream").block(LIMIT);
        assertThat(xpub.receive(1).join()).containsExactly(ZmqMessage.of("upstream"));
        CompletableFuture<Void> sent = xpub.send(ALL);
        assertAll(xsub.receive().take(COUNT).collectList().block(LIMIT));
        sent.join();
    }

    @ParameterizedTest(name = "our PAIR {0}, their PAIR answers")
    @EnumSource(Ours.class)
    void pairToPair(Ours side) {
        PairSocket pair = zmq.pair();
        ForeignSocket theirs = foreign("PAIR");
        join(side, pair, theirs);
        theirs.echo(COUNT);
        Disposable sending = pair.send(all()).subscribe();
        assertAll(pair.receive().take(COUNT).collectList().block(LIMIT));
        sending.dispose();
    }

    @ParameterizedTest(name = "our PAIR {0}, answers their PAIR")
    @EnumSource(Ours.class)
    void pairFromPair(Ours side) {
        PairSocket pair = zmq.pair();
        ForeignSocket theirs = foreign("PAIR");
        join(side, pair, theirs);
        Disposable echoing = pair.send(pair.receive()).subscribe();
        assertAll(theirs.exchange(ALL, WINDOW).join());
        echoing.dispose();
    }
}
