package io.reactivezmq.internal.socket;

import io.reactivezmq.internal.pipe.Pipe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Who waits until what a socket has accepted is written. On the loop. */
final class Flushing {

    /** What was accepted before them is in no pipe yet. */
    private final Set<Flush> toCome = new LinkedHashSet<>();

    /**
     * Runs the action when all that is to be flushed has left the pipes.
     *
     * @param pipes those that there are when all of it is in pipes
     * @param placed whether all of it is in pipes; asked again when room has come about
     * @return what forgets the action, unless it has run
     */
    Runnable flush(Collection<Pipe> pipes, BooleanSupplier placed, Runnable done) {
        Flush flush = new Flush(pipes, placed, done);
        flush.tryIt();
        return flush::forget;
    }

    /** There is room, or there will be none any more. */
    void tryAgain() {
        if (!toCome.isEmpty()) {
            List<Flush> waiting = List.copyOf(toCome);
            toCome.clear();
            waiting.forEach(Flush::tryIt);
        }
    }

    private final class Flush {

        private final Collection<Pipe> pipes;
        private final BooleanSupplier placed;
        private final Runnable done;
        private final List<Runnable> inPipes = new ArrayList<>(1);
        private int left;
        private boolean forgotten;

        Flush(Collection<Pipe> pipes, BooleanSupplier placed, Runnable done) {
            this.pipes = pipes;
            this.placed = placed;
            this.done = done;
        }

        void tryIt() {
            if (forgotten) {
                return;
            }
            if (!placed.getAsBoolean()) {
                toCome.add(this);
                return;
            }
            List<Pipe> now = List.copyOf(pipes);
            left = now.size() + 1;
            for (Pipe pipe : now) {
                inPipes.add(pipe.flush(this::oneLess));
            }
            oneLess();
        }

        private void oneLess() {
            if (--left == 0 && !forgotten) {
                done.run();
            }
        }

        void forget() {
            forgotten = true;
            toCome.remove(this);
            inPipes.forEach(Runnable::run);
        }
    }
}
