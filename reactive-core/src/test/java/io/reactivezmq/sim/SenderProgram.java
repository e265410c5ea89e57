package io.reactivezmq.sim;

import io.reactivezmq.MessageSender;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;

/** An application that sends numbered messages, each time in another way, until it has sent enough. */
final class SenderProgram {

    private final World world;
    private final Ledger ledger;
    private final String name;
    private final Actor thread;
    private final MessageSender sender;
    private final Function<String, ZmqMessage> form;
    private final Duration pause;
    private final boolean cancels;
    private int next;
    private int left;
    private boolean stopped;

    private @Nullable String last;

    /** The outstanding send; null for none. */
    private @Nullable Disposable open;

    SenderProgram(
            World world,
            Ledger ledger,
            String name,
            Actor thread,
            MessageSender sender,
            Function<String, ZmqMessage> form,
            int messages) {
        this.world = world;
        this.ledger = ledger;
        this.name = name;
        this.thread = thread;
        this.sender = sender;
        this.form = form;
        this.left = messages;
        this.pause = world.oneIn(2) ? Duration.ZERO : Duration.ofMillis(1 + world.random(50));
        this.cancels = world.oneIn(2);
    }

    void start() {
        thread.after(world.upTo(Duration.ofMillis(100)), this::again);
    }

    /** Sends one more message, for which there must be room now. */
    void sendTheLast() {
        thread.execute(() -> {
            String message = nextName();
            last = message;
            send(message, () -> {});
        });
    }

    /** Sends nothing more; what is under way goes on. */
    void stop() {
        stopped = true;
    }

    private void soon() {
        if (pause.isZero() && world.oneIn(2)) {
            thread.execute(this::again);
        } else {
            thread.after(world.upTo(pause), this::again);
        }
    }

    private void again() {
        if (left <= 0 || stopped) {
            return;
        }
        switch (world.random(4)) {
            case 0 -> one();
            case 1 -> several();
            case 2 -> tries();
            default -> flux();
        }
    }

    private String nextName() {
        left--;
        String message = name + ":" + next++;
        ledger.offered(message);
        return message;
    }

    private void one() {
        String message = nextName();
        open = send(message, this::soon);
        maybeCancel();
    }

    private Disposable send(String message, Runnable then) {
        Answer answer = new Answer();
        Disposable sent = sender.send(form.apply(message))
                .doOnCancel(() -> {
                    if (answer.first()) {
                        world.tell(name + " withdraws " + message);
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
                                    world.fail(message + " is refused in peace", failure);
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
        return sent;
    }

    private static final class Answer {

        private boolean given;

        boolean first() {
            boolean first = !given;
            given = true;
            return first;
        }
    }

    private void several() {
        int count = 1 + world.random(8);
        int[] waiting = {count};
        for (int i = 0; i < count; i++) {
            open = send(nextName(), () -> {
                if (--waiting[0] == 0) {
                    soon();
                }
            });
        }
        maybeCancel();
    }

    private void maybeCancel() {
        Disposable sent = open;
        if (cancels && sent != null && world.oneIn(3)) {
            thread.after(world.upTo(Duration.ofMillis(20)), sent::dispose);
        }
    }

    private void tries() {
        int count = 1 + world.random(8);
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

    private void flux() {
        Source source = new Source(1 + world.random(30));
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
        maybeCancel();
    }

    private void discarded(ZmqMessage message) {
        ledger.fate(Texts.of(message), Ledger.Fate.REFUSED);
    }

    private void expected(Throwable failure) {
        if (!(failure instanceof ZmqException)) {
            world.fail(name + " gets an unexpected error", failure);
        }
        world.tell(name + " gets " + failure);
    }

    /** A publisher that emits what is requested, now or later, and checks what is requested. */
    private final class Source implements Publisher<ZmqMessage>, Subscription {

        private final int total;
        private final boolean atOnce = world.oneIn(2);
        private @Nullable Subscriber<? super ZmqMessage> subscriber;
        private long demand;
        private int emitted;
        private boolean emitting;
        private boolean over;

        private Source(int total) {
            this.total = Math.min(total, Math.max(left, 1));
        }

        @Override
        public void subscribe(Subscriber<? super ZmqMessage> actual) {
            subscriber = actual;
            actual.onSubscribe(this);
        }

        @Override
        public void request(long messages) {
            demand += messages;
            if (demand < 0) {
                demand = Long.MAX_VALUE;
            }
            if (atOnce) {
                emit();
            } else {
                thread.after(world.upTo(Duration.ofMillis(5)), this::emit);
            }
        }

        private void emit() {
            if (emitting) {
                return;
            }
            emitting = true;
            Subscriber<? super ZmqMessage> target = java.util.Objects.requireNonNull(subscriber);
            while (!over && demand > 0 && emitted < total) {
                demand--;
                emitted++;
                String message = nextName();
                ledger.fate(message, Ledger.Fate.ACCEPTED);
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
