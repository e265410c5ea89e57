package io.reactivezmq.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.testing.Received;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.test.publisher.TestPublisher;

/** Readers of a source that the test moves by hand. */
class BroadcastTest {

    private final TestPublisher<Integer> source = TestPublisher.create();
    private final Broadcast<Integer> broadcast = Broadcast.of(source.flux());
    private final List<Long> lost = new ArrayList<>();

    private Received<Integer> reader(ReaderPolicy policy, long demand) {
        return Received.of(broadcast.read(policy, lost::add), demand);
    }

    @Test
    void theSlowestReaderHoldsUpTheSourceAndNobodyLoses() {
        Received<Integer> fast = reader(ReaderPolicy.SLOWEST, Long.MAX_VALUE);
        Received<Integer> slow = reader(ReaderPolicy.SLOWEST, 1);
        source.assertMaxRequested(1);
        source.next(1);
        source.next(2);
        // The second value has left the source, which is not asked for a third one.
        assertThat(fast.values()).containsExactly(1);
        assertThat(slow.values()).containsExactly(1);
        slow.request(2);
        assertThat(fast.values()).containsExactly(1, 2);
        source.next(3);
        assertThat(fast.values()).isEqualTo(slow.values()).containsExactly(1, 2, 3);
        source.complete();
        assertThat(fast.isCompleted()).isTrue();
        assertThat(slow.isCompleted()).isTrue();
        assertThat(lost).isEmpty();
    }

    @Test
    void noMoreIsRequestedThanTheSlowestReaderHasTaken() {
        List<Long> requests = new ArrayList<>();
        Broadcast<Integer> counted = Broadcast.of(Flux.range(1, 100).doOnRequest(requests::add));
        Received<Integer> slow = Received.of(counted.read(ReaderPolicy.SLOWEST), 0);
        assertThat(requests).containsExactly(1L);
        slow.request(5);
        assertThat(slow.values()).containsExactly(1, 2, 3, 4, 5);
        // One for each value, and one for the value that waits.
        assertThat(requests.stream().mapToLong(Long::longValue).sum()).isEqualTo(6);
    }

    @Test
    void aLatestReaderJumpsToTheNewestValueAndHoldsUpNobody() {
        Received<Integer> all = reader(ReaderPolicy.SLOWEST, Long.MAX_VALUE);
        Received<Integer> latest = reader(ReaderPolicy.LATEST, 1);
        source.next(1, 2, 3, 4);
        assertThat(all.values()).containsExactly(1, 2, 3, 4);
        assertThat(latest.values()).containsExactly(1);
        assertThat(lost).containsExactly(1L, 2L);
        latest.request(5);
        assertThat(latest.values()).containsExactly(1, 4);
        source.next(5, 6);
        assertThat(latest.values()).containsExactly(1, 4, 5, 6);
        assertThat(lost).containsExactly(1L, 2L);
    }

    @Test
    void aDroppingReaderLosesWhatItHasNotRequestedAndIsCounted() {
        Received<Integer> first = reader(ReaderPolicy.DROP, 2);
        List<Long> lostBySecond = new ArrayList<>();
        Received<Integer> second = Received.of(broadcast.read(ReaderPolicy.DROP, lostBySecond::add), 0);
        source.next(1, 2, 3, 4);
        assertThat(first.values()).containsExactly(1, 2);
        assertThat(lost).containsExactly(1L, 2L);
        assertThat(second.values()).isEmpty();
        assertThat(lostBySecond).containsExactly(1L, 2L, 3L, 4L);
        first.request(1);
        source.next(5);
        assertThat(first.values()).containsExactly(1, 2, 5);
    }

    @Test
    void eachSubscriptionIsAReaderWithACountOfItsOwn() {
        Flux<Integer> dropping = broadcast.read(ReaderPolicy.DROP, lost::add);
        Received.of(dropping, 0);
        Received.of(dropping, 1);
        source.next(1, 2);
        assertThat(lost).containsExactlyInAnyOrder(1L, 2L, 1L);
    }

    @Test
    void lostValuesAreDiscarded() {
        List<Integer> discarded = new ArrayList<>();
        Received.of(broadcast.read(ReaderPolicy.LATEST).doOnDiscard(Integer.class, discarded::add), 0);
        Received.of(broadcast.read(ReaderPolicy.DROP).doOnDiscard(Integer.class, discarded::add), 0);
        source.next(1, 2);
        assertThat(discarded).containsExactlyInAnyOrder(1, 1, 2);
    }

    @Test
    void aReaderThatComesLateGetsWhatIsEmittedFromThenOn() {
        Received<Integer> early = reader(ReaderPolicy.SLOWEST, Long.MAX_VALUE);
        source.next(1);
        Received<Integer> late = reader(ReaderPolicy.SLOWEST, Long.MAX_VALUE);
        source.next(2);
        assertThat(early.values()).containsExactly(1, 2);
        assertThat(late.values()).containsExactly(2);
    }

    @ParameterizedTest
    @EnumSource
    void withoutReadersTheSourceIsCancelledAndTheNextReaderSubscribesAgain(ReaderPolicy policy) {
        source.assertWasNotSubscribed();
        Received<Integer> first = reader(policy, Long.MAX_VALUE);
        Received<Integer> second = reader(policy, Long.MAX_VALUE);
        source.next(1);
        first.cancel();
        source.assertNotCancelled();
        source.next(2);
        assertThat(first.values()).containsExactly(1);
        assertThat(second.values()).containsExactly(1, 2);
        second.cancel();
        source.assertCancelled(1);
        source.assertNoSubscribers();
        Received<Integer> third = reader(policy, Long.MAX_VALUE);
        source.next(3);
        assertThat(third.values()).containsExactly(3);
    }

    @Test
    void aSlowReaderThatCancelsReleasesTheOthers() {
        Received<Integer> fast = reader(ReaderPolicy.SLOWEST, Long.MAX_VALUE);
        Received<Integer> stuck = reader(ReaderPolicy.SLOWEST, 0);
        source.next(1);
        assertThat(fast.values()).isEmpty();
        stuck.cancel();
        assertThat(fast.values()).containsExactly(1);
        source.next(2);
        assertThat(fast.values()).containsExactly(1, 2);
    }

    @Test
    void readingGoesOnWithoutReadersIfThatIsWanted() {
        Disposable reading = broadcast.keepReading();
        source.next(1, 2, 3);
        Received<Integer> reader = reader(ReaderPolicy.LATEST, Long.MAX_VALUE);
        source.next(4);
        assertThat(reader.values()).containsExactly(4);
        reader.cancel();
        source.assertNotCancelled();
        reading.dispose();
        source.assertCancelled();
    }

    @Test
    void keepingReadingReportsNoErrorOfItsOwn() {
        Disposable reading = broadcast.keepReading();
        List<Throwable> dropped = new ArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            source.error(new IllegalStateException("over"));
        } finally {
            Hooks.resetOnErrorDropped();
        }
        assertThat(reading.isDisposed()).isTrue();
        assertThat(dropped).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anErrorReachesAllReaders(ReaderPolicy policy) {
        Received<Integer> ready = reader(policy, Long.MAX_VALUE);
        Received<Integer> waiting = reader(policy, 0);
        source.next(1);
        source.error(new IllegalStateException("over"));
        waiting.request(1);
        assertThat(ready.error()).hasMessage("over");
        assertThat(waiting.error()).hasMessage("over");
        // Only a value that waits for one reader alone comes before the error.
        boolean slowest = policy == ReaderPolicy.SLOWEST;
        assertThat(ready.values()).isEqualTo(slowest ? List.of() : List.of(1));
        assertThat(waiting.values()).isEqualTo(policy == ReaderPolicy.LATEST ? List.of(1) : List.of());
    }

    @ParameterizedTest
    @EnumSource
    void completionReachesAllReaders(ReaderPolicy policy) {
        Received<Integer> first = reader(policy, 1);
        Received<Integer> second = reader(policy, Long.MAX_VALUE);
        source.next(1).complete();
        assertThat(first.isCompleted()).isTrue();
        assertThat(second.isCompleted()).isTrue();
        // A later one subscribes to the source, which has ended.
        assertThat(reader(policy, 1).isCompleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aReaderThatThrowsEndsAlone(ReaderPolicy policy) {
        Received<Integer> before = reader(policy, Long.MAX_VALUE);
        List<Throwable> ends = new ArrayList<>();
        broadcast.read(policy).subscribe(new reactor.core.publisher.BaseSubscriber<>() {
            @Override
            protected void hookOnNext(Integer value) {}

            @Override
            protected void hookOnError(Throwable failure) {
                ends.add(failure);
            }
        });
        Received<Integer> throwing = Received.of(broadcast.read(policy), Long.MAX_VALUE, (self, value) -> {
            throw new StackOverflowError("deep");
        });
        Received<Integer> behind = reader(policy, Long.MAX_VALUE);
        source.next(1, 2);
        assertThat(before.values()).containsExactly(1, 2);
        assertThat(behind.values()).containsExactly(1, 2);
        assertThat(throwing).isNotNull();
        assertThat(ends).isEmpty();
        source.complete();
        assertThat(before.isCompleted()).isTrue();
        assertThat(behind.isCompleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aReaderThatThrowsAtItsSubscriptionEndsAlone(ReaderPolicy policy) {
        Throwable thrown = new StackOverflowError("deep");
        List<Throwable> ends = new ArrayList<>();
        broadcast.read(policy).subscribe(new CoreSubscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                throw (Error) thrown;
            }

            @Override
            public void onNext(Integer value) {}

            @Override
            public void onError(Throwable failure) {
                ends.add(failure);
            }

            @Override
            public void onComplete() {}
        });
        assertThat(ends).containsExactly(thrown);
        Received<Integer> next = reader(policy, Long.MAX_VALUE);
        source.next(1);
        assertThat(next.values()).containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SLOWEST")
    void aReaderWhoseCountOfLossesThrowsEndsAlone(ReaderPolicy policy) {
        Received<Integer> before = reader(policy, Long.MAX_VALUE);
        Error thrown = new StackOverflowError("deep");
        Received<Integer> counting = Received.of(
                broadcast.read(policy, count -> {
                    throw thrown;
                }),
                0);
        Received<Integer> behind = reader(policy, Long.MAX_VALUE);
        source.next(1, 2, 3);
        assertThat(before.values()).containsExactly(1, 2, 3);
        assertThat(behind.values()).containsExactly(1, 2, 3);
        counting.request(9);
        assertThat(counting.error()).hasCause(thrown);
    }
}
