package io.reactivezmq.sim;

import io.reactivezmq.loop.Loop;
import java.time.Duration;
import java.util.random.RandomGenerator;
import reactor.core.Disposable;

/** A simulated event loop. */
final class SimLoop extends Actor implements Loop {

    SimLoop(World world, String name) {
        super(world, name);
    }

    @Override
    public boolean inLoop() {
        return world.current() == this;
    }

    @Override
    public RandomGenerator random() {
        return world.chance();
    }

    @Override
    public Disposable schedule(Runnable task, Duration delay) {
        return after(delay, task);
    }
}
