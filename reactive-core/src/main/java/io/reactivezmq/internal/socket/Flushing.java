package io.reactivezmq.internal.socket;

import io.reactivezmq.internal.pipe.Pipe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The flushes of a socket, which wait until all messages accepted before them are written. Used on the loop only. */
final class Flushing {

    /** Flushes with earlier messages that are not in a pipe yet. */
    private final Set<Flush> toCome = new LinkedHashSet<>();

    /**
     * Runs the action when all messages to be flushed have left the pipes.
     *
     * @param pipes the socket's pipes; read when all those messages are in pipes
     * @param placed returns whether all those messages are in pipes; called again when room was freed
     * @return removes the action, unless it has run
     */
    Runnable flush(Collection<Pipe> pipes, BooleanSupplier placed, Runnable done) {
        Flush flush = new Flush(pipes, placed, done);
        flush.tryIt();
        return flush::forget;
    }

    /** Checks the flushes again, as room was freed or none will be freed any more. */
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
