package io.reactivezmq.sim;

import io.reactivezmq.MessageSender;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** An application that sends numbered messages, each time in another way, until it has sent enough. */
final class SenderProgram {

    /** A program of more messages sends all of them by one publisher that emits at once. */
    private static final int FLOOD = 1000;

    private final World world;
    private final MessageFates ledger;
    private final String name;
    private final Actor thread;
    private final MessageSender sender;
    private final Function<String, ZmqMessage> form;
    private final Duration pause;
    private final boolean cancels;
    private final boolean breaks;
    private final boolean floods;
    private int flushes;
    private int turns;
    private int next;
    private int left;
    private boolean stopped;
    private @Nullable String last;

    /** The outstanding send; null for none. */
    private @Nullable Disposable open;

    /**
     * Creates a program.
     *
     * @param form makes the message of a name
     * @param breaks whether the publishers of the program throw at times
     */
    SenderProgram(
            World world,
            MessageFates ledger,
            String name,
            MessageSender sender,
            Function<String, ZmqMessage> form,
            int messages,
            boolean breaks) {
        Chance chance = world.chance(name);
        this.world = world;
        this.ledger = ledger;
        this.name = name;
        this.thread = world.thread(name);
        this.sender = sender;
        this.form = form;
        this.left = messages;
        this.breaks = breaks;
        this.floods = messages > FLOOD;
        this.pause = chance.oneIn(2) ? Duration.ZERO : Duration.ofMillis(1 + chance.below(50));
        this.cancels = chance.oneIn(2);
    }

    void start() {
        if (world.takesPlace(name)) {
            thread.after(world.chance(name + "/start").upTo(Duration.ofMillis(100)), this::again);
        }
    }

    /** Sends one more message, which must not be refused. Returns its name. */
    String sendTheLast() {
        String message = nextName();
        last = message;
        thread.execute(() -> {
            world.trace(name + " sends its last message, " + message);
            send(message, () -> {});
        });
        return message;
    }

    /** Begins no further send; sends in flight continue. */
    void stop() {
        stopped = true;
    }

    private void soon() {
        Chance chance = world.chance(name + "/pause/" + turns);
        if (pause.isZero() && chance.oneIn(2)) {
            thread.execute(this::again);
        } else {
            thread.after(chance.upTo(pause), this::again);
        }
    }

    private void again() {
        if (left <= 0 || stopped) {
            return;
        }
        String turn = name + '/' + turns++;
        if (!world.takesPlace(turn)) {
            // A turn that is left out takes time, so that the program cannot be busy with such turns alone.
            thread.after(Duration.ofMillis(20), this::again);
            return;
        }
        Chance chance = world.chance(turn);
        if (floods) {
            flux(chance, turn, left);
            return;
        }
        switch (chance.below(9)) {
            case 0, 1 -> one(chance, turn);
            case 2, 3 -> several(chance, turn);
            case 4, 5 -> tries(chance, turn);
            case 6 -> flush(turn);
            default -> flux(chance, turn, 1 + chance.below(30));
        }
    }

    private String nextName() {
        left--;
        String message = name + ":" + next++;
        ledger.offered(message);
        return message;
    }

    private void one(Chance chance, String turn) {
        String message = nextName();
        world.tell(turn + " sends " + message);
        open = send(message, this::soon);
        maybeCancel(chance, turn);
    }

    private Disposable send(String message, Runnable then) {
        Answer answer = new Answer();
        return sender.send(form.apply(message))
                .doOnCancel(() -> {
                    if (answer.first()) {
                        ledger.fate(message, Ledger.Fate.WITHDRAWN);
                        then.run();
                    }
                })
                .subscribe(
                        nothing -> {},
                        failure -> {
                            if (answer.first()) {
                                expected(failure);
                                ledger.fate(message, Ledger.Fate.REFUSED);
                                if (message.equals(last)) {
                                    world.fail(Promise.PROGRESS, message + " is refused in peace", failure);
                                }
                                then.run();
                            }
                        },
                        () -> {
                            if (answer.first()) {
                                ledger.fate(message, Ledger.Fate.ACCEPTED);
                                then.run();
                            }
                        });
    }

    private static final class Answer {

        private boolean given;

        boolean first() {
            boolean first = !given;
            given = true;
            return first;
        }
    }

    private void several(Chance chance, String turn) {
        int count = 1 + chance.below(8);
        world.tell(turn + " sends " + count + " at once");
        int[] waiting = {count};
        for (int i = 0; i < count; i++) {
            open = send(nextName(), () -> {
                if (--waiting[0] == 0) {
                    soon();
                }
            });
        }
        maybeCancel(chance, turn);
    }

    private void maybeCancel(Chance chance, String turn) {
        Disposable sent = open;
        if (cancels && sent != null && chance.oneIn(3)) {
            thread.after(chance.upTo(Duration.ofMillis(20)), () -> {
                if (!sent.isDisposed()) {
                    world.tell(turn + " cancels");
                    sent.dispose();
                }
            });
        }
    }

    private void tries(Chance chance, String turn) {
        int count = 1 + chance.below(8);
        world.tell(turn + " tries to send " + count);
        for (int i = 0; i < count; i++) {
            String message = nextName();
            try {
                boolean accepted = sender.trySend(form.apply(message));
                ledger.fate(message, accepted ? Ledger.Fate.ACCEPTED : Ledger.Fate.REFUSED);
                if (!accepted) {
                    break;
                }
            } catch (ZmqException failure) {
                expected(failure);
                ledger.fate(message, Ledger.Fate.REFUSED);
                break;
            }
        }
        soon();
    }

    private void flush(String turn) {
        world.tell(turn + " flushes");
        flushes++;
        sender.flush().doFinally(signal -> flushes--).subscribe(nothing -> {}, this::expected);
        soon();
    }

    /** Checks that no flush waits, as everything is sent. */
    void checkFlushed() {
        if (flushes != 0) {
            world.fail(Promise.PROGRESS, flushes + " flushes of " + name + " do not end");
        }
    }

    /** Sends a publisher that never emits, and checks that it is asked for the room that a pipe reports. */
    void checkDemand(int room) {
        long[] demand = {0};
        Disposable[] idle = {Disposables.disposed()};
        thread.execute(() -> idle[0] = sender.send(Flux.<ZmqMessage>never().doOnRequest(more -> demand[0] += more))
                .subscribe());
        world.run(Duration.ofMillis(100));
        if (demand[0] < room) {
            world.fail(
                    Promise.PROGRESS, name + " is asked for " + demand[0] + " messages, but there is room for " + room);
        }
        thread.execute(() -> idle[0].dispose());
        world.run(Duration.ofMillis(100));
    }

    private void flux(Chance chance, String turn, int total) {
        Source source = new Source(chance, turn, total);
        world.tell(turn + " sends a publisher of " + source.total);
        open = sender.send((Publisher<ZmqMessage>) source)
                .doOnCancel(this::soon)
                .doOnDiscard(ZmqMessage.class, this::discarded)
                .subscribe(
                        nothing -> {},
                        failure -> {
                            expected(failure);
                            soon();
                        },
                        this::soon);
        maybeCancel(chance, turn);
    }

    private void discarded(ZmqMessage message) {
        ledger.fate(message.text(), Ledger.Fate.REFUSED);
    }

    private void expected(Throwable failure) {
        if (!(failure instanceof ZmqException) && !Droppings.isPlanned(failure)) {
            world.fail(Promise.SIGNALS, name + " gets an unexpected error", failure);
        }
        world.trace(name + " gets " + failure);
    }

    /** A publisher that emits what is requested, now or later, and checks what is requested. */
    private final class Source implements Publisher<ZmqMessage>, Subscription {

        private final Chance chance;
        private final String turn;
        private final int total;
        private final boolean atOnce;
        private @Nullable Subscriber<? super ZmqMessage> subscriber;
        private long demand;
        private int emitted;
        private boolean emitting;
        private boolean over;

        private Source(Chance chance, String turn, int total) {
            this.chance = chance;
            this.turn = turn;
            this.total = Math.min(total, Math.max(left, 1));
            this.atOnce = floods || chance.oneIn(2);
        }

        @Override
        public void subscribe(Subscriber<? super ZmqMessage> actual) {
            subscriber = actual;
            actual.onSubscribe(this);
        }

        @Override
        public void request(long messages) {
            world.called();
            if (messages <= 0) {
                world.fail(Promise.SIGNALS, name + " is asked for " + messages + " messages");
            }
            demand += messages;
            if (demand < 0) {
                demand = Long.MAX_VALUE;
            }
            if (breaks && chance.oneIn(10)) {
                over = true;
                world.tell(turn + " throws in request");
                throw new Droppings.Planned(turn);
            }
            if (atOnce) {
                emit();
            } else {
                thread.after(chance.upTo(Duration.ofMillis(5)), this::emit);
            }
        }

        private void emit() {
            if (emitting) {
                return;
            }
            emitting = true;
            Subscriber<? super ZmqMessage> target = Objects.requireNonNull(subscriber);
            while (!over && demand > 0 && emitted < total) {
                demand--;
                emitted++;
                String message = nextName();
                ledger.fate(message, Ledger.Fate.ACCEPTED);
                world.called();
                target.onNext(form.apply(message));
            }
            emitting = false;
            if (!over && emitted == total) {
                over = true;
                target.onComplete();
            }
        }

        @Override
        public void cancel() {
            over = true;
        }
    }
}
