package io.reactivezmq.sim;

import io.reactivezmq.loop.Loop;
import java.time.Duration;
import java.util.random.RandomGenerator;
import reactor.core.Disposable;

/** A simulated event loop. */
final class SimLoop extends Actor implements Loop {

    private final RandomGenerator random;

    SimLoop(World world, String name) {
        super(world, name);
        this.random = world.chance(name).generator();
    }

    @Override
    public boolean inLoop() {
        return world.current() == this;
    }

    @Override
    public long nanoTime() {
        return world.now().toNanos();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Disposable schedule(Runnable task, Duration delay) {
        return after(delay, task);
    }
}
