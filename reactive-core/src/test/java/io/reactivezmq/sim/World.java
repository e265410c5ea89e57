package io.reactivezmq.sim;

import io.reactivezmq.loop.Loop;
import io.reactivezmq.loop.LoopGroup;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
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

    /** The largest number of calls into the application or the network within one task. */
    private static final int LONGEST_TASK = 25_000;

    private static final int TRACE = 400;

    /** The states of all objects are read after each step of one in this many worlds, as that takes long. */
    private static final int WORLDS_PER_LOOK = 200;

    /** The longest time, in nanoseconds, that one jump may skip while a thread has something to do. */
    private static final long LONGEST_DELAY = Duration.ofMillis(20).toNanos();

    private final Script script;
    private final Chance order;
    private final boolean verbose = Boolean.getBoolean("sim.verbose");
    private final List<Actor> actors = new ArrayList<>();
    private final List<Actor> ready = new ArrayList<>();
    private final List<SimLoop> loops = new ArrayList<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::number));
    private final ArrayDeque<Line> trace = new ArrayDeque<>();
    private final List<String> actions = new ArrayList<>();
    private final List<Line> told = new ArrayList<>();
    private final Coverage coverage = new Coverage();
    private final Optional<States> states;
    private final Network network;
    private final List<Runnable> quietChecks = new ArrayList<>();
    private long now;
    private long timersSoFar;
    private long steps;
    private int calls;
    private long traced;
    private int nextLoop;
    private @Nullable Actor current;
    private @Nullable Violation violation;

    private record Line(long time, @Nullable Actor actor, String what) {

        @Override
        public String toString() {
            return String.format("%9.3f ms  %-10s %s", time / 1e6, actor == null ? "world" : actor, what);
        }
    }

    private final class Timer implements Disposable {

        private final long due;
        private final long number = timersSoFar++;
        private final Actor actor;
        private final Runnable task;
        private boolean disposed;

        Timer(long due, Actor actor, Runnable task) {
            this.due = due;
            this.actor = actor;
            this.task = task;
        }

        long due() {
            return due;
        }

        long number() {
            return number;
        }

        /** Lets the task run, unless the timer is disposed of before the actor comes to it. */
        void fire() {
            actor.execute(() -> {
                if (!disposed) {
                    disposed = true;
                    task.run();
                }
            });
        }

        @Override
        public void dispose() {
            if (!disposed) {
                disposed = true;
                timers.remove(this);
            }
        }

        @Override
        public boolean isDisposed() {
            return disposed;
        }
    }

    World(Script script, int loops, Function<World, Network> network) {
        this.script = script;
        this.order = new Chance(script.seed() + 31 * script.order(), "order");
        for (int i = 0; i < loops; i++) {
            SimLoop loop = new SimLoop(this, "loop-" + i);
            this.loops.add(loop);
            actors.add(loop);
        }
        this.network = network.apply(this);
        boolean looks = script.seed() % WORLDS_PER_LOOK == 0 && this.network.isCheap();
        this.states = looks ? Optional.of(new States(coverage)) : Optional.empty();
        this.network.open();
        Droppings.reportTo(this);
    }

    @Override
    public void close() {
        Droppings.reportTo(null);
        network.close();
    }

    /** Returns the reader of states, in the few worlds that have one. */
    Optional<States> states() {
        return states;
    }

    Coverage coverage() {
        return coverage;
    }

    Network network() {
        return network;
    }

    /** Creates a thread of the application. */
    Actor thread(String name) {
        Actor thread = new Actor(this, name);
        actors.add(thread);
        return thread;
    }

    // Chance.

    /** Returns the choices of the part of the world with this name. */
    Chance chance(String name) {
        return new Chance(script.seed(), name);
    }

    /** Returns whether an action takes place, and adds it to the script if so. */
    boolean takesPlace(String action) {
        if (!script.takesPlace(action)) {
            return false;
        }
        actions.add(action);
        return true;
    }

    /** Returns the actions that took place so far. */
    List<String> actions() {
        return actions;
    }

    Script script() {
        return script;
    }

    // Time and order.

    @Nullable
    Actor current() {
        return current;
    }

    long steps() {
        return steps;
    }

    /** Returns a number that differs when anything went differently. */
    long fingerprint() {
        return traced * 31 + steps;
    }

    Duration now() {
        return Duration.ofNanos(now);
    }

    Disposable timer(Actor actor, Duration delay, Runnable task) {
        Timer timer = new Timer(now + Math.max(0, delay.toNanos()), actor, task);
        timers.add(timer);
        return timer;
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
            findReady();
            if (ready.isEmpty()) {
                quietChecks.forEach(Runnable::run);
                findReady();
            }
            if (ready.isEmpty() || order.oneIn(50)) {
                Timer next = timers.peek();
                if (next == null || next.due() > (ready.isEmpty() ? end : Math.min(end, now + LONGEST_DELAY))) {
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
            step(ready.get(order.below(ready.size())));
            if (++stepsHere == ENDLESS) {
                fail(Promise.TASKS, ready + " are busy at " + now() + " without end");
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
        network.enter(actor);
        try {
            task.run();
        } finally {
            network.leave(actor);
            current = before;
        }
    }

    /** Returns the loop that the next socket gets. */
    SimLoop upcomingLoop() {
        return loops.get(nextLoop % loops.size());
    }

    private void findReady() {
        ready.clear();
        for (Actor actor : actors) {
            if (actor.hasTasks()) {
                ready.add(actor);
            }
        }
    }

    private void fire() {
        Timer timer;
        while ((timer = timers.peek()) != null && timer.due() <= now) {
            timers.remove();
            timer.fire();
        }
    }

    private void step(Actor actor) {
        Runnable task = actor.nextTask();
        if (task == null) {
            return;
        }
        steps++;
        calls = 0;
        current = actor;
        network.enter(actor);
        try {
            task.run();
        } catch (Throwable escaped) {
            fail(Promise.ERRORS, "an exception left a task of " + actor, escaped);
        } finally {
            network.leave(actor);
            current = null;
        }
        if (states.isPresent()) {
            states.get().look();
        }
    }

    /** Counts a call into the application or the network. One task makes a limited number of them. */
    void called() {
        if (++calls == LONGEST_TASK) {
            fail(Promise.TASKS, "one task makes more than " + LONGEST_TASK + " calls");
        }
    }

    // Findings.

    /** Adds a line to the script in words, and to the trace. */
    void tell(String what) {
        told.add(new Line(now, current, what));
        trace(what);
    }

    /** Prints a line that the trace leaves out, when everything is printed. */
    void detail(Supplier<String> what) {
        if (verbose) {
            System.out.println(new Line(now, current, what.get()));
        }
    }

    /** Adds a line to the trace, which a violation prints. */
    void trace(String what) {
        Line line = new Line(now, current, what);
        traced = traced * 31 + what.hashCode();
        if (verbose) {
            System.out.println(line);
        }
        trace.add(line);
        if (trace.size() > TRACE) {
            trace.remove();
        }
    }

    void fail(Promise promise, String what) {
        fail(promise, what, null);
    }

    void fail(Promise promise, String what, @Nullable Throwable cause) {
        if (violation == null) {
            trace("VIOLATION of " + promise + ": " + what);
            violation = new Violation(
                    promise,
                    promise + ": " + what + "\nReplay: " + script.command(network.tests()) + "\nThe script:\n"
                            + lines(told) + "\nThe end of the trace:\n" + lines(trace),
                    cause);
        }
    }

    private static String lines(Collection<Line> lines) {
        return lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
    }

    void check() {
        if (violation != null) {
            throw violation;
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
