package io.reactivezmq.internal.receive;

import static io.reactivezmq.testing.Interleaved.expect;
import static io.reactivezmq.testing.Interleaved.explore;
import static io.reactivezmq.testing.Interleaved.threads;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.loop.HomeLoop;
import io.reactivezmq.testing.ManualLoop;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** Messages that a loop hands to other threads, and demand that comes from there. */
class ReceiveInterleavings {

    /** A socket's receiver, and messages that arrive at it. */
    private static final class Receiving {

        final ManualLoop loop = new ManualLoop();
        final Receiver receiver = new Receiver(new HomeLoop(loop), "r", 4, (reason, messages) -> {
            throw new AssertionError(reason);
        });
        final ArrayDeque<ZmqMessage> waiting = new ArrayDeque<>();
        final Received received = new Received();

        Receiving() {
            receiver.messages().subscribe(received);
            loop.run();
        }

        /** Lets messages arrive on the loop, which are delivered as far as they are asked for. */
        void arrive(String letters) {
            receiver.loop().call(() -> {
                for (int i = 0; i < letters.length(); i++) {
                    waiting.add(ZmqMessage.of(letters.substring(i, i + 1)));
                }
                while (!waiting.isEmpty() && receiver.ready()) {
                    receiver.next(null, waiting.poll());
                }
                receiver.readComplete();
            });
            loop.run();
        }

        /** Returns what is left, in the order in which the next receiver would get it. */
        String rest() {
            StringBuilder rest = new StringBuilder();
            receiver.loop().call(() -> {
                for (ZmqMessage next = receiver.poll(); next != null; next = receiver.poll()) {
                    rest.append(next.text());
                }
                waiting.forEach(message -> rest.append(message.text()));
            });
            loop.run();
            return rest.toString();
        }
    }

    /** A subscriber whose demand the test decides on. */
    private static final class Received extends BaseSubscriber<ZmqMessage> {

        final StringBuilder text = new StringBuilder();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(ZmqMessage message) {
            text.append(message.text());
        }
    }

    /** A window, and a worker that takes from it. */
    private static final class Window {

        final ReceiveWindow window = new ReceiveWindow(4);
        final StringBuilder claimed = new StringBuilder();

        void claim(int attempts) {
            for (int i = 0; i < attempts; i++) {
                ZmqMessage message = window.claim();
                if (message != null) {
                    claimed.append(message.text());
                }
            }
        }

        /** Returns what the worker has claimed and what returns. */
        String all() {
            window.close();
            ReturnedMessages returned = new ReturnedMessages();
            window.returnTo(returned);
            while (!returned.isEmpty()) {
                claimed.append(returned.poll().text());
            }
            return claimed.toString();
        }
    }

    @Test
    void aWindowThatIsClosedGivesEachMessageToTheWorkerOrBack() {
        explore(() -> {
            Window open = new Window();
            open.window.put(ZmqMessage.of("a"), 1);
            open.window.put(ZmqMessage.of("b"), 2);
            threads(() -> open.claim(2), () -> open.window.close());
            expect("ab", open.all());
        });
    }

    @Test
    void aWindowPassesOnWhatIsPutInMeanwhile() {
        explore(() -> {
            Window open = new Window();
            threads(
                    () -> {
                        open.window.put(ZmqMessage.of("a"), 1);
                        open.window.put(ZmqMessage.of("b"), 2);
                    },
                    () -> open.claim(3));
            expect("ab", open.all());
        });
    }

    @Test
    void demandOfTwoThreadsIsNeitherLostNorCountedTwice() {
        explore(() -> {
            Receiving receiving = new Receiving();
            Received received = receiving.received;
            threads(() -> received.request(1), () -> received.request(1), () -> receiving.arrive("abc"));
            receiving.arrive("");
            expect("ab", received.text.toString());
        });
    }

    @Test
    void aMessageThatMeetsACancelIsDeliveredOrStillThere() {
        explore(() -> {
            Receiving receiving = new Receiving();
            Received received = receiving.received;
            threads(
                    () -> {
                        received.request(1);
                        received.cancel();
                    },
                    () -> receiving.arrive("a"));
            expect("a", received.text + receiving.rest());
        });
    }
}
