package io.reactivezmq.internal.socket;

import io.reactivezmq.internal.pipe.Pipe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Who waits until what a socket has accepted is written. On the loop. */
final class Flushing {

    private final Collection<Pipe> pipes;

    /** What was accepted before them is in no pipe yet. */
    private final List<Runnable> toCome = new ArrayList<>();

    /** Of these pipes, as they come and go. */
    Flushing(Collection<Pipe> pipes) {
        this.pipes = pipes;
    }

    /**
     * Runs the action when all that is to be flushed has left the pipes.
     *
     * @param placed whether all of it is in pipes; asked again when room has come about
     */
    void flush(BooleanSupplier placed, Runnable done) {
        if (!placed.getAsBoolean()) {
            toCome.add(() -> flush(placed, done));
            return;
        }
        List<Pipe> now = List.copyOf(pipes);
        int[] left = {now.size() + 1};
        Runnable one = () -> {
            if (--left[0] == 0) {
                done.run();
            }
        };
        now.forEach(pipe -> pipe.flush(one));
        one.run();
    }

    /** There is room, or there will be none any more. */
    void tryAgain() {
        if (!toCome.isEmpty()) {
            List<Runnable> waiting = List.copyOf(toCome);
            toCome.clear();
            waiting.forEach(Runnable::run);
        }
    }
}
