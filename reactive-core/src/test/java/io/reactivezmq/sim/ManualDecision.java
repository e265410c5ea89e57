package io.reactivezmq.sim;

import io.reactivezmq.SubscriptionNotification;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.error.SocketClosedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An application that accepts each subscription of an XPUB with the option {@code manual}, sooner or later. */
final class ManualDecision {

    private final World world;
    private final String name;
    private final Actor thread;
    private final XPubSocket socket;
    private final Chance chance;

    /** All decisions are made in their order: a subscription and its end may be about the same topic. */
    private final boolean atOnce;

    private int turns;

    ManualDecision(World world, String name, XPubSocket socket) {
        this.world = world;
        this.name = name;
        this.thread = world.thread(name);
        this.socket = socket;
        this.chance = world.chance(name);
        this.atOnce = chance.oneIn(2);
    }

    void start() {
        thread.execute(this::observe);
    }

    private void observe() {
        String turn = name + '/' + turns++;
        world.trace(turn + " observes");
        socket.subscriptions().subscribe(new Reader(turn));
    }

    private final class Reader extends CheckedSubscriber<SubscriptionNotification> {

        private final String turn;

        Reader(String turn) {
            super(ManualDecision.this.world, turn, 1 + chance.below(3));
            this.turn = turn;
        }

        @Override
        void next(SubscriptionNotification notification) {
            if (atOnce) {
                notification.accept();
            } else {
                thread.execute(notification::accept);
            }
            if (chance.oneIn(20)) {
                world.tell(turn + " stops to observe");
                cancel();
                thread.after(chance.upTo(Duration.ofMillis(50)), ManualDecision.this::observe);
            } else if (!hasDemand()) {
                thread.after(chance.upTo(Duration.ofMillis(20)), () -> {
                    if (isActive()) {
                        request(1 + chance.below(3));
                    }
                });
            }
        }

        @Override
        void end(@Nullable Throwable failure) {
            if (failure != null && !(failure instanceof SocketClosedException)) {
                world.fail(Promise.SIGNALS, turn + " gets an unexpected error", failure);
            }
        }
    }
}
