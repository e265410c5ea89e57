package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.ManualWorker;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A peer's messages keep their order over all receivers that come one after the other. */
class ReceiveOrderTest extends PullFixture {

    private final ManualWorker worker = new ManualWorker();

    ReceiveOrderTest() {
        super(SocketTestHarness.byHand());
    }

    /** Lets loop and worker run in turn until both rest. */
    private void settle() {
        for (int i = 0; i < 200; i++) {
            harness.settle();
            worker.run();
        }
    }

    private static void onAnotherThread(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What takes messages one after the other, in a form of its own. */
    private record Form(String name, Function<Flux<ZmqMessage>, Flux<ZmqMessage>> of) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Form> resubscribing() {
        return Stream.of(
                new Form("next().repeat()", flux -> flux.next().repeat()),
                new Form("take(3).repeat()", flux -> flux.take(3).repeat()),
                new Form("take(3, false).repeat()", flux -> flux.take(3, false).repeat()),
                new Form(
                        "takeUntil().repeat()",
                        flux -> flux.takeUntil(m -> m.text().endsWith("4")).repeat()),
                new Form("retry()", flux -> {
                    int[] count = {0};
                    List<ZmqMessage> failed = new ArrayList<>();
                    return flux.doOnNext(message -> {
                                if (++count[0] % 4 == 0) {
                                    failed.add(message);
                                    throw new IllegalStateException("every fourth");
                                }
                            })
                            .onErrorResume(e -> Flux.concat(Flux.just(failed.remove(0)), Flux.error(e)))
                            .retry();
                }),
                new Form("concat", flux -> Flux.concat(flux.take(2), flux.take(5), flux)),
                new Form("concatMap", flux -> Flux.range(0, 1000).concatMap(i -> flux.take(1 + i % 5), 1)),
                new Form(
                        "switchOnFirst",
                        flux -> flux.switchOnFirst((signal, rest) -> rest.take(2))
                                .repeat()),
                new Form(
                        "windowUntil",
                        flux -> flux.windowUntil(m -> m.text().endsWith("7")).concatMap(w -> w, 1)),
                new Form("singleOrEmpty", flux -> flux.take(1).singleOrEmpty().repeat()),
                new Form("expand", flux -> flux.next().expand(m -> flux.next())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("resubscribing")
    void operatorsThatSubscribeAnewOnTheWorkerSeeThePeersOrder(Form form) {
        PullSocket pull = pull(8);
        FakePeer source = harness.at("here").connect().deliver(numbered(0, 50));
        Received<ZmqMessage> received = Received.of(form.of().apply(pull.receive(worker.scheduler())), Long.MAX_VALUE);
        settle();
        source.deliver(numbered(50, 100));
        settle();
        assertThat(received.texts()).isEqualTo(texts(0, 100));
        received.cancel();
        settle();
        assertThat(harness.await(pull.statistics()).receiveQueue()).isZero();
    }

    /** Every kind of receiver, for one message or more. */
    static Stream<Arguments> pairsOfKinds() {
        return Stream.of("loop", "scheduler", "one", "oneInTime", "try")
                .flatMap(first -> Stream.of("loop", "scheduler", "one", "oneInTime", "try")
                        .map(second -> Arguments.of(first, second)));
    }

    private Mono<ZmqMessage> one(PullSocket pull, String kind) {
        return switch (kind) {
            case "loop" -> pull.receive().next();
            case "scheduler" -> pull.receive(worker.scheduler()).next();
            case "one" -> pull.receiveOne();
            case "oneInTime" -> pull.receiveOne(Duration.ofSeconds(1));
            default ->
                Mono.defer(() -> {
                    ZmqMessage message = pull.tryReceive();
                    harness.settle();
                    return Mono.justOrEmpty(message != null ? message : pull.tryReceive());
                });
        };
    }

    @ParameterizedTest(name = "{0} and {1}")
    @MethodSource("pairsOfKinds")
    void kindsOfReceiversInTurnShareOneOrder(String first, String second) {
        PullSocket pull = pull(8);
        harness.at("here").connect().deliver(numbered(0, 40));
        List<String> got = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            one(pull, first).subscribe(message -> got.add(message.text()));
            settle();
            one(pull, second).subscribe(message -> got.add(message.text()));
            settle();
        }
        assertThat(got).isEqualTo(texts(0, 40));
    }

    @Test
    void aWorkerInsideOnNextHoldsUpNothingButItsOwnMessage() {
        PullSocket pull = pull(8);
        FakePeer source = harness.at("here").connect().deliver(numbered(0, 30));
        List<Received<ZmqMessage>> later = new ArrayList<>();
        Received<ZmqMessage> first = Received.of(pull.receive(worker.scheduler()), Long.MAX_VALUE, (self, message) -> {
            // It stays in here while one receiver cancels and others receive.
            onAnotherThread(self::cancel);
            later.add(Received.of(pull.receive(), 3));
            harness.settle();
            later.add(Received.of(pull.receiveOne(), 1));
            harness.settle();
            assertThat(pull.tryReceive()).isNull();
            harness.settle();
            assertThat(pull.tryReceive().text()).isEqualTo("m5");
        });
        settle();
        assertThat(first.texts()).containsExactly("m0");
        assertThat(later.get(0).texts()).isEqualTo(texts(1, 4));
        assertThat(later.get(1).texts()).isEqualTo(texts(4, 5));
        later.get(0).request(Long.MAX_VALUE);
        settle();
        assertThat(later.get(0).texts().subList(3, 27)).isEqualTo(texts(6, 30));
        assertThat(source.unread()).isZero();
    }

    @Test
    void whoBeginsOnTheLoopSeesAWindowThatWasClosedElsewhereBefore() {
        PullSocket pull = pull(8);
        FakePeer source = harness.at("here").connect().deliver(numbered(0, 30));
        Received<ZmqMessage> first = Received.of(pull.receive(worker.scheduler()), 2);
        settle();
        List<Received<ZmqMessage>> next = new ArrayList<>();
        harness.run(() -> {
            onAnotherThread(first::cancel);
            assertThat(pull.tryReceive().text()).isEqualTo("m2");
            next.add(Received.of(pull.receive(), 5));
        });
        assertThat(next.get(0).texts()).isEqualTo(texts(3, 8));
        next.get(0).request(Long.MAX_VALUE);
        settle();
        assertThat(next.get(0).texts()).isEqualTo(texts(3, 30));
        assertThat(source.unread()).isZero();
    }

    @Test
    void aThreadThatCancelsAndTriesDoesNotGetWhatWasSetAsideSince() {
        PullSocket pull = pull(4);
        FakePeer source = harness.at("here").connect().deliver(numbered(0, 12));
        Received<ZmqMessage> first = Received.of(pull.receive(worker.scheduler()), 1);
        settle();
        // Something newer than the window is set aside.
        assertThat(pull.tryReceive()).isNull();
        harness.settle();

        first.cancel();
        assertThat(pull.tryReceive()).isNull();
        List<String> got = new ArrayList<>(first.texts());
        for (int i = 0; i < 30; i++) {
            ZmqMessage message = pull.tryReceive();
            if (message != null) {
                got.add(message.text());
            }
            harness.settle();
        }
        assertThat(got).isEqualTo(texts(0, 12));
        assertThat(source.unread()).isZero();
    }

    @Test
    void windowsThatReturnInAnyOrderAreSortedForLaterReceivers() {
        PullSocket pull = pull(4);
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> first = Received.of(pull.receive(worker.scheduler()), 0);
        Received<ZmqMessage> second = Received.of(pull.receive(worker.scheduler()), 0);
        Received<ZmqMessage> third = Received.of(pull.receive(worker.scheduler()), 0);
        settle();
        source.deliver(numbered(0, 20));
        settle();
        second.cancel();
        settle();
        third.cancel();
        settle();
        first.cancel();
        settle();
        Received<ZmqMessage> last = Received.of(pull.receive(worker.scheduler()), Long.MAX_VALUE);
        settle();
        assertThat(last.texts()).isEqualTo(texts(0, 20));
    }

    @Test
    void whatWasHandedOutTwiceStillReturnsToItsPlace() {
        PullSocket pull = pull(4);
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> first = Received.of(pull.receive(worker.scheduler()), 0);
        Received<ZmqMessage> second = Received.of(pull.receive(worker.scheduler()), 0);
        settle();
        source.deliver(numbered(0, 8));
        settle();
        first.cancel();
        settle();
        // This one has m0 to m3 now, and returns them after the second has returned m4 to m7.
        Received<ZmqMessage> third = Received.of(pull.receive(worker.scheduler()), 0);
        settle();
        second.cancel();
        settle();
        third.cancel();
        settle();
        Received<ZmqMessage> last = Received.of(pull.receive(), Long.MAX_VALUE);
        settle();
        assertThat(last.texts()).isEqualTo(texts(0, 8));
    }

    @Test
    void aWindowThatGotOlderMessagesBehindNewerOnesReturnsThemSorted() {
        PullSocket pull = pull(4);
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> first = Received.of(pull.receive(worker.scheduler()), 0);
        settle();
        Received<ZmqMessage> second = Received.of(pull.receive(worker.scheduler()), 0);
        settle();
        source.deliver(numbered(0, 6));
        settle();
        // The second has m4 and m5, and gets m0 and m1 behind them.
        first.cancel();
        settle();
        second.cancel();
        settle();
        Received<ZmqMessage> last = Received.of(pull.receive(), Long.MAX_VALUE);
        settle();
        assertThat(last.texts()).isEqualTo(texts(0, 6));
    }

    @Test
    void whatArrivesWhileOlderMessagesAreHandedOutComesBehindThem() {
        PullSocket pull = pull(4);
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> first = Received.of(pull.receive(worker.scheduler()), 0);
        settle();
        source.deliver(numbered(0, 4));
        settle();
        first.cancel();
        settle();
        // From inside onNext, on the loop, another message comes in.
        Received<ZmqMessage> second = Received.of(pull.receive(), Long.MAX_VALUE, (self, message) -> {
            if (message.text().equals("m1")) {
                source.deliver("m4");
            }
        });
        settle();
        assertThat(second.texts()).isEqualTo(texts(0, 5));
    }

    @Test
    void subscribingAndCancellingAgainAndAgainTakesNoMoreThanOneWindow() {
        PullSocket pull = pull(10);
        FakePeer source = harness.at("here").connect().deliver(numbered(0, 500));
        Received<ZmqMessage> one = Received.of(pull.receive(worker.scheduler()), 0);
        settle();
        assertThat(source.unread()).isEqualTo(480);
        for (int i = 0; i < 300; i++) {
            Received<ZmqMessage> next = one;
            int form = i % 4;
            if (form == 0) {
                next.cancel();
            } else if (form == 1) {
                onAnotherThread(next::cancel);
            } else if (form == 2) {
                harness.run(next::cancel);
            } else {
                // The loop has not come to it when the next one begins there.
                harness.run(() -> onAnotherThread(next::cancel));
            }
            one = Received.of(pull.receive(worker.scheduler()), 0);
            if (i % 3 == 0) {
                harness.settle();
            }
        }
        settle();
        assertThat(source.unread()).isEqualTo(480);
        one.cancel();
        settle();
        assertThat(harness.await(pull.statistics()).receiveQueue()).isEqualTo(20);
    }
}
