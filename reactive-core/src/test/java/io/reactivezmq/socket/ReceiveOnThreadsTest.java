package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** {@code receive} on schedulers with threads, of a socket whose loop has a thread too. */
class ReceiveOnThreadsTest extends PullFixture {

    ReceiveOnThreadsTest() {
        super(SocketTestHarness.withThread());
    }

    @Test
    void keepsTheOrderOnTheSchedulersThread() {
        int total = 200_000;
        PullSocket pull = pull(1000);
        List<String> threads = new ArrayList<>();
        Received<ZmqMessage> received = Received.of(
                pull.receive(Schedulers.parallel())
                        .doOnNext(message -> {
                            if (threads.isEmpty()
                                    || !threads.get(threads.size() - 1)
                                            .equals(Thread.currentThread().getName())) {
                                threads.add(Thread.currentThread().getName());
                            }
                        })
                        .take(total),
                Long.MAX_VALUE);
        FakePeer source = harness.at("here").connect();
        for (int i = 0; i < total; i += 10_000) {
            source.deliver(numbered(i, i + 10_000));
        }
        received.await(total).awaitEnd();
        assertThat(received.texts()).isEqualTo(texts(0, total));
        assertThat(threads).hasSize(1).first().asString().startsWith("parallel-");
    }

    @Test
    void noWakeUpIsLostWithASmallWindow() {
        for (int mark : new int[] {1, 2, 3, 5}) {
            int total = 20_000;
            PullSocket pull = harness.zmq().pull(o -> o.receiveHighWaterMark(mark));
            harness.await(pull.bind(harness.uri("mark" + mark)));
            Received<ZmqMessage> received =
                    Received.of(pull.receive(Schedulers.parallel()), 1, (self, message) -> self.request(1));
            harness.at("mark" + mark).connect().deliver(numbered(0, total));
            received.await(total);
            assertThat(received.texts()).isEqualTo(texts(0, total));
        }
    }

    @Test
    void aStepVerifierSetsTheDemand() {
        PullSocket pull = pull(10);
        FakePeer source = harness.at("here").connect();
        StepVerifier.create(pull.receive(Schedulers.single()).map(ZmqMessage::text), 0)
                .then(() -> source.deliver(numbered(0, 8)))
                .thenRequest(1)
                .expectNext("m0")
                .thenRequest(2)
                .expectNext("m1", "m2")
                .thenRequest(Long.MAX_VALUE)
                .expectNext("m3", "m4", "m5", "m6", "m7")
                .then(pull::close)
                .expectComplete()
                .verify(Duration.ofSeconds(20));
    }

    @Test
    void severalConsumersGetEachMessageOnce() {
        int total = 100_000;
        PullSocket pull = pull(100);
        Received<String> all = Received.of(
                Flux.merge(pull.receive(Schedulers.parallel()), pull.receive(Schedulers.parallel()), pull.receive())
                        .map(ZmqMessage::text)
                        .take(total),
                Long.MAX_VALUE);
        harness.at("here").connect().deliver(numbered(0, total));
        all.await(total);
        assertThat(all.values()).doesNotHaveDuplicates().hasSize(total);
    }
}
