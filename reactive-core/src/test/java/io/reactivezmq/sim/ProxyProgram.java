package io.reactivezmq.sim;

import io.reactivezmq.ZmqProxy;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.SocketClosedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** An application that runs a proxy, pauses, resumes and terminates it, and runs it again. */
final class ProxyProgram {

    private final World world;
    private final String name;
    private final Actor thread;
    private final ZmqProxy proxy;
    private final ZmqSocket<?> front;
    private final ZmqSocket<?> back;
    private boolean runsOn;
    private int turns;

    /** The present run; null for none. */
    private @Nullable Disposable run;

    ProxyProgram(World world, String name, ZmqProxy proxy, ZmqSocket<?> front, ZmqSocket<?> back) {
        this.world = world;
        this.name = name;
        this.thread = world.thread(name);
        this.proxy = proxy;
        this.front = front;
        this.back = back;
    }

    void start() {
        thread.execute(this::again);
    }

    /** Lets the proxy forward without pause from now on. */
    void runOn() {
        runsOn = true;
        thread.execute(() -> {
            world.trace(name + " runs on");
            proxy.resume();
            begin();
        });
    }

    private void begin() {
        if (run == null && !front.isClosed() && !back.isClosed()) {
            Disposable begun = proxy.run().doFinally(signal -> ended()).subscribe(nothing -> {}, this::failed);
            // A run that is refused has ended before it is known here.
            run = begun.isDisposed() ? null : begun;
        }
    }

    /** A run that was canceled may not have ended yet, and a socket may be draining. */
    private void failed(Throwable failure) {
        if (!(failure instanceof IllegalStateException || failure instanceof SocketClosedException)) {
            world.fail(Promise.SIGNALS, name + " fails", failure);
        }
    }

    private void ended() {
        run = null;
        world.trace(name + " has ended");
        if (runsOn) {
            thread.after(Duration.ofMillis(10), this::begin);
        }
    }

    private void again() {
        if (runsOn || front.isClosed()) {
            return;
        }
        String turn = name + '/' + turns++;
        Chance chance = world.chance(turn);
        if (turns == 1) {
            begin();
        } else if (world.takesPlace(turn)) {
            switch (chance.below(5)) {
                case 0 -> {
                    world.tell(turn + " pauses");
                    proxy.pause();
                }
                case 1 -> {
                    world.tell(turn + " resumes");
                    proxy.resume();
                }
                case 2 -> {
                    world.tell(turn + " terminates");
                    proxy.terminate();
                }
                case 3 -> {
                    world.tell(turn + " cancels");
                    Disposable present = run;
                    if (present != null) {
                        present.dispose();
                    }
                }
                default -> {
                    world.tell(turn + " runs");
                    begin();
                }
            }
        }
        thread.after(chance.upTo(Duration.ofMillis(200)), this::again);
    }

    boolean joins(ZmqSocket<?> socket) {
        return socket == front || socket == back;
    }

    /** Returns how many messages the proxy has taken from this socket. */
    long taken(ZmqSocket<?> socket) {
        ZmqProxy.Statistics statistics = proxy.statistics();
        return socket == front ? statistics.frontendMessages() : statistics.backendMessages();
    }

    /** Returns how many messages of the frontend the backend has not accepted. */
    long dropped() {
        return proxy.statistics().frontendDropped();
    }

    /** Checks that the proxy does not run any more, as its sockets are closed. */
    void checkEnded() {
        if (run != null) {
            world.fail(Promise.CLOSING, name + " has not ended with its sockets");
        }
    }
}
