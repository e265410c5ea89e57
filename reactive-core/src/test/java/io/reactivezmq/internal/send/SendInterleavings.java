package io.reactivezmq.internal.send;

import static io.reactivezmq.testing.Interleaved.expect;
import static io.reactivezmq.testing.Interleaved.explore;
import static io.reactivezmq.testing.Interleaved.threads;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.loop.HomeLoop;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.testing.ManualLoop;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Messages that threads hand to a loop. */
class SendInterleavings {

    /** A socket's senders, in front of some room. */
    private static final class Sending implements Outlet, SendScheduler.Host {

        final ManualLoop loop = new ManualLoop();
        final HomeLoop home = new HomeLoop(loop);
        final SendScheduler senders = new SendScheduler(home, this, "s", 10, this);
        final StringBuilder sent = new StringBuilder();
        long room;

        Sending(long room) {
            this.room = room;
            // Leads to tickets, which the first call of another thread asks for.
            senders.gate().prepare();
            loop.run();
        }

        /** Tries to send one message for each letter. Returns the accepted ones. */
        String trySend(String letters) {
            StringBuilder accepted = new StringBuilder();
            for (int i = 0; i < letters.length(); i++) {
                String letter = letters.substring(i, i + 1);
                try {
                    if (senders.trySend(ZmqMessage.of(letter))) {
                        accepted.append(letter);
                    }
                } catch (SocketClosedException closed) {
                    break;
                }
            }
            return accepted.toString();
        }

        /** Lets the loop do something. */
        void onLoop(Runnable task) {
            home.call(task);
            loop.run();
        }

        @Override
        public long room() {
            return room;
        }

        @Override
        public boolean offer(ZmqMessage message) {
            if (room == 0) {
                return false;
            }
            room--;
            sent.append(message.text());
            return true;
        }

        @Override
        public Mono<Void> flush(BooleanSupplier placed) {
            return Mono.empty();
        }

        @Override
        public void liftMark() {
            room = 100;
        }

        @Override
        public void dropped(DropReason reason, long messages) {
            throw new AssertionError(reason);
        }
    }

    private static String without(String letters, StringBuilder all) {
        return all.toString().replaceAll("[" + letters + "]", "");
    }

    @Test
    void acceptedMessagesOfTwoThreadsAreSentInTheOrderOfEach() {
        explore(() -> {
            Sending sending = new Sending(3);
            String[] accepted = new String[2];
            threads(
                    () -> accepted[0] = sending.trySend("ab"),
                    () -> accepted[1] = sending.trySend("12"),
                    () -> sending.loop.run());
            sending.loop.run();
            expect(accepted[0], without("12", sending.sent));
            expect(accepted[1], without("ab", sending.sent));
        });
    }

    @Test
    void aMessageThatCrossesWhileTheLoopGoesIdleIsSent() {
        explore(() -> {
            Sending sending = new Sending(3);
            String[] accepted = new String[2];
            accepted[0] = sending.trySend("a");
            threads(() -> accepted[1] = sending.trySend("b"), () -> sending.loop.run());
            sending.loop.run();
            expect(accepted[0] + accepted[1], sending.sent.toString());
        });
    }

    @Test
    void acceptedMessagesAreSentWhenThereIsRoomAgain() {
        explore(() -> {
            Sending sending = new Sending(1);
            String[] accepted = new String[1];
            threads(
                    () -> accepted[0] = sending.trySend("abc"),
                    () -> sending.onLoop(() -> {
                        sending.room += 1;
                        sending.senders.roomAvailable();
                    }));
            sending.room += 3;
            sending.onLoop(() -> sending.senders.roomAvailable());
            expect(accepted[0], sending.sent.toString());
        });
    }

    @Test
    void acceptedMessagesAreSentWhenTheSocketIsClosed() {
        explore(() -> {
            Sending sending = new Sending(2);
            String[] accepted = new String[1];
            threads(
                    () -> accepted[0] = sending.trySend("ab"),
                    () -> sending.onLoop(() -> sending.senders.close(new SocketClosedException("s"))));
            sending.loop.run();
            expect(accepted[0], sending.sent.toString());
        });
    }

    @Test
    void aCanceledCallIsSentOrNot() {
        explore(() -> {
            Sending sending = new Sending(0);
            AtomicBoolean done = new AtomicBoolean();
            var call = sending.senders
                    .send(ZmqMessage.of("a"))
                    .subscribe(nothing -> {}, failure -> {}, () -> done.set(true));
            threads(
                    () -> call.dispose(),
                    () -> sending.onLoop(() -> {
                        sending.room = 1;
                        sending.senders.roomAvailable();
                    }));
            sending.loop.run();
            if (done.get()) {
                expect("a", sending.sent.toString());
            }
            expect(0, sending.senders.active());
            // Its place is free for the next one.
            sending.room += 2;
            sending.senders.gate().prepare();
            sending.onLoop(() -> sending.senders.roomAvailable());
            expect("b", sending.trySend("b"));
        });
    }
}
