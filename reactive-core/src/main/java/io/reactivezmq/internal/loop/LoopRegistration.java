package io.reactivezmq.internal.loop;

/**
 * A subscription's registration on the loop of a socket. It begins and ends on the loop, whichever thread asks for that
 * and however soon the end follows. One that ends before it has begun leaves nothing on its way to the loop, so that
 * callers that subscribe and cancel while the loop is busy use no memory.
 */
public final class LoopRegistration implements Runnable {

    private final HomeLoop loop;
    private final Runnable begin;
    private final Runnable end;

    private volatile boolean started;
    private volatile boolean ended;

    /** Written on the loop. */
    private volatile boolean begun;

    /**
     * Creates a registration.
     *
     * @param begin run on the loop when it begins, unless it has ended before
     * @param end run on the loop when it ends, if it had begun
     */
    public LoopRegistration(HomeLoop loop, Runnable begin, Runnable end) {
        this.loop = loop;
        this.begin = begin;
        this.end = end;
    }

    /** Begins the registration. Called once, when the subscriber has its subscription. */
    public void start() {
        started = true;
        // A subscriber that has canceled inside onSubscribe is never registered.
        if (!ended) {
            loop.call(this);
            if (ended) {
                // There may have been no call to withdraw.
                withdraw();
            }
        }
    }

    /**
     * Ends the registration; only the first call has an effect. May be called on any thread.
     *
     * @return whether it has not begun and never will
     */
    public boolean end() {
        ended = true;
        return !started || withdraw();
    }

    private boolean withdraw() {
        if (loop.withdraw(this) && !begun) {
            return true;
        }
        if (begun) {
            loop.call(this);
        }
        return false;
    }

    public boolean isStarted() {
        return started;
    }

    public boolean isEnded() {
        return ended;
    }

    /** Returns whether it has begun and not ended. Called on the loop. */
    public boolean isPresent() {
        return begun && !ended;
    }

    @Override
    public void run() {
        if (!ended) {
            if (!begun) {
                begun = true;
                begin.run();
            }
        }
        if (ended && begun) {
            begun = false;
            end.run();
        }
    }
}
