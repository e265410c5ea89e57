package io.reactivezmq.sim;

import io.reactivezmq.MessageReceiver;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ReceiveTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** An application that receives, each time in another way, gives up at any moment, and begins again. */
final class ReceiverProgram {

    private final World world;
    private final Ledger ledger;
    private final String name;
    private final Actor thread;
    private final MessageReceiver receiver;
    private final Object socket;
    private final Duration pause;
    private boolean stopped;
    private @Nullable Reader reader;
    private int readers;

    ReceiverProgram(World world, Ledger ledger, String name, Actor thread, MessageReceiver receiver) {
        this.world = world;
        this.ledger = ledger;
        this.name = name;
        this.thread = thread;
        this.receiver = receiver;
        this.socket = receiver;
        this.pause = world.oneIn(2) ? Duration.ZERO : Duration.ofMillis(1 + world.random(50));
    }

    void start() {
        thread.after(world.upTo(Duration.ofMillis(100)), this::again);
    }

    /** What this program waits for. */
    enum Wish {
        NOTHING,
        /** It has subscribed and no demand is left. */
        NO_MESSAGE,
        MESSAGES
    }

    Wish wish() {
        Reader now = reader;
        if (now == null || now.cancelled || now.over) {
            return Wish.NOTHING;
        }
        return now.demand > 0 ? Wish.MESSAGES : Wish.NO_MESSAGE;
    }

    Object socket() {
        return socket;
    }

    /** Receives everything from now on, without giving up. */
    void drain() {
        thread.execute(() -> {
            stopped = true;
            Reader last = reader;
            if (last != null) {
                last.cancel();
            }
            read(world.oneIn(2) ? receiver.receive() : receiver.receive(thread.scheduler()), Long.MAX_VALUE, 0);
        });
    }

    private void soon() {
        if (stopped) {
            return;
        }
        if (pause.isZero() && world.oneIn(2)) {
            thread.execute(this::again);
        } else {
            thread.after(world.upTo(pause.plusMillis(1)), this::again);
        }
    }

    private void again() {
        if (stopped) {
            return;
        }
        switch (world.random(5)) {
            case 0 -> read(receiver.receive(), demand(), 1 + world.random(40));
            case 1 -> read(receiver.receive(thread.scheduler()), demand(), 1 + world.random(40));
            case 2 -> read(receiver.receiveOne(), Long.MAX_VALUE, 2);
            case 3 -> read(receiver.receiveOne(world.upTo(Duration.ofMillis(20))), Long.MAX_VALUE, 2);
            default -> tries();
        }
    }

    private long demand() {
        return world.oneIn(4) ? Long.MAX_VALUE : world.random(6);
    }

    private void read(Publisher<ZmqMessage> messages, long demand, int most) {
        Reader begun = new Reader(demand, most);
        reader = begun;
        messages.subscribe(begun);
        if (most > 0) {
            begun.live();
        }
    }

    private void tries() {
        int count = 1 + world.random(20);
        for (int i = 0; i < count; i++) {
            ZmqMessage message = receiver.tryReceive();
            if (message == null) {
                break;
            }
            ledger.delivered(message, socket);
        }
        soon();
    }

    /** One subscription, by the rules of Reactive Streams, which it checks as well. */
    private final class Reader implements CoreSubscriber<ZmqMessage> {

        private final String id = name + "-" + ++readers;
        private final int most;
        private final boolean again = world.oneIn(3);
        private @Nullable Subscription subscription;
        private long demand;
        private int received;
        private boolean signaling;
        private boolean cancelled;
        private boolean over;

        Reader(long demand, int most) {
            this.demand = demand;
            this.most = most;
        }

        /** Requests more now and then, and gives up at some time. */
        private void live() {
            thread.after(world.upTo(Duration.ofMillis(30)), () -> {
                if (cancelled || over) {
                    return;
                }
                if (world.oneIn(3)) {
                    cancel();
                    next();
                } else {
                    request(1 + world.random(8));
                    live();
                }
            });
        }

        private void request(long more) {
            demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
            java.util.Objects.requireNonNull(subscription).request(more);
        }

        void cancel() {
            if (!cancelled) {
                cancelled = true;
                java.util.Objects.requireNonNull(subscription).cancel();
            }
        }

        private void next() {
            if (again && world.oneIn(2) && !stopped) {
                // In the same step, so that nothing can happen in between.
                ReceiverProgram.this.again();
            } else {
                soon();
            }
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
            if (demand > 0) {
                given.request(demand);
            }
        }

        @Override
        public void onNext(ZmqMessage message) {
            enter("onNext");
            if (cancelled) {
                // Allowed by Reactive Streams, but a receiver that has canceled would lose the message.
                world.fail(id + " gets " + Texts.of(message) + " after it has canceled");
            }
            if (demand != Long.MAX_VALUE && demand-- <= 0) {
                world.fail(id + " gets " + Texts.of(message) + " without demand");
            }
            ledger.delivered(message, socket);
            received++;
            if (most > 0 && received >= most && !cancelled) {
                cancel();
                next();
            } else if (demand == 0 && world.oneIn(2)) {
                request(1 + world.random(8));
            }
            signaling = false;
        }

        @Override
        public void onError(Throwable failure) {
            enter("onError");
            over = true;
            signaling = false;
            if (!(failure instanceof ReceiveTimeoutException)) {
                world.fail(id + " gets an unexpected error", failure);
            }
            if (!cancelled) {
                next();
            }
        }

        @Override
        public void onComplete() {
            enter("onComplete");
            over = true;
            signaling = false;
            if (!cancelled) {
                soon();
            }
        }

        private void enter(String signal) {
            if (signaling) {
                world.fail(id + " gets " + signal + " inside another signal");
            }
            if (over) {
                world.fail(id + " gets " + signal + " after the end");
            }
            signaling = true;
        }
    }
}
