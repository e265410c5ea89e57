package io.reactivezmq.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.SocketTestHarness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One sampler for all browsers, which get the newest state as fast as they read. */
class LivePageTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofMillis(100);

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private LivePage page;

    @BeforeEach
    void create() {
        page = LivePage.of(harness.zmq(), clock);
    }

    /** A browser whose connection takes so many writes as the test wants. */
    private static final class Browser extends BaseSubscriber<Mono<String>> {

        private final List<Mono<String>> tickets = new ArrayList<>();
        private boolean completed;
        private @Nullable Throwable failure;

        static Browser of(LivePage page, String opened) {
            Browser browser = new Browser();
            page.stream(opened).subscribe(browser);
            return browser;
        }

        @Override
        protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
            // Without demand.
        }

        @Override
        protected void hookOnNext(Mono<String> ticket) {
            tickets.add(ticket);
        }

        @Override
        protected void hookOnComplete() {
            completed = true;
        }

        @Override
        protected void hookOnError(Throwable error) {
            failure = error;
        }

        Browser requested(long count) {
            request(count);
            return this;
        }

        /** Writes the next of the tickets; null if there is nothing new. */
        @Nullable
        String write() {
            return tickets.remove(0).block();
        }

        JsonNode frame() {
            String text = Objects.requireNonNull(write(), "nothing new");
            assertThat(text).startsWith("data: {").endsWith("}\n\n");
            assertThat(text.indexOf('\n')).isEqualTo(text.length() - 2);
            return JSON.readTree(text.substring("data: ".length()));
        }
    }

    /** A browser that has connected, and reads. */
    private Browser browser(String opened) {
        Browser browser = Browser.of(page, opened).requested(Long.MAX_VALUE);
        assertThat(browser.write()).startsWith("retry: ");
        return browser;
    }

    private void pass(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 50) {
            clock.advanceTimeBy(Duration.ofMillis(50));
            harness.settle();
        }
    }

    /** Lets the sockets answer the first question, and the first frame be made. */
    private void firstFrame() {
        clock.advanceTime();
        harness.settle();
        pass(ANSWER);
    }

    private PullSocket pull(String name) {
        PullSocket pull = harness.zmq().pull(o -> o.name(name).receiveHighWaterMark(10));
        harness.await(pull.bind(harness.uri(name)));
        return pull;
    }

    @Test
    void showsSocketsWithTheirStatistics() {
        pull("jobs");
        harness.zmq().req(o -> o.name("ask")).connect(harness.uri("service"));
        FakePeer peer = harness.at("jobs").connect().deliver("a", "b", "c");
        Browser browser = browser("");
        firstFrame();

        JsonNode frame = browser.frame();
        JsonNode jobs = frame.at("/sockets/0");
        assertThat(jobs.get("name").asString()).isEqualTo("jobs");
        assertThat(jobs.get("type").asString()).isEqualTo("pull");
        assertThat(jobs.get("mr").asLong()).isEqualTo(3);
        assertThat(jobs.get("rq").asInt()).isEqualTo(3);
        assertThat(jobs.get("rhwm").asInt()).isEqualTo(10);
        assertThat(jobs.get("peers").asInt()).isEqualTo(1);
        assertThat(jobs.at("/endpoints/0/status").asString()).isEqualTo("LISTENING");
        assertThat(jobs.has("inFlight")).isFalse();
        assertThat(frame.at("/sockets/1/inFlight").asInt()).isZero();
        assertThat(frame.at("/sockets/1/endpoints/0/status").asString()).isEqualTo("CONNECTING");
        assertThat(frame.at("/peers").size()).isZero();
        assertThat(frame.at("/events").findValuesAsString("m"))
                .anyMatch(text -> text.contains(peer.info().address()))
                .contains("listening");
    }

    @Test
    void peersAreThoseOfOpenedSockets() {
        pull("one");
        pull("other");
        harness.at("one").connect();
        harness.at("other").connect().deliver("a");
        Browser browser = browser("2,x,-1,99999999999999");
        firstFrame();
        JsonNode peers = browser.frame().get("peers");
        assertThat(peers.propertyNames()).containsExactly("2");
        assertThat(peers.at("/2/total").asInt()).isEqualTo(1);
        assertThat(peers.at("/2/rows/0/6").asInt()).as("messages received").isEqualTo(1);
    }

    @Test
    void aSlowBrowserSkipsToTheNewestState() {
        pull("jobs");
        FakePeer peer = harness.at("jobs").connect();
        Browser browser = Browser.of(page, "");
        browser.requested(1);
        assertThat(browser.write()).startsWith("retry: ");
        firstFrame();
        for (int i = 0; i < 5; i++) {
            peer.deliver("a");
            pass(STEP);
        }
        assertThat(browser.tickets).as("without demand").isEmpty();
        browser.requested(2);
        assertThat(browser.tickets).as("one has waited").hasSize(1);
        assertThat(browser.frame().at("/sockets/0/mr").asInt()).isEqualTo(5);

        peer.deliver("a");
        pass(STEP);
        // The connection takes nothing for a while, though it has asked for another write.
        peer.deliver("a");
        pass(STEP);
        browser.requested(1);
        assertThat(browser.tickets).hasSize(2);
        assertThat(browser.frame().at("/sockets/0/mr").asInt()).isEqualTo(7);
        assertThat(browser.write()).as("a second write of one state").isNull();
    }

    @Test
    void browsersShareOneSamplerThatRunsOnlyForThem() {
        pull("jobs");
        harness.settle();
        clock.advanceTimeBy(STEP.multipliedBy(5));
        assertThat(harness.waiting()).as("questions without a browser").isZero();

        Browser first = browser("");
        clock.advanceTime();
        int questions = harness.waiting();
        assertThat(questions).isPositive();
        pass(STEP);
        List<Browser> others = List.of(browser(""), browser(""));
        pass(STEP);
        clock.advanceTimeBy(STEP);
        assertThat(harness.waiting()).as("questions for three browsers").isEqualTo(questions);
        harness.settle();

        first.cancel();
        others.forEach(Browser::cancel);
        clock.advanceTimeBy(STEP.multipliedBy(5));
        assertThat(harness.waiting()).as("questions after the last browser").isZero();
    }

    @Test
    void aBrowserThatJoinsOthersGetsItsPeersSoon() {
        pull("jobs");
        harness.at("jobs").connect();
        browser("");
        firstFrame();
        pass(Duration.ofMillis(300));
        Browser second = browser("1");
        firstFrame();
        assertThat(second.frame().at("/peers/1/total").asInt()).isEqualTo(1);
    }

    @Test
    void theNumberOfStreamsIsLimited() {
        List<Browser> browsers = new ArrayList<>();
        for (int i = 0; i < LivePage.MAX_STREAMS; i++) {
            browsers.add(browser(""));
        }
        Browser refused = Browser.of(page, "").requested(1);
        assertThat(refused.tickets).isEmpty();
        assertThat(refused.failure).isInstanceOf(TooManyStreamsException.class);
        browsers.get(3).cancel();
        assertThat(browser("").failure).isNull();
    }

    @Test
    void streamsEndWithThePage() {
        Browser browser = browser("");
        page.dispose();
        assertThat(browser.completed).isTrue();
        StepVerifier.create(page.stream(""), 0)
                .thenRequest(2)
                .expectNextCount(1)
                .expectComplete()
                .verify(STEP);
        pull("later");
        clock.advanceTimeBy(STEP);
        assertThat(harness.waiting()).isZero();
    }

    @Test
    void aStreamEndsWithThePageThoughItsBrowserTakesNothing() {
        pull("jobs");
        Browser slow = Browser.of(page, "").requested(1);
        firstFrame();
        assertThat(slow.tickets).as("the next one waits for demand").hasSize(1);
        page.dispose();
        assertThat(slow.completed).isTrue();
    }

    @Test
    void aStreamEndsWithThePageWhileAnotherThreadWrites() throws InterruptedException {
        pull("jobs");
        Semaphore writing = new Semaphore(0);
        CountDownLatch written = new CountDownLatch(1);
        Disposable stalled = page.stream("").skip(1).subscribe(ticket -> {
            writing.release();
            awaitQuietly(written);
        });
        clock.advanceTime();
        harness.settle();
        Thread sampler = new Thread(() -> clock.advanceTimeBy(ANSWER));
        sampler.start();
        try {
            assertThat(writing.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture.runAsync(page::dispose)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        } finally {
            written.countDown();
            sampler.join();
        }
        assertThat(stalled.isDisposed()).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFailureThatRepeatsIsOneLineAndEachBrowserGetsWhatItLacks() {
        PullSocket pull = harness.zmq().pull(o -> o.name("jobs"));
        pull.connect(harness.uri("nowhere"));
        refuse(5);
        Browser browser = browser("");
        firstFrame();
        JsonNode first = browser.frame().get("events");
        assertThat(first).hasSize(1);
        assertThat(first.at("/0/c").asInt()).isEqualTo(5);
        assertThat(first.at("/0/m").asString()).startsWith("cannot connect: ");

        refuse(2);
        pass(STEP);
        JsonNode second = browser.frame().get("events");
        assertThat(second.at("/0/n").asLong()).isEqualTo(first.at("/0/n").asLong());
        assertThat(second.at("/0/c").asInt()).isEqualTo(7);

        harness.at("nowhere").accept().disconnect();
        harness.advance(Duration.ofMinutes(1));
        refuse(1);
        pass(STEP);
        assertThat(browser.frame().get("events").findValuesAsString("m").subList(0, 3))
                .satisfiesExactly(
                        failure -> assertThat(failure).startsWith("cannot connect: "),
                        left -> assertThat(left).startsWith("left: "),
                        joined -> assertThat(joined).startsWith("joined: "));
    }

    private void refuse(int times) {
        for (int i = 0; i < times; i++) {
            harness.settle();
            harness.at("nowhere").refuse();
            harness.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void theLatestEventsAreKept() {
        pull("jobs");
        for (int i = 0; i < 150; i++) {
            harness.at("jobs").connect().disconnect();
        }
        Browser browser = browser("");
        firstFrame();
        JsonNode events = browser.frame().get("events");
        assertThat(events).hasSize(EventRing.SIZE);
        assertThat(events.at("/0/m").asString()).startsWith("left: ");
        assertThat(events.at("/0/n").asInt()).isEqualTo(301);
    }

    @Test
    void thePolicyAllowsThePagesOwnScriptOnly() {
        String html = new String(page.html(), StandardCharsets.UTF_8);
        String policy = page.headers().get("Content-Security-Policy");
        assertThat(policy)
                .startsWith("default-src 'none'; script-src 'sha256-")
                .contains("require-trusted-types-for 'script'");
        // One script and one style, which the hashes are of, and nothing of another host.
        assertThat(html.split("<script", -1)).hasSize(2);
        assertThat(html.split("<style", -1)).hasSize(2);
        assertThat(html.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "innerHTML", "style=\"", "onclick=");
    }
}
