package io.reactivezmq.internal.loop;

import static io.reactivezmq.testing.Interleaved.expect;
import static io.reactivezmq.testing.Interleaved.explore;
import static io.reactivezmq.testing.Interleaved.threads;

import io.reactivezmq.testing.ManualLoop;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What passes work from one thread to another. */
class LoopInterleavings {

    /** A consumer that a signal wakes. Items and submitted tasks are only counted. */
    private static final class Woken {

        final WakeSignal signal = WakeSignal.idle();
        final AtomicInteger published = new AtomicInteger();
        final AtomicInteger tasks = new AtomicInteger();
        final AtomicInteger mostTasks = new AtomicInteger();
        int handled;

        void publish() {
            published.incrementAndGet();
            if (signal.mustWake()) {
                int now = tasks.incrementAndGet();
                mostTasks.accumulateAndGet(now, (before, more) -> Math.max(before, more));
            }
        }

        void consume() {
            while (tasks.get() > 0) {
                tasks.decrementAndGet();
                do {
                    handled = published.get();
                } while (signal.goIdle() && published.get() != handled && signal.resume());
            }
        }
    }

    @Test
    void aConsumerThatGoesIdleMissesNoItem() {
        explore(() -> {
            Woken woken = new Woken();
            woken.publish();
            threads(() -> woken.consume(), () -> {
                woken.publish();
                woken.publish();
            });
            woken.consume();
            expect(3, woken.handled);
            expect(1, woken.mostTasks.get());
        });
    }

    @Test
    void oneOfTwoProducersWakesTheConsumer() {
        explore(() -> {
            Woken woken = new Woken();
            threads(() -> woken.publish(), () -> woken.publish());
            expect(1, woken.tasks.get());
            woken.consume();
            expect(2, woken.handled);
        });
    }

    @Test
    void aMailboxPassesEachItemOnceAndInOrder() {
        explore(() -> {
            ManualLoop loop = new ManualLoop();
            StringBuilder read = new StringBuilder();
            Mailbox<String> mailbox = new Mailbox<>(new HomeLoop(loop), item -> read.append(item));
            mailbox.put("a");
            threads(
                    () -> {
                        mailbox.put("b");
                        mailbox.put("c");
                    },
                    () -> loop.run());
            loop.run();
            expect("abc", read.toString());
        });
    }

    @Test
    void aSerialExecutorRunsOneTaskAtATime() {
        explore(() -> {
            SerialExecutor executor = new SerialExecutor();
            ConcurrentLinkedQueue<Integer> overlaps = new ConcurrentLinkedQueue<>();
            AtomicInteger running = new AtomicInteger();
            AtomicInteger ran = new AtomicInteger();
            Runnable task = () -> {
                overlaps.add(running.incrementAndGet());
                ran.incrementAndGet();
                running.decrementAndGet();
            };
            threads(() -> executor.execute(task), () -> executor.execute(task));
            expect(2, ran.get());
            expect("[1, 1]", overlaps.toString());
        });
    }

    @Test
    void aCallIsWithdrawnOrRunsOnce() {
        explore(() -> {
            ManualLoop loop = new ManualLoop();
            HomeLoop home = new HomeLoop(loop);
            AtomicInteger ran = new AtomicInteger();
            AtomicInteger withdrawn = new AtomicInteger();
            Runnable call = () -> ran.incrementAndGet();
            home.callLater(call);
            threads(() -> loop.run(), () -> {
                if (home.withdraw(call)) {
                    withdrawn.incrementAndGet();
                }
            });
            loop.run();
            expect(1, ran.get() + withdrawn.get());
        });
    }
}
