package io.reactivezmq.internal.send;

import io.reactivezmq.MessageCodec;
import io.reactivezmq.MessageSender;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.TooManyPendingException;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.pattern.routed.PeerHost;
import io.reactivezmq.internal.pattern.routed.PeerTable;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.socket.SocketScope;
import io.reactivezmq.options.value.OnUnsendable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * The senders to single peers of a ROUTER or a similar socket: one for each live peer that the application sends to.
 * Any thread finds them, so all messages to a peer share the limits of one sender, whichever thread sends them.
 */
public final class PeerSenders<T extends PeerTable> implements PeerHost {

    private final SocketScope scope;
    private final Connections connections;
    private final T table;

    /** Changed under the lock, read on any thread. */
    private final Map<RoutingId, SendScheduler> byPeer = new ConcurrentHashMap<>();

    /** Number of callers that wait for the loop to look up their peer. */
    private final AtomicInteger looking = new AtomicInteger();

    private boolean closed;

    /** The connections of the socket, as the senders to its peers see them. */
    public interface Connections {

        /**
         * Completes when the messages accepted so far for the peer of this pipe are written.
         *
         * @param placed moves these messages into the pipe if it can; returns whether all of them are in the pipe
         */
        Mono<Void> flush(Pipe pipe, BooleanSupplier placed);

        /** Closes the connection to the peer of this pipe. Called on the loop. */
        void disconnect(Pipe pipe);

        /** Returns whether a connected endpoint was assigned this routing id. May be called on any thread. */
        boolean isAssigned(RoutingId peer);

        /** Carries out the {@code connect} calls that have not come to the loop yet. Called on the loop. */
        void catchUp();
    }

    /**
     * Creates the senders over the pattern that the function makes for them.
     *
     * @param connections not used before this constructor has returned
     */
    public PeerSenders(SocketScope scope, Connections connections, Function<? super PeerHost, T> patterns) {
        this.scope = scope;
        this.connections = connections;
        this.table = patterns.apply(this);
        scope.recorder().alsoToSend(this::queued);
    }

    /** Returns the pattern. */
    public T pattern() {
        return table;
    }

    public MessageSender to(RoutingId peer) {
        find(Objects.requireNonNull(peer, "peer"));
        return new ToPeer(peer);
    }

    /** Returns the sender to a live peer, or null. May be called on any thread. */
    private @Nullable SendScheduler find(RoutingId peer) {
        SendScheduler known = byPeer.get(peer);
        if (known == null) {
            known = open(peer);
        }
        if (known == null && scope.loop().inLoop() && connections.isAssigned(peer)) {
            catchUp();
            known = open(peer);
        }
        return known;
    }

    /**
     * Returns the sender to a live peer and creates it if need be. A peer leaves the table before {@link #gone} removes
     * its sender, so no sender is created for a peer that is gone.
     */
    private synchronized @Nullable SendScheduler open(RoutingId peer) {
        Pipe pipe = table.find(peer);
        if (pipe == null || closed) {
            return null;
        }
        SendScheduler known = byPeer.get(peer);
        if (known != null) {
            return known;
        }
        SendScheduler made = new SendScheduler(
                scope.loop(),
                new PipeOutlet(table, pipe),
                scope.name() + " to " + peer,
                scope.settings().queues().maxPendingSends(),
                new PeerFlushing(pipe));
        byPeer.put(peer, made);
        made.gate().prepare();
        return made;
    }

    private synchronized @Nullable SendScheduler remove(RoutingId peer) {
        return byPeer.remove(peer);
    }

    private synchronized List<SendScheduler> removeAll() {
        closed = true;
        List<SendScheduler> open = List.copyOf(byPeer.values());
        byPeer.clear();
        return open;
    }

    /** Returns the number of messages that were accepted and are in no pipe yet. */
    private int queued() {
        int count = 0;
        for (SendScheduler senders : byPeer.values()) {
            count += senders.queued();
        }
        return count;
    }

    /** Returns the number of publishers to single peers that have not ended, and of callers that wait. */
    public int active() {
        int count = looking.get();
        for (SendScheduler senders : byPeer.values()) {
            count += senders.active();
        }
        return count;
    }

    /** Closes the connection to one peer. May be called on any thread. */
    public void disconnect(RoutingId peer) {
        scope.ensureOpen();
        Pipe pipe = table.find(Objects.requireNonNull(peer, "peer"));
        if (pipe == null) {
            throw new UnroutableException(peer.toString());
        }
        scope.onLoop(new PeerEnd(connections, table, peer, pipe));
    }

    /** Equal for equal peers, so that repeated calls are queued once while the loop is busy. */
    private record PeerEnd(Connections connections, PeerTable table, RoutingId peer, Pipe pipe) implements Runnable {

        @Override
        public void run() {
            if (table.find(peer) == pipe) {
                connections.disconnect(pipe);
            }
        }
    }

    @Override
    public void unroutable() {
        scope.recorder().dropped(DropReason.UNROUTABLE, 1);
    }

    @Override
    public void catchUp() {
        connections.catchUp();
    }

    @Override
    public void roomFor(RoutingId peer) {
        SendScheduler senders = byPeer.get(peer);
        if (senders != null) {
            senders.roomAvailable();
        }
    }

    @Override
    public void gone(RoutingId peer) {
        SendScheduler senders = remove(peer);
        if (senders != null) {
            int lost = senders.close(new PeerLostException("Peer " + peer, "its connection ended", null));
            scope.recorder().dropped(DropReason.UNROUTABLE, lost);
        }
    }

    public void close(ZmqException reason) {
        removeAll().forEach(senders -> scope.recorder().dropped(DropReason.LINGER_EXPIRED, senders.close(reason)));
    }

    private record PipeOutlet(PeerTable table, Pipe pipe) implements Outlet {

        @Override
        public long room() {
            return table.reaches(pipe) ? pipe.credit() : 0;
        }

        @Override
        public void check(ZmqMessage message) {
            table.checkBody(message);
        }

        @Override
        public boolean offer(ZmqMessage message) {
            check(message);
            return table.offerTo(pipe, message);
        }
    }

    private final class PeerFlushing implements SendScheduler.Host {

        private final Pipe pipe;

        PeerFlushing(Pipe pipe) {
            this.pipe = pipe;
        }

        @Override
        public Mono<Void> flush(BooleanSupplier placed) {
            return connections.flush(pipe, () -> placed.getAsBoolean() || !table.reaches(pipe));
        }

        @Override
        public void liftMark() {
            if (scope.isClosed()) {
                pipe.sendHighWaterMark(0);
            }
        }

        @Override
        public void dropped(DropReason reason, long messages) {
            scope.recorder().dropped(reason, messages);
        }
    }

    private final class ToPeer implements MessageSender {

        private final RoutingId peer;

        ToPeer(RoutingId peer) {
            this.peer = peer;
        }

        private Mono<Void> withSenders(Function<SendScheduler, Mono<Void>> action) {
            return Mono.defer(() -> {
                if (scope.isClosed()) {
                    return Mono.error(scope.closedException());
                }
                SendScheduler found = find(peer);
                if (found != null) {
                    return action.apply(found);
                }
                return scope.loop().inLoop() ? Mono.error(unknown()) : later(action);
            });
        }

        /** Looks up the peer on the loop, which may not have handled a recent connect yet. */
        private Mono<Void> later(Function<SendScheduler, Mono<Void>> action) {
            int most = scope.settings().queues().maxPendingSends();
            if (looking.getAndUpdate(now -> now < most ? now + 1 : now) >= most) {
                return Mono.error(new TooManyPendingException(scope.name() + " to " + peer, "maxPendingSends", most));
            }
            return scope.loop()
                    .<SendScheduler>mono(sink -> {
                        SendScheduler found = find(peer);
                        if (found == null) {
                            sink.error(unknown());
                        } else {
                            sink.success(found);
                        }
                        return () -> {};
                    })
                    .doFinally(end -> looking.decrementAndGet())
                    .flatMap(action);
        }

        private UnroutableException unknown() {
            return new UnroutableException(peer.toString());
        }

        @Override
        public Mono<Void> send(Publisher<ZmqMessage> messages, OnUnsendable policy) {
            Objects.requireNonNull(messages, "messages");
            Objects.requireNonNull(policy, "policy");
            return withSenders(found -> found.send(messages, policy));
        }

        @Override
        public <T> Mono<Void> send(Publisher<T> values, MessageCodec<? super T> codec, OnUnsendable policy) {
            Objects.requireNonNull(values, "values");
            Objects.requireNonNull(codec, "codec");
            Objects.requireNonNull(policy, "policy");
            return withSenders(found -> found.send(values, codec, policy));
        }

        @Override
        public Mono<Void> send(ZmqMessage message) {
            Objects.requireNonNull(message, "message");
            return withSenders(found -> found.send(message));
        }

        @Override
        public boolean trySend(ZmqMessage message) {
            scope.ensureOpen();
            Objects.requireNonNull(message, "message");
            SendScheduler found = find(peer);
            if (found == null) {
                if (connections.isAssigned(peer)) {
                    // The loop handles the connect soon.
                    return false;
                }
                throw unknown();
            }
            return found.trySend(message);
        }

        @Override
        public Mono<Void> flush() {
            return withSenders(SendScheduler::flush);
        }
    }
}
