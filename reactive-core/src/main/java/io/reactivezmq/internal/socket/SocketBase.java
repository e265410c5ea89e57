package io.reactivezmq.internal.socket;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.event.SocketEvent;
import io.reactivezmq.event.SocketStatistics;
import io.reactivezmq.internal.loop.SlicedWork;
import io.reactivezmq.internal.pattern.Pattern;
import io.reactivezmq.internal.pipe.Leftovers;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.pipe.PipeOwner;
import io.reactivezmq.internal.signal.GuardedMono;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.options.SocketSettings;
import io.reactivezmq.spi.Control;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One socket: its loop, pattern, endpoints, pipes, events, counters and life cycle. The application's calls come on any
 * thread and are carried out on the loop; everything else happens on the loop.
 */
final class SocketBase implements PipeOwner, SendScheduler.Host {

    private final DefaultZmqContext context;
    private final SocketType type;
    private final String name;
    private final Loop loop;
    private final HomeLoop home;
    private volatile SocketSettings settings;
    private final EventHub events;
    private final CountWaiters peerWaiters;
    private final AuthenticationService admission;
    private final PeerLifecycleMessages notes;
    private final StatisticsRecorder recorder;
    private final SlicedWork slicedWork;
    private final Set<PeerExclusions> exclusions = new HashSet<>();
    private final List<Consumer<ZmqException>> closeActions = new ArrayList<>();

    private final SocketEndpoints endpoints;
    private final Map<Pipe, PipeHome> homes = new LinkedHashMap<>();
    private final Leftovers leftovers;
    private final Flushing flushing = new Flushing();
    private final Runnable applyMarks = this::applyMarks;
    private @Nullable Pattern pattern;

    private final AtomicBoolean closed = new AtomicBoolean();
    private final Sinks.Empty<Void> closing = Sinks.empty();
    private final LingeringEndpoints lingering = new LingeringEndpoints(this::allEnded);
    private final Runnable hasten = this::hasten;

    /** The shortest linger time that was requested since the loop last looked; guarded by this. */
    private @Nullable Duration shortest;

    SocketBase(DefaultZmqContext context, SocketType type, String name, Loop loop, SocketSettings settings) {
        this.context = context;
        this.type = type;
        this.name = name;
        this.loop = loop;
        this.home = new HomeLoop(loop);
        this.settings = settings;
        this.leftovers = new Leftovers(home::executeLater);
        leftovers.limit(settings.queues().receiveHighWaterMark());
        this.events = new EventHub(home, name, settings.eventBuffer());
        this.recorder = new StatisticsRecorder(events, homes.keySet());
        this.slicedWork = new SlicedWork(loop);
        this.notes = new PeerLifecycleMessages(this, settings.pattern());
        this.admission = new AuthenticationService(settings.security(), context);
        this.endpoints = new SocketEndpoints(this);
        this.peerWaiters = new CountWaiters(home, this::peerCount);
        closeActions.add(peerWaiters::close);
        closeActions.add(reason -> slicedWork.stop());
    }

    /** Sets the pattern, before the application gets the socket. */
    void pattern(Pattern chosen) {
        pattern = chosen;
    }

    /** Adds an action to be run on the loop when the socket is closed, before it lingers. */
    void onClose(Consumer<ZmqException> action) {
        closeActions.add(action);
    }

    /** Returns the queue of work in proportion to what a peer has. The work is given up when the socket is closed. */
    SlicedWork slicedWork() {
        return slicedWork;
    }

    StatisticsRecorder recorder() {
        return recorder;
    }

    Pattern pattern() {
        return Objects.requireNonNull(pattern);
    }

    SocketType type() {
        return type;
    }

    String name() {
        return name;
    }

    /** Returns the loop, which may have ended once the socket is closed. */
    HomeLoop loop() {
        return home;
    }

    /** Returns the loop as the transports know it. */
    Loop transportLoop() {
        return loop;
    }

    SocketSettings settings() {
        return settings;
    }

    DefaultZmqContext context() {
        return context;
    }

    AuthenticationService admission() {
        return admission;
    }

    /** Returns the endpoints with open handshakes. Called on the loop. */
    Set<PeerExclusions> exclusions() {
        return exclusions;
    }

    EventHub events() {
        return events;
    }

    Flux<SocketEvent> observe() {
        return events.events();
    }

    /** Runs the action on the loop: at once if the caller is on the loop, else soon. */
    void onLoop(Runnable action) {
        home.call(action);
    }

    void ensureOpen() {
        if (closed.get()) {
            throw new SocketClosedException(name);
        }
    }

    SocketEndpoints endpoints() {
        return endpoints;
    }

    /** Closes the connection to one peer, with the socket's linger time; a connected endpoint ends with it. */
    void disconnect(Pipe pipe) {
        disconnect(pipe, settings.linger(), () -> {});
    }

    /**
     * Closes the connection to one peer; a connected endpoint ends with it.
     *
     * @param done runs when the connection has ended
     */
    void disconnect(Pipe pipe, Duration linger, Runnable done) {
        PipeHome home = homes.get(pipe);
        if (home == null) {
            done.run();
            return;
        }
        PeerInfo peer = pipe.knownPeer();
        String address = peer == null ? pipe.endpoint().uri() : peer.address();
        ZmqException reason = new PeerRefusedException(address, "this side has disconnected it");
        lingering.end(home, pipe, linger, reason, endpoints.forget(home), done);
    }

    /** Disconnects the peers that the predicate selects. Emits their number when they are gone. */
    Mono<Integer> disconnectPeers(Predicate<? super PeerInfo> which, Duration linger) {
        return home.mono(sink -> new PeerSelection(this, which, linger, sink).begin());
    }

    /** Returns the current pipes. Called on the loop. */
    Collection<Pipe> pipes() {
        return homes.keySet();
    }

    // Peers.

    Mono<Void> awaitPeers(int count) {
        return peerWaiters.await(count);
    }

    private int peerCount() {
        int count = 0;
        for (Pipe pipe : homes.keySet()) {
            if (pipe.connected()) {
                count++;
            }
        }
        return count;
    }

    void peersChanged() {
        peerWaiters.changed();
    }

    /** Returns a Mono of a value that is computed on the loop. */
    <T> Mono<T> call(Callable<T> task) {
        return home.mono(sink -> {
            try {
                sink.success(task.call());
            } catch (Throwable failure) {
                sink.error(failure);
            }
            return () -> {};
        });
    }

    /** Returns a Mono of a value that is computed on the loop after all sliced work that waits now. */
    <T> Mono<T> callBehindWork(Supplier<T> task) {
        return home.mono(sink -> {
            slicedWork.whenDone(() -> sink.success(task.get()));
            return () -> {};
        });
    }

    /**
     * Completes when all messages accepted so far are written.
     *
     * @param placed moves these messages into pipes if it can; returns whether all of them are in pipes
     */
    @Override
    public Mono<Void> flush(BooleanSupplier placed) {
        BooleanSupplier allPlaced = () -> placed.getAsBoolean() && pattern().unplaced() == 0 || closed.get();
        return home.mono(sink -> flushing.flush(homes.keySet(), allPlaced, sink::success));
    }

    /** Completes when all messages accepted so far for the peer of this pipe are written. */
    Mono<Void> flush(Pipe pipe, BooleanSupplier placed) {
        BooleanSupplier allPlaced = () -> placed.getAsBoolean() || closed.get();
        return home.mono(sink -> flushing.flush(List.of(pipe), allPlaced, sink::success));
    }

    /** Sets other high-water marks, for present and future pipes. */
    synchronized void highWaterMarks(int send, int receive) {
        settings = settings.with(settings.queues().withMarks(send, receive));
        onLoop(applyMarks);
    }

    private void applyMarks() {
        leftovers.limit(settings.queues().receiveHighWaterMark());
        List.copyOf(homes.keySet()).forEach(pipe -> pipe.highWaterMarks(settings.queues()));
    }

    /** Sets another linger time for what ends from now on. */
    synchronized void linger(Duration limit) {
        settings = settings.withLinger(limit);
    }

    // Called by endpoints and pipes.

    /** Returns the counter of messages that peers left behind. */
    Leftovers leftovers() {
        return leftovers;
    }

    void add(Pipe pipe, PipeHome home) {
        homes.put(pipe, home);
    }

    /** Lets the pattern send to the pipe. */
    void attach(Pipe pipe) {
        pattern().attached(pipe);
        flushing.tryAgain();
    }

    void remove(Pipe pipe) {
        if (homes.remove(pipe) != null) {
            recorder.closed(pipe);
        }
    }

    /** Handles a new peer, whose handshake has finished. */
    void greet(Pipe pipe) {
        notes.coming(pipe);
        pattern().connected(pipe);
        notes.come(pipe);
        peersChanged();
    }

    /** Handles the loss of a peer. */
    void lost(Pipe pipe) {
        notes.gone(pipe);
        pattern().disconnected(pipe);
        flushing.tryAgain();
    }

    void tell(SocketEvent event) {
        events.tell(event);
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        pattern().received(pipe, message);
    }

    @Override
    public void received(Pipe pipe, Control control) {
        pattern().received(pipe, control);
    }

    @Override
    public void readComplete() {
        pattern().readComplete();
    }

    @Override
    public void roomFreed(Pipe pipe, int messages) {
        pattern().roomFreed(pipe, messages);
        flushing.tryAgain();
    }

    @Override
    public void dropped(Pipe pipe, DropReason reason, long total) {
        recorder.dropped(pipe, reason, total);
    }

    @Override
    public void droppedLate(Pipe pipe, DropReason reason, long messages) {
        recorder.droppedLate(pipe, reason, messages);
    }

    @Override
    public void undelivered(Pipe pipe, long messages) {
        recorder.undelivered(pipe, messages);
    }

    /** Counts dropped messages that belonged to no peer. */
    @Override
    public void dropped(DropReason reason, long messages) {
        recorder.dropped(reason, messages);
    }

    @Override
    public void linkLost(Pipe pipe, ZmqException cause) {
        PipeHome home = homes.get(pipe);
        if (home != null) {
            home.linkLost(pipe, cause);
        }
    }

    // Counters.

    Mono<SocketStatistics> statistics() {
        return GuardedMono.of(Mono.defer(() -> {
            SocketStatistics last = recorder.last();
            return last != null ? Mono.just(last) : call(() -> recorder.statistics(pattern()));
        }));
    }

    // Life cycle.

    boolean isClosed() {
        return closed.get();
    }

    Mono<Void> close() {
        if (closed.compareAndSet(false, true)) {
            // In a task of its own, as the caller may be in the middle of a signal.
            home.callLater(() -> closeOnLoop(settings.linger()));
        }
        return GuardedMono.of(closing.asMono());
    }

    /** Closes the socket. Limits the linger time of what is already ending. */
    Mono<Void> close(Duration linger) {
        synchronized (this) {
            shortest = shortest == null || linger.compareTo(shortest) < 0 ? linger : shortest;
        }
        if (closed.compareAndSet(false, true)) {
            home.callLater(() -> {
                hasten();
                closeOnLoop(linger);
            });
        } else {
            home.callLater(hasten);
        }
        return GuardedMono.of(closing.asMono());
    }

    private void hasten() {
        Duration limit;
        synchronized (this) {
            limit = shortest;
            shortest = null;
        }
        if (limit != null) {
            lingering.hasten(limit);
        }
    }

    private void closeOnLoop(Duration linger) {
        ZmqException reason = new SocketClosedException(name);
        closeActions.forEach(action -> action.accept(reason));
        List<PipeHome> open = endpoints.removeAll();
        flushing.tryAgain();
        lingering.endAll(open, linger);
    }

    /** Ends an endpoint. The socket is not closed before the endpoint has ended. */
    void stop(PipeHome endpoint, Runnable done) {
        lingering.end(endpoint, settings.linger(), done);
    }

    private void allEnded() {
        if (recorder.last() == null) {
            dropped(DropReason.LINGER_EXPIRED, pattern().unplaced());
            pattern().discardAll();
            recorder.close();
            events.close();
            context.remove(this);
            closing.tryEmitEmpty();
        }
    }
}
