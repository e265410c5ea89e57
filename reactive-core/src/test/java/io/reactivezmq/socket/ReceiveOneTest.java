package io.reactivezmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ReceiveTimeoutException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.testing.FakePeer;
import io.reactivezmq.testing.Received;
import io.reactivezmq.testing.SocketTestHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One message, with or without a time to wait for it. */
class ReceiveOneTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @RegisterExtension
    final SocketTestHarness harness = SocketTestHarness.byHand();

    private PullSocket pull() {
        PullSocket pull = harness.zmq().pull(o -> o.receiveHighWaterMark(4));
        harness.await(pull.bind(harness.uri("here")));
        return pull;
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

    private Received<ZmqMessage> one(PullSocket pull) {
        Received<ZmqMessage> received = Received.of(pull.receiveOne(SECOND), 1);
        harness.settle();
        return received;
    }

    @Test
    void aMessageThatIsHereComesAtOnceAndLeavesNoTimer() {
        PullSocket pull = pull();
        harness.at("here").connect().deliver("a", "b");
        Received<ZmqMessage> received = one(pull);
        assertThat(received.texts()).containsExactly("a");
        assertThat(received.isCompleted()).isTrue();
        assertThat(harness.timers()).isZero();
    }

    @Test
    void aMessageInTimeComesAndTheTimerIsGone() {
        PullSocket pull = pull();
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> received = one(pull);
        harness.advance(SECOND.minusNanos(1));
        assertThat(received.isOpen()).isTrue();
        source.deliver("a");
        assertThat(received.texts()).containsExactly("a");
        assertThat(harness.timers()).isZero();
    }

    @Test
    void noMessageInTimeIsAnErrorThatNamesTheSocketAndTheTime() {
        PullSocket pull = pull();
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> received = one(pull);
        harness.advance(SECOND);
        assertThat(received.error())
                .isInstanceOf(ReceiveTimeoutException.class)
                .hasMessageContaining("pull")
                .hasMessageContaining("1000 ms");
        source.deliver("a");
        assertThat(one(pull).texts()).containsExactly("a");
        assertThat(received.count()).isZero();
    }

    @Test
    void withoutAnyTimeItLooksWhatIsHere() {
        PullSocket pull = pull();
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> none = Received.of(pull.receiveOne(Duration.ZERO), 1);
        harness.settle();
        assertThat(none.error()).isInstanceOf(ReceiveTimeoutException.class);

        source.deliver("a");
        Received<ZmqMessage> one = Received.of(pull.receiveOne(Duration.ZERO), 1);
        harness.settle();
        assertThat(one.texts()).containsExactly("a");
    }

    @Test
    void withoutAnyTimeItLooksAlsoFromInsideAnotherReceiver() {
        PullSocket pull = pull();
        List<Received<ZmqMessage>> inner = new ArrayList<>();
        Received.of(pull.receive(), 1, (self, message) -> inner.add(Received.of(pull.receiveOne(Duration.ZERO), 1)));
        harness.settle();
        harness.at("here").connect().deliver("a", "b");
        assertThat(inner.get(0).texts()).containsExactly("b");
    }

    @Test
    void theLongestTimeIsNotTooLong() {
        PullSocket pull = pull();
        Received<ZmqMessage> received = Received.of(pull.receiveOne(Duration.ofSeconds(Long.MAX_VALUE)), 1);
        harness.settle();
        harness.at("here").connect().deliver("a");
        assertThat(received.texts()).containsExactly("a");
    }

    @Test
    void aNegativeTimeIsRefusedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> pull().receiveOne(Duration.ofMillis(-1)));
    }

    @Test
    void cancellingLeavesNoTimerAndTakesNoMessage() {
        PullSocket pull = pull();
        FakePeer source = harness.at("here").connect();
        Received<ZmqMessage> here = one(pull);
        here.cancel();
        Received<ZmqMessage> elsewhere = one(pull);
        onAnotherThread(elsewhere::cancel);
        harness.settle();
        assertThat(harness.timers()).isZero();
        source.deliver("a");
        assertThat(here.count() + elsewhere.count()).isZero();
        assertThat(one(pull).texts()).containsExactly("a");
    }

    @Test
    void closingCompletesItWithoutAMessage() {
        PullSocket pull = pull();
        Received<ZmqMessage> timed = one(pull);
        Received<ZmqMessage> untimed = Received.of(pull.receiveOne(), 1);
        harness.settle();
        pull.close();
        harness.settle();
        assertThat(timed.isCompleted()).isTrue();
        assertThat(untimed.isCompleted()).isTrue();
        assertThat(one(pull).error()).isInstanceOf(SocketClosedException.class);
        assertThat(harness.timers()).isZero();
    }

    @Test
    void aRequestForNothingIsAnError() {
        PullSocket pull = pull();
        Received<ZmqMessage> received = Received.of(pull.receiveOne(SECOND), 0);
        harness.settle();
        received.request(0);
        harness.settle();
        assertThat(received.error()).isInstanceOf(IllegalArgumentException.class);
        assertThat(harness.timers()).isZero();
    }

    @Test
    void manyRequestsTakeOneMessage() {
        PullSocket pull = pull();
        Received<ZmqMessage> received = Received.of(pull.receiveOne(), 1);
        received.request(3);
        harness.settle();
        harness.at("here").connect().deliver("a", "b");
        assertThat(received.texts()).containsExactly("a");
        assertThat(harness.await(pull.statistics()).receiveQueue()).isEqualTo(1);
    }

    @Test
    void whoCancelsWhileAMessageIsOnItsWayLeavesItInItsPlace() {
        PullSocket pull = pull();
        FakePeer source = harness.at("here").connect();
        List<Received<ZmqMessage>> second = new ArrayList<>();
        // The first message goes to the first receiver, whose reaction cancels the second, for which one waits already.
        Received.of(pull.receive(), 1, (self, message) -> onAnotherThread(second.get(0)::cancel));
        second.add(Received.of(pull.receiveOne(), 1));
        harness.settle();
        source.deliver("a", "b", "c");
        Received<ZmqMessage> third = Received.of(pull.receive(), 5);
        harness.settle();
        assertThat(second.get(0).count()).isZero();
        assertThat(third.texts()).containsExactly("b", "c");
    }
}
