package io.reactivezmq.docs;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.DealerSocket;
import io.reactivezmq.Endpoint;
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
import io.reactivezmq.ZmqProxy;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.options.value.OnFull;
import io.reactivezmq.security.Authenticators;
import io.reactivezmq.security.CurveKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** The code in docs/getting-started.md, run. */
class GettingStartedTest {

    private static final Duration SOON = ofSeconds(10);

    private final ZmqContext zmq = ZmqContext.create();

    @AfterEach
    void close() {
        zmq.close().block(SOON);
    }

    @Test
    void pipeline() {
        // [doc]
        PullSocket pull = zmq.pull();
        Endpoint at = pull.bind("tcp://127.0.0.1:0").block(); // the resolved address

        PushSocket push = zmq.push(o -> o.sendHighWaterMark(500)).connect(at);
        Flux<ZmqMessage> work = Flux.range(1, 10_000).map(i -> ZmqMessage.of("task " + i));
        push.send(work).subscribe(); // asked for what the pipe can take

        Mono<Long> done = pull.receive().take(10_000).count();
        // [/doc]
        StepVerifier.create(done).expectNext(10_000L).expectComplete().verify(SOON);
    }

    @Test
    void pipelineOnAWorker() {
        PullSocket pull = zmq.pull();
        PushSocket push = zmq.push().connect(pull.bind("tcp://127.0.0.1:0").block(SOON));
        push.send(Flux.range(1, 100).map(i -> ZmqMessage.of("task " + i))).subscribe();
        // [doc]
        Flux<String> results = pull.receive(Schedulers.boundedElastic()) // off the loop, in batches
                .map(task -> slowAndBlocking(task.text()));
        // [/doc]
        StepVerifier.create(results.take(100))
                .expectNextCount(100)
                .expectComplete()
                .verify(SOON);
    }

    private static String slowAndBlocking(String task) {
        return task;
    }

    @Test
    void publishAndSubscribe() {
        // [doc]
        PubSocket pub = zmq.pub();
        Endpoint feed = pub.bind("tcp://127.0.0.1:0").block();

        Flux<ZmqMessage> quotes = zmq.sub().connect(feed).subscribe("EUR").receive();
        // [/doc]
        Flux<String> seen = quotes.map(ZmqMessage::text).take(2);
        StepVerifier.create(seen)
                .then(
                        () ->
                                // [doc]
                                pub.awaitSubscribers(1) // no sleep for slow joiners
                                        .then(pub.send(Flux.just("EURUSD 1.16", "USDJPY 150", "EURCHF 0.93")
                                                .map(ZmqMessage::of)))
                                        .subscribe()
                        // [/doc]
                        )
                .expectNext("EURUSD 1.16", "EURCHF 0.93")
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void publishWithBackpressure() {
        // [doc]
        PubSocket lossless = zmq.pub(o -> o.onFull(OnFull.BACKPRESSURE));
        // [/doc]
        SubSocket sub = zmq.sub()
                .subscribe("")
                .connect(lossless.bind("tcp://127.0.0.1:0").block(SOON));
        lossless.awaitSubscribers(1).block(SOON);
        lossless.send(Flux.range(0, 50_000).map(i -> ZmqMessage.of("" + i))).subscribe();
        StepVerifier.create(sub.receive().take(50_000))
                .expectNextCount(50_000)
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void requestAndReply() {
        // [doc]
        RepSocket rep = zmq.rep();
        Endpoint service = rep.bind("tcp://127.0.0.1:0").block();
        rep.serve(request -> Mono.just(ZmqMessage.of("hello " + request.text())))
                .subscribe();

        ReqSocket req = zmq.req(o -> o.maxInFlight(128)).connect(service);
        Mono<String> answer =
                req.request("world").timeout(ofSeconds(1)).retry(3).map(ZmqMessage::text);
        // [/doc]
        StepVerifier.create(answer).expectNext("hello world").expectComplete().verify(SOON);
    }

    private static Mono<ZmqMessage> work(ZmqMessage request) {
        return Mono.just(ZmqMessage.of(request.text() + "?"));
    }

    @Test
    void limitedServer() {
        RepSocket rep = zmq.rep();
        ReqSocket req = zmq.req().connect(rep.bind("tcp://127.0.0.1:0").block(SOON));
        // [doc]
        rep.serve(request -> work(request), o -> o.concurrency(64).timeout(ofSeconds(5)))
                .subscribe();
        // [/doc]
        StepVerifier.create(req.request("now").map(ZmqMessage::text))
                .expectNext("now?")
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void replyWhileItIsWaitedFor() {
        RepSocket rep = zmq.rep();
        ReqSocket req = zmq.req().connect(rep.bind("tcp://127.0.0.1:0").block(SOON));
        // [doc]
        rep.requests()
                .flatMap(request ->
                        work(request.message()).doOnNext(request::reply).takeUntilOther(request.onEnd()))
                .subscribe();
        // [/doc]
        StepVerifier.create(req.request("now").map(ZmqMessage::text))
                .expectNext("now?")
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void explicitReply() {
        RepSocket rep = zmq.rep();
        ReqSocket req = zmq.req().connect(rep.bind("tcp://127.0.0.1:0").block(SOON));
        // [doc]
        rep.requests()
                .subscribe(
                        request -> request.reply(ZmqMessage.of(request.message().text() + "!")));
        // [/doc]
        StepVerifier.create(req.request("now").map(ZmqMessage::text))
                .expectNext("now!")
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void routerAndDealer() {
        // [doc]
        RouterSocket router = zmq.router();
        Endpoint hub = router.bind("tcp://127.0.0.1:0").block();
        DealerSocket dealer = zmq.dealer(o -> o.routingId("worker-7")).connect(hub);

        dealer.send("ready").subscribe();
        Mono<Void> reply = router.receiveOne()
                .map(RoutingId::of) // the first frame says who it is
                .flatMap(worker -> router.to(worker).send("job 1")); // waits for this worker's room only
        // [/doc]
        StepVerifier.create(reply).expectComplete().verify(SOON);
        StepVerifier.create(dealer.receiveOne().map(ZmqMessage::text))
                .expectNext("job 1")
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void pair() {
        // [doc]
        PairSocket left = zmq.pair();
        left.bind("inproc://pipe").block();
        PairSocket right = zmq.pair().connect("inproc://pipe");
        right.send(ZmqMessage.of("several", "frames")).subscribe();
        // [/doc]
        StepVerifier.create(left.receiveOne())
                .expectNext(ZmqMessage.of("several", "frames"))
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void proxy() {
        // [doc]
        XSubSocket inner = zmq.xsub();
        XPubSocket outer = zmq.xpub();
        Endpoint publishers = inner.bind("tcp://127.0.0.1:0").block();
        Endpoint subscribers = outer.bind("tcp://127.0.0.1:0").block();
        ZmqProxy proxy = zmq.proxy(inner, outer);
        proxy.run().subscribe(); // subscriptions flow upstream
        // [/doc]
        SubSocket sub = zmq.sub().subscribe("a").connect(subscribers);
        PubSocket pub = zmq.pub().connect(publishers);
        pub.awaitSubscribers(1).block(SOON);
        pub.send("abc").subscribe();
        StepVerifier.create(sub.receiveOne().map(ZmqMessage::text))
                .expectNext("abc")
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void security() {
        // [doc]
        CurveKeyPair server = CurveKeyPair.generate();
        CurveKeyPair alice = CurveKeyPair.generate();
        RepSocket sealed = zmq.rep(
                o -> o.curveServer(server).authenticator(Authenticators.publicKeys(List.of(alice.publicKey()))));
        Endpoint vault = sealed.bind("tcp://127.0.0.1:0").block();
        sealed.serve(request -> Mono.just(ZmqMessage.of(request.peer().userId())))
                .subscribe();

        ReqSocket client =
                zmq.req(o -> o.curveClient(server.publicKey(), alice)).connect(vault);
        Mono<ZmqMessage> whoAmI = client.request("who am I?");
        // [/doc]
        StepVerifier.create(whoAmI.map(ZmqMessage::text))
                .expectNext(alice.publicKey().z85())
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void events() {
        PushSocket push = zmq.push(o -> o.reconnectInterval(ofMillis(10)));
        List<String> log = new java.util.concurrent.CopyOnWriteArrayList<>();
        // [doc]
        push.events().subscribe(event -> {
            if (event instanceof SocketEvent.Disconnected lost) {
                log.add("lost " + lost.peer() + ": " + lost.cause().getMessage());
            } else if (event instanceof SocketEvent.ConnectRetried retry) {
                log.add("again in " + retry.delay().toMillis() + " ms");
            }
        });
        // [/doc]
        Flux<SocketEvent> retried = push.events().ofType(SocketEvent.class);
        StepVerifier.create(retried.ofType(SocketEvent.ConnectRetried.class).take(1))
                .then(() -> push.connect("tcp://127.0.0.1:1"))
                .expectNextCount(1)
                .expectComplete()
                .verify(SOON);
        assertThat(log).isNotEmpty();
    }

    @Test
    void everySnippetOfTheGuideIsHere() throws IOException {
        String here = squeeze(Files.readString(Path.of("src/test/java/io/reactivezmq/docs/GettingStartedTest.java")));
        String guide = Files.readString(Path.of("../docs/getting-started.md"));
        Matcher snippets = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(guide);
        int count = 0;
        while (snippets.find()) {
            assertThat(here).contains(squeeze(snippets.group(1)));
            count++;
        }
        assertThat(count).isGreaterThan(8);
    }

    /** Layout and comments aside. */
    private static String squeeze(String code) {
        return code.replaceAll("//[^\\n]*", "").replaceAll("[\\s;]+", "");
    }
}
