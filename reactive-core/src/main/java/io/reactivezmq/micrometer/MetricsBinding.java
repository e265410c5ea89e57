package io.reactivezmq.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.reactivezmq.SocketListener;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.loop.Loop;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.Exceptions;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;
import reactor.util.Logger;
import reactor.util.Loggers;
import reactor.util.context.Context;

/**
 * The meters of one context in one registry. Loops only count events and keep answers; what has changed waits in a
 * queue that has each socket at most once. All use of the registry is on one thread.
 */
final class MetricsBinding implements SocketListener, Disposable {

    private static final Logger LOG = Loggers.getLogger("io.reactivezmq.micrometer");

    private final ZmqContext context;
    private final MeterRegistry registry;
    private final ZmqMetricsOptions options;
    private final Scheduler scheduler;
    private final Scheduler.Worker worker;
    private final Disposable.Swap listening = Disposables.swap();

    private final Map<ZmqSocket<?>, SocketSample> samples = new ConcurrentHashMap<>();
    private final Queue<SocketSample> changed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final AtomicBoolean disposed = new AtomicBoolean();

    // Used on the worker only.
    private final Map<SocketMeters.Key, SocketMeters> meters = new HashMap<>();
    private final Map<Loop, LoopProbe> probes = new HashMap<>();
    private long failures;

    MetricsBinding(ZmqContext context, MeterRegistry registry, ZmqMetricsOptions options, Scheduler scheduler) {
        this.context = context;
        this.registry = registry;
        this.options = options;
        this.scheduler = scheduler;
        this.worker = scheduler.createWorker();
    }

    void start() {
        long step = options.step().toNanos();
        worker.schedulePeriodically(this::sample, step, step, TimeUnit.NANOSECONDS);
        listening.update(context.addListener(this));
    }

    // On the loops of sockets.

    @Override
    public void opened(ZmqSocket<?> socket) {
        SocketSample sample = new SocketSample(socket);
        samples.put(socket, sample);
        change(sample);
    }

    @Override
    public void event(ZmqSocket<?> socket, SocketEvent event) {
        SocketSample sample = samples.get(socket);
        if (sample != null) {
            sample.events().count(event);
        }
    }

    @Override
    public void closed(ZmqSocket<?> socket) {
        SocketSample sample = samples.remove(socket);
        if (sample != null) {
            sample.close();
            change(sample);
        }
    }

    private void change(SocketSample sample) {
        if (sample.enqueue()) {
            changed.add(sample);
            if (wakeUps.getAndIncrement() == 0) {
                schedule(this::refresh);
            }
        }
    }

    private void schedule(Runnable task) {
        try {
            worker.schedule(task);
        } catch (RejectedExecutionException ended) {
            // Disposed of: the meters are removed.
        }
    }

    // On the worker.

    private void refresh() {
        Set<SocketMeters> stale = new LinkedHashSet<>();
        int missed = wakeUps.get();
        do {
            SocketSample sample;
            while ((sample = changed.poll()) != null) {
                sample.dequeued();
                SocketSample next = sample;
                guarded(() -> change(next, stale));
            }
            // Once for all sockets of a name, whose values are added up.
            stale.forEach(group -> guarded(group::refresh));
            stale.clear();
            missed = wakeUps.addAndGet(-missed);
        } while (missed != 0);
        endWithContext();
    }

    /** Adds or removes a socket, and adds its group to those that have to be refreshed. */
    private void change(SocketSample sample, Set<SocketMeters> stale) {
        if (isDisposed()) {
            return;
        }
        SocketMeters group = sample.meters;
        if (group == null) {
            if (sample.isClosed()) {
                return;
            }
            group = group(sample.socket());
            group.add(sample);
            sample.meters = group;
            sample.ask(() -> change(sample));
        }
        if (sample.isClosed()) {
            sample.meters = null;
            group.countEvents(sample);
            if (group.remove(sample)) {
                meters.remove(SocketMeters.Key.of(sample.socket()));
                group.removeMeters();
                stale.remove(group);
                return;
            }
        }
        stale.add(group);
    }

    private SocketMeters group(ZmqSocket<?> socket) {
        SocketMeters.Key key = SocketMeters.Key.of(socket);
        SocketMeters known = meters.get(key);
        if (known == null) {
            known = new SocketMeters(registry, options.tags().and(key.tags()), options.perPeer(), this::guarded);
            meters.put(key, known);
            known.register(socket.type());
        }
        return known;
    }

    private void sample() {
        for (SocketSample sample : samples.values()) {
            guarded(() -> {
                if (sample.meters != null) {
                    sample.meters.countEvents(sample);
                    sample.ask(() -> change(sample));
                }
            });
        }
        for (Loop loop : context.loops()) {
            guarded(() -> probes.computeIfAbsent(loop, LoopProbe::new).measure(registry, options.tags()));
        }
        endWithContext();
    }

    private void endWithContext() {
        if (samples.isEmpty() && context.isClosed() && context.sockets().isEmpty()) {
            dispose();
        }
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (Throwable failure) {
            failed(failure);
        }
    }

    private void failed(Throwable failure) {
        try {
            if (Exceptions.isJvmFatal(failure)) {
                Operators.onErrorDropped(failure, Context.empty());
            }
            if (Long.bitCount(++failures) == 1) {
                LOG.warn("the registry has failed (" + failures + " so far)", failure);
            } else {
                LOG.debug("the registry has failed", failure);
            }
        } catch (Throwable broken) {
            // The hook and the logging framework are application code, and there is no other place to report it.
        }
    }

    // On any thread.

    @Override
    public void dispose() {
        if (disposed.compareAndSet(false, true)) {
            listening.dispose();
            schedule(this::end);
        }
    }

    @Override
    public boolean isDisposed() {
        return disposed.get();
    }

    private void end() {
        meters.values().forEach(group -> guarded(group::removeMeters));
        meters.clear();
        probes.values().forEach(probe -> guarded(() -> probe.remove(registry)));
        probes.clear();
        samples.clear();
        worker.dispose();
        scheduler.dispose();
    }
}
