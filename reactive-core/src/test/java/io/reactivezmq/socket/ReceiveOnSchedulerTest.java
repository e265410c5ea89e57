package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.spi.ReceivedMessages;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.ManualWorker;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** {@code receive} on a scheduler that runs when the test says so: the window, its demand, cancellation and closing. */
class ReceiveOnSchedulerTest extends PullFixture {

    private final ManualWorker worker = new ManualWorker();

    ReceiveOnSchedulerTest() {
        super(SocketTestHarness.byHand());
    }

    /** Lets loop and worker run in turn until both rest. */
    private void settle() {
        for (int i = 0; i < 50; i++) {
            harness.settle();
            worker.run();
        }
    }

    @Test
    void theWindowIsTheHighWaterMarkAndAddsToWhatTheSocketHolds() {
        PullSocket pull = pull(8);
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> received = Received.of(pull.receive(worker.scheduler()), 0);
        settle();
        source.deliver(numbered(0, 30));
        settle();

        assertThat(received.count()).isZero();
        assertThat(source.unread()).isEqualTo(30 - 8 - 8);
    }

    @Test
    void theWindowIsRefilledInHalves() {
        PullSocket pull = pull(8);
        FakePeer source = harness.at("here").connect().deliver(numbered(0, 30));
        Received<ZmqMessage> received = Received.of(pull.receive(worker.scheduler()), 0);
        settle();
        assertThat(harness.await(pull.statistics()).receiveQueue()).isEqualTo(8);

        received.request(3);
        settle();
        assertThat(harness.await(pull.statistics()).receiveQueue()).isEqualTo(8);
        received.request(1);
        settle();
        assertThat(received.texts()).containsExactly("m0", "m1", "m2", "m3");
        assertThat(harness.await(pull.statistics()).receiveQueue()).isEqualTo(4);
        assertThat(source.unread()).isEqualTo(14);
    }

    @Test
    void demandOfOneAtATimeGetsOneMessageEach() {
        PullSocket pull = pull(8);
        harness.at("here").connect().deliver(numbered(0, 12));
        Received<ZmqMessage> received = Received.of(pull.receive(worker.scheduler()), 0);
        for (int i = 1; i <= 12; i++) {
            received.request(1);
            settle();
            assertThat(received.count()).isEqualTo(i);
        }
        assertThat(received.texts()).isEqualTo(texts(0, 12));
    }

    @Test
    void demandFromInsideOnNextGetsAllMessages() {
        PullSocket pull = pull(8);
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> received =
                Received.of(pull.receive(worker.scheduler()), 1, (self, message) -> self.request(1));
        settle();
        for (int i = 0; i < 100; i += 10) {
            source.deliver(numbered(i, i + 10));
            settle();
        }
        assertThat(received.texts()).isEqualTo(texts(0, 100));
    }

    @Test
    void aWindowOfOneWorks() {
        PullSocket pull = pull(1);
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> received = Received.of(pull.receive(worker.scheduler()), Long.MAX_VALUE);
        settle();
        source.deliver(numbered(0, 10));
        settle();
        assertThat(received.texts()).isEqualTo(texts(0, 10));
    }

    @Test
    void cancellingReturnsUndeliveredMessagesInOrder() {
        PullSocket pull = pull(8);
        FakePeer source = harness.at("here").connect().deliver(numbered(0, 30));
        Received<ZmqMessage> first = Received.of(pull.receive(worker.scheduler()), 3);
        settle();
        assertThat(first.texts()).isEqualTo(texts(0, 3));

        first.cancel();
        settle();
        Received<ZmqMessage> second = Received.of(pull.receive(), Long.MAX_VALUE);
        settle();
        assertThat(second.texts()).isEqualTo(texts(3, 30));
        assertThat(source.unread()).isZero();
    }

    @Test
    void returnedMessagesComeBeforeQueuedOnes() {
        PullSocket pull = pull(4);
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> first = Received.of(pull.receive(worker.scheduler()), 0);
        settle();
        source.deliver(numbered(0, 6));
        settle();
        first.cancel();
        // The worker has not noticed yet: the loop must not overtake the window.
        settle();
        source.deliver(numbered(6, 8));

        Received<ZmqMessage> second = Received.of(pull.receive(worker.scheduler()), 1);
        settle();
        second.cancel();
        settle();
        assertThat(second.texts()).containsExactly("m0");
        Received<ZmqMessage> third = Received.of(pull.receive(), Long.MAX_VALUE);
        settle();
        assertThat(third.texts()).isEqualTo(texts(1, 8));
    }

    @Test
    void cancellingBeforeTheWorkerRanLosesNothing() {
        PullSocket pull = pull(4);
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> first = Received.of(pull.receive(worker.scheduler()), Long.MAX_VALUE);
        harness.settle();
        source.deliver(numbered(0, 3));
        first.cancel();
        settle();
        assertThat(first.count()).isZero();

        Received<ZmqMessage> second = Received.of(pull.receive(), Long.MAX_VALUE);
        settle();
        assertThat(second.texts()).isEqualTo(texts(0, 3));
    }

    @Test
    void cancellingBeforeTheLoopRanLosesNothing() {
        PullSocket pull = pull(4);
        harness.at("here").connect().deliver(numbered(0, 3));
        Received<ZmqMessage> first = Received.of(pull.receive(worker.scheduler()), Long.MAX_VALUE);
        first.cancel();
        settle();
        assertThat(first.count()).isZero();
        assertThat(harness.await(pull.statistics()).receiveQueue()).isEqualTo(3);
    }

    @Test
    void cancellingInsideOnNextLosesNothing() {
        PullSocket pull = pull(8);
        harness.at("here").connect().deliver(numbered(0, 5));
        Received<ZmqMessage> first =
                Received.of(pull.receive(worker.scheduler()), Long.MAX_VALUE, (self, message) -> self.cancel());
        settle();
        assertThat(first.texts()).containsExactly("m0");

        Received<ZmqMessage> second = Received.of(pull.receive(worker.scheduler()), Long.MAX_VALUE);
        settle();
        assertThat(second.texts()).isEqualTo(texts(1, 5));
    }

    @Test
    void closingCompletesAfterTheMessagesInTheWindow() {
        PullSocket pull = pull(8);
        harness.at("here").connect().deliver(numbered(0, 5));
        Received<ZmqMessage> received = Received.of(pull.receive(worker.scheduler()), 2);
        settle();
        pull.close();
        settle();
        assertThat(received.texts()).isEqualTo(texts(0, 2));
        assertThat(received.isOpen()).isTrue();

        received.request(2);
        settle();
        assertThat(received.isOpen()).isTrue();
        received.request(2);
        settle();
        assertThat(received.texts()).isEqualTo(texts(0, 5));
        assertThat(received.isCompleted()).isTrue();
    }

    @Test
    void messagesInTheWindowAreCountedWhenCancelledAfterClosing() {
        PullSocket pull = pull(8);
        harness.at("here").connect().deliver(numbered(0, 5));
        Received<ZmqMessage> received = Received.of(pull.receive(worker.scheduler()), 2);
        settle();
        pull.close();
        settle();
        assertThat(harness.await(pull.statistics()).messagesReceived()).isEqualTo(5);

        received.cancel();
        settle();
        var statistics = harness.await(pull.statistics());
        assertThat(statistics.dropped(DropReason.UNDELIVERED)).isEqualTo(3);
        assertThat(statistics.messagesReceived()).isEqualTo(2);
    }

    @Test
    void messagesReturnedWhileClosingAreCounted() {
        PullSocket pull = pull(8);
        harness.at("here").connect().deliver(numbered(0, 5));
        Received<ZmqMessage> received = Received.of(pull.receive(worker.scheduler()), 2);
        settle();
        received.cancel();
        pull.close();
        settle();
        var statistics = harness.await(pull.statistics());
        assertThat(statistics.dropped(DropReason.UNDELIVERED)).isEqualTo(3);
        assertThat(statistics.messagesReceived()).isEqualTo(2);
    }

    @Test
    void closingCompletesAnEmptyWindowWithoutDemand() {
        PullSocket pull = pull(8);
        Received<ZmqMessage> received = Received.of(pull.receive(worker.scheduler()), 0);
        settle();
        pull.close();
        settle();
        assertThat(received.isCompleted()).isTrue();
    }

    @Test
    void aClosedSocketFailsAtOnce() {
        PullSocket pull = pull(8);
        pull.close();
        settle();
        Received<ZmqMessage> received = Received.of(pull.receive(worker.scheduler()), 5);
        settle();
        assertThat(received.error()).isInstanceOf(SocketClosedException.class);
    }

    @Test
    void negativeDemandIsAnError() {
        PullSocket pull = pull(8);
        harness.at("here").connect().deliver(numbered(0, 5));
        Received<ZmqMessage> received = Received.of(pull.receive(worker.scheduler()), 1);
        settle();
        received.request(-5);
        settle();
        assertThat(received.error())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3.9");

        Received<ZmqMessage> next = Received.of(pull.receive(), Long.MAX_VALUE);
        settle();
        assertThat(next.texts()).isEqualTo(texts(1, 5));
    }

    @Test
    void aSchedulerThatRefusesWorkIsAnErrorAndTheMessagesStay() {
        PullSocket pull = pull(8);
        FakePeer source = harness.at("here").connect();
        Scheduler closing = Schedulers.newSingle("closing");
        Received<ZmqMessage> received = Received.of(pull.receive(closing), 5);
        harness.settle();
        closing.disposeGracefully().block();
        source.deliver(numbered(0, 3));
        settle();
        assertThat(received.error()).isInstanceOf(RejectedExecutionException.class);

        Received<ZmqMessage> next = Received.of(pull.receive(), Long.MAX_VALUE);
        settle();
        assertThat(next.texts()).isEqualTo(texts(0, 3));
    }

    @Test
    void aDisposedSchedulerIsAnError() {
        PullSocket pull = pull(8);
        for (Scheduler gone : List.of(
                Schedulers.newSingle("gone"),
                Schedulers.newParallel("gone", 1),
                Schedulers.newBoundedElastic(1, 10, "gone"))) {
            gone.disposeGracefully().block();
            Received<ZmqMessage> received = Received.of(pull.receive(gone), 5);
            settle();
            assertThat(received.error()).as("%s", gone).isInstanceOf(RejectedExecutionException.class);
        }
    }

    @Test
    void theImmediateSchedulerIsTheLoop() {
        PullSocket pull = pull(4);
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> received =
                Received.of(pull.receive(Schedulers.immediate()), 1, (self, message) -> self.request(1));
        settle();
        source.deliver(numbered(0, 50));
        assertThat(received.texts()).isEqualTo(texts(0, 50));
        pull.close();
        settle();
        assertThat(received.isCompleted()).isTrue();
    }

    @Test
    void withoutDemandMessagesScheduleNoTask() {
        PullSocket pull = pull(100);
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> received = Received.of(pull.receive(worker.scheduler()), 0);
        settle();
        int before = worker.given();
        for (int i = 0; i < 50; i++) {
            source.deliver("m" + i);
        }
        assertThat(worker.given()).isEqualTo(before);

        received.request(50);
        settle();
        assertThat(received.count()).isEqualTo(50);
    }

    @Test
    void aBurstSchedulesOneTask() {
        PullSocket pull = pull(100);
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> received = Received.of(pull.receive(worker.scheduler()), Long.MAX_VALUE);
        settle();
        int before = worker.given();
        source.deliver(numbered(0, 50));
        assertThat(worker.given()).isEqualTo(before + 1);
        settle();
        assertThat(received.count()).isEqualTo(50);
    }

    @Test
    void bothKindsOfReceiverShareBySeniority() {
        PullSocket pull = pull(4);
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> windowed = Received.of(pull.receive(worker.scheduler()), Long.MAX_VALUE);
        Received<ZmqMessage> direct = Received.of(pull.receive(), 2);
        settle();
        source.deliver(numbered(0, 6));
        settle();
        assertThat(windowed.texts()).isEqualTo(texts(0, 4));
        assertThat(direct.texts()).isEqualTo(texts(4, 6));
    }

    @Test
    void messagesOfABurstInWhichTheConnectionEndsAreNotWithheld() {
        PullSocket pull = pull(10);
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> received = Received.of(pull.receive(worker.scheduler()), Long.MAX_VALUE);
        settle();
        harness.run(() -> {
            source.rawPipe().receive(ReceivedMessages.of(new byte[] {'a'}, source.info()));
            source.rawPipe().receive(ReceivedMessages.of(new byte[] {'b'}, source.info()));
            source.rawPipe().closed(new PeerLostException("there", "test", null));
        });
        worker.run();
        assertThat(received.texts()).containsExactly("a", "b");
    }
}
