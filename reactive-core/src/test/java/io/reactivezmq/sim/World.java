package io.reactivezmq.sim;

import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.loop.LoopGroup;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/**
 * Time, scheduling and chance of one simulation. All actors run on one real thread, one task at a time, in an order
 * that the seed decides. Time passes only between tasks.
 */
final class World implements LoopGroup, AutoCloseable {

    /**
     * The number of steps without the passing of time after which the actors are considered to keep each other busy.
     */
    private static final int ENDLESS = 200_000;

    private static final int STORY = 400;

    /** The longest time, in nanoseconds, that may pass while a thread has something to do. */
    private static final long LATE = Duration.ofMillis(20).toNanos();

    private final long seed;
    private final Random random;
    private final boolean verbose = Boolean.getBoolean("sim.verbose");
    private final List<Actor> actors = new ArrayList<>();
    private final List<SimLoop> loops = new ArrayList<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::number));
    private final ArrayDeque<String> story = new ArrayDeque<>();
    private final SimNetwork network;
    private final List<Runnable> quietChecks = new ArrayList<>();
    private long now;
    private long timersSoFar;
    private long steps;
    private int nextLoop;
    private @Nullable Actor current;
    private @Nullable Violation violation;

    private record Timer(long due, long number, Actor actor, Runnable task) {}

    /** A promise that did not hold. */
    static final class Violation extends AssertionError {

        private static final long serialVersionUID = 1L;

        Violation(String what, @Nullable Throwable cause) {
            super(what, cause);
        }
    }

    World(long seed, int loops) {
        this.seed = seed;
        this.random = new Random(seed);
        for (int i = 0; i < loops; i++) {
            SimLoop loop = new SimLoop(this, "loop-" + i);
            this.loops.add(loop);
            actors.add(loop);
        }
        this.network = new SimNetwork(this);
        SimTransport.open(network);
        Hooks.onErrorDropped(this::dropped);
    }

    @Override
    public void close() {
        Hooks.resetOnErrorDropped();
        SimTransport.close();
    }

    SimNetwork network() {
        return network;
    }

    /** Creates a thread of the application. */
    Actor thread(String name) {
        Actor thread = new Actor(this, name);
        actors.add(thread);
        return thread;
    }

    // Chance.

    /** Returns a number from 0 to {@code bound - 1}. */
    int random(int bound) {
        return random.nextInt(bound);
    }

    RandomGenerator chance() {
        return random;
    }

    /** Returns true once in so many cases. */
    boolean oneIn(int cases) {
        return random.nextInt(cases) == 0;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    Duration upTo(Duration longest) {
        return Duration.ofNanos((long) (random.nextDouble() * longest.toNanos()));
    }

    // Time and order.

    @Nullable
    Actor current() {
        return current;
    }

    long steps() {
        return steps;
    }

    Duration now() {
        return Duration.ofNanos(now);
    }

    Disposable timer(Actor actor, Duration delay, Runnable task) {
        Timer timer = new Timer(now + Math.max(0, delay.toNanos()), timersSoFar++, actor, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    int timers() {
        return timers.size();
    }

    /** Lets the world go on for this long, or until nothing is left to happen. */
    void run(Duration time) {
        long end = now + time.toNanos();
        long stepsHere = 0;
        while (true) {
            check();
            List<Actor> ready = ready();
            if (ready.isEmpty()) {
                quietChecks.forEach(Runnable::run);
                ready = ready();
            }
            if (ready.isEmpty() || oneIn(50)) {
                Timer next = timers.peek();
                // Ready threads may be late, but by no more than this.
                if (next == null || next.due() > (ready.isEmpty() ? end : Math.min(end, now + LATE))) {
                    if (ready.isEmpty()) {
                        now = end;
                        return;
                    }
                } else {
                    if (next.due() > now) {
                        stepsHere = 0;
                    }
                    now = Math.max(now, next.due());
                    fire();
                    continue;
                }
            }
            Actor actor = ready.get(random.nextInt(ready.size()));
            step(actor);
            if (++stepsHere == ENDLESS) {
                fail("no rest: " + ready + " are busy at " + now() + " without end");
            }
        }
    }

    /** Adds a check for the moments at which nothing happens until time passes. */
    void whenQuiet(Runnable check) {
        quietChecks.add(check);
    }

    /** Runs the task as if on this thread, between the steps. */
    void as(Actor actor, Runnable task) {
        Actor before = current;
        current = actor;
        try {
            task.run();
        } finally {
            current = before;
        }
    }

    /** Returns the loop that the next socket gets. */
    SimLoop upcomingLoop() {
        return loops.get(nextLoop % loops.size());
    }

    private List<Actor> ready() {
        List<Actor> ready = new ArrayList<>(actors.size());
        for (Actor actor : actors) {
            if (actor.hasTasks()) {
                ready.add(actor);
            }
        }
        return ready;
    }

    private void fire() {
        Timer timer;
        while ((timer = timers.peek()) != null && timer.due() <= now) {
            timers.remove();
            timer.actor().execute(timer.task());
        }
    }

    private void step(Actor actor) {
        Runnable task = actor.nextTask();
        if (task == null) {
            return;
        }
        steps++;
        current = actor;
        try {
            task.run();
        } catch (Throwable escaped) {
            fail("an exception left a task of " + actor, escaped);
        } finally {
            current = null;
        }
    }

    // Findings.

    /** Adds a line to the story that is told when something fails. */
    void tell(String what) {
        String line = String.format("%9.3f ms  %-10s %s", now / 1e6, current == null ? "world" : current, what);
        if (verbose) {
            System.out.println(line);
        }
        story.add(line);
        if (story.size() > STORY) {
            story.remove();
        }
    }

    void fail(String what) {
        fail(what, null);
    }

    void fail(String what, @Nullable Throwable cause) {
        if (violation == null) {
            tell("VIOLATION: " + what);
            violation = new Violation(what + "\nReplay: -Dsim.seed=" + seed + "\n" + String.join("\n", story), cause);
        }
    }

    void check() {
        if (violation != null) {
            throw violation;
        }
    }

    private void dropped(Throwable error) {
        if (!(error instanceof SocketClosedException) && !(error.getCause() instanceof SocketClosedException)) {
            fail("an error was dropped", error);
        }
    }

    // The loops, as a context sees them.

    @Override
    public Loop next() {
        return loops.get(nextLoop++ % loops.size());
    }

    @Override
    public Mono<Void> shutdown() {
        return Mono.empty();
    }
}
