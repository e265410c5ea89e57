package io.reactivezmq.page;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * Asks all sockets once per second while at least one browser is connected, and makes one {@link Frame} of the answers
 * for all browsers.
 */
final class Sampler implements Disposable {

    private static final long STEP_MILLIS = 1000;

    /** Time for the answers. A socket that takes longer, as its loop is busy, is shown with its last answer. */
    private static final long ANSWER_MILLIS = 100;

    /** The least time between two samples for browsers that have just connected. */
    private static final long SPACING_MILLIS = 200;

    private final PageSockets sockets;
    private final Scheduler scheduler;
    private final String id = UUID.randomUUID().toString();
    private final List<PageStream> streams = new CopyOnWriteArrayList<>();

    /** Null while no browser is connected. Guarded by this object, like the changes of the streams. */
    private @Nullable Run run;

    private boolean disposed;

    private volatile @Nullable Frame latest;

    Sampler(PageSockets sockets, Scheduler scheduler) {
        this.sockets = sockets;
        this.scheduler = scheduler;
    }

    /** Adds a stream, and has a frame made for it soon. Returns false if there are too many. */
    synchronized boolean add(PageStream stream) {
        if (disposed) {
            stream.end();
            return true;
        }
        if (streams.size() >= LivePage.MAX_STREAMS) {
            return false;
        }
        Run current = run;
        if (current == null) {
            current = new Run();
            current.start();
            run = current;
        } else {
            current.sampleSoon();
        }
        // Only now: if the scheduler has been shut down, there is no place to free.
        streams.add(stream);
        return true;
    }

    synchronized void remove(PageStream stream) {
        if (streams.remove(stream) && streams.isEmpty() && run != null) {
            run.worker.dispose();
            run = null;
            // A browser that comes later must not begin with an old state.
            latest = null;
        }
    }

    /** Returns the newest frame; null before the first one. */
    @Nullable
    Frame latest() {
        return latest;
    }

    @Override
    public void dispose() {
        List<PageStream> ended;
        synchronized (this) {
            disposed = true;
            ended = List.copyOf(streams);
        }
        ended.forEach(PageStream::end);
    }

    private synchronized boolean publish(Run from, Frame frame) {
        if (run != from) {
            return false;
        }
        latest = frame;
        return true;
    }

    /** The time from the first browser until the last one has left. Its fields are used on its worker only. */
    private final class Run {

        private final Scheduler.Worker worker = scheduler.createWorker();
        private final Map<SocketProbe, SlowWatch> watches = new HashMap<>();
        private long sampled = Long.MIN_VALUE / 2;

        void start() {
            worker.schedulePeriodically(this::sample, 0, STEP_MILLIS, TimeUnit.MILLISECONDS);
        }

        void sampleSoon() {
            worker.schedule(() -> {
                if (now() - sampled >= SPACING_MILLIS) {
                    sample();
                }
            });
        }

        private long now() {
            return scheduler.now(TimeUnit.MILLISECONDS);
        }

        private void sample() {
            sampled = now();
            sockets.open().forEach(SocketProbe::ask);
            worker.schedule(this::build, ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void build() {
            List<SocketProbe> open = sockets.open();
            watches.keySet().retainAll(new HashSet<>(open));
            Set<Integer> opened = new HashSet<>();
            streams.forEach(stream -> opened.addAll(stream.opened()));
            FrameBuilder builder = new FrameBuilder(System.nanoTime());
            for (SocketProbe probe : open) {
                SocketProbe.Answer answer = probe.answer();
                if (answer != null) {
                    SlowWatch watch = watches.computeIfAbsent(probe, added -> new SlowWatch());
                    watch.update(answer);
                    builder.add(probe, answer, watch, opened.contains(probe.id()));
                }
            }
            if (publish(this, builder.build(id, sockets.events().all()))) {
                streams.forEach(PageStream::tick);
            }
        }
    }
}
