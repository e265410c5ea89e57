package io.reactivezmq.internal.socket;

import io.reactivezmq.MessageSender;
import io.reactivezmq.RoutingId;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.TooManyPendingException;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.pattern.PeerHost;
import io.reactivezmq.internal.pattern.PeerTable;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.options.OnUnsendable;
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
 * The senders of a ROUTER or its like to single peers: one for each live peer that the application sends to. Any thread
 * finds them, so that what is sent to a peer is bounded by that peer's own senders, wherever it comes from.
 */
final class PeerSenders implements PeerHost {

    private final SocketBase socket;

    /** Changed under the lock, read anywhere. */
    private final Map<RoutingId, SendScheduler> byPeer = new ConcurrentHashMap<>();

    /** How many callers wait for the loop to look for their peer. */
    private final AtomicInteger looking = new AtomicInteger();

    private @Nullable PeerTable pattern;
    private boolean closed;

    PeerSenders(SocketBase socket) {
        this.socket = socket;
        socket.ledger().alsoToSend(this::queued);
    }

    void of(PeerTable table) {
        pattern = table;
    }

    MessageSender to(RoutingId peer) {
        find(Objects.requireNonNull(peer, "peer"));
        return new ToPeer(peer);
    }

    /** The senders of a live peer, else null. Any thread. */
    private @Nullable SendScheduler find(RoutingId peer) {
        SendScheduler known = byPeer.get(peer);
        if (known == null) {
            known = open(peer);
        }
        if (known == null && socket.loop().inLoop() && socket.endpoints().isAssigned(peer)) {
            catchUp();
            known = open(peer);
        }
        return known;
    }

    /** A peer is taken out of the table before {@link #gone} takes its senders: none are made for one that is gone. */
    private synchronized @Nullable SendScheduler open(RoutingId peer) {
        PeerTable table = Objects.requireNonNull(pattern);
        Pipe pipe = table.find(peer);
        if (pipe == null || closed) {
            return null;
        }
        SendScheduler known = byPeer.get(peer);
        if (known != null) {
            return known;
        }
        SendScheduler made = new SendScheduler(
                socket.loop(),
                new PipeOutlet(table, pipe),
                socket.name() + " to " + peer,
                socket.settings().queues().maxPendingSends(),
                new PeerFlushing(table, pipe));
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

    /** How many messages were accepted and are in no pipe yet. */
    private int queued() {
        int count = 0;
        for (SendScheduler senders : byPeer.values()) {
            count += senders.queued();
        }
        return count;
    }

    /** Ends the connection to one peer. Any thread. */
    void disconnect(RoutingId peer) {
        socket.ensureOpen();
        PeerTable table = Objects.requireNonNull(pattern);
        Pipe pipe = table.find(Objects.requireNonNull(peer, "peer"));
        if (pipe == null) {
            throw new UnroutableException(peer.toString());
        }
        socket.onLoop(new PeerEnd(socket, table, peer, pipe));
    }

    /** One call for each peer, however often it is made while the loop is busy. */
    private record PeerEnd(SocketBase socket, PeerTable table, RoutingId peer, Pipe pipe) implements Runnable {

        @Override
        public void run() {
            if (table.find(peer) == pipe) {
                socket.disconnect(pipe);
            }
        }
    }

    @Override
    public void unroutable() {
        socket.dropped(DropReason.UNROUTABLE, 1);
    }

    @Override
    public void catchUp() {
        socket.endpoints().catchUp();
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
            socket.dropped(DropReason.UNROUTABLE, lost);
        }
    }

    void close(ZmqException reason) {
        removeAll().forEach(senders -> socket.dropped(DropReason.LINGER_EXPIRED, senders.close(reason)));
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

        private final PeerTable table;
        private final Pipe pipe;

        PeerFlushing(PeerTable table, Pipe pipe) {
            this.table = table;
            this.pipe = pipe;
        }

        @Override
        public Mono<Void> flush(BooleanSupplier placed) {
            return socket.flush(pipe, () -> placed.getAsBoolean() || !table.reaches(pipe));
        }

        @Override
        public void dropped(DropReason reason, long messages) {
            socket.dropped(reason, messages);
        }
    }

    private final class ToPeer implements MessageSender {

        private final RoutingId peer;

        ToPeer(RoutingId peer) {
            this.peer = peer;
        }

        private Mono<Void> withSenders(Function<SendScheduler, Mono<Void>> action) {
            return Mono.defer(() -> {
                if (socket.isClosed()) {
                    return Mono.error(new SocketClosedException(socket.name()));
                }
                SendScheduler found = find(peer);
                if (found != null) {
                    return action.apply(found);
                }
                return socket.loop().inLoop() ? Mono.error(unknown()) : later(action);
            });
        }

        /** A peer that was just connected to is known when the loop has come to that. */
        private Mono<Void> later(Function<SendScheduler, Mono<Void>> action) {
            int most = socket.settings().queues().maxPendingSends();
            if (looking.getAndUpdate(now -> now < most ? now + 1 : now) >= most) {
                return Mono.error(new TooManyPendingException(socket.name() + " to " + peer, "maxPendingSends", most));
            }
            return socket.loop()
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
        public Mono<Void> send(ZmqMessage message) {
            Objects.requireNonNull(message, "message");
            return withSenders(found -> found.send(message));
        }

        @Override
        public boolean trySend(ZmqMessage message) {
            socket.ensureOpen();
            Objects.requireNonNull(message, "message");
            SendScheduler found = find(peer);
            if (found == null) {
                if (socket.endpoints().isAssigned(peer)) {
                    // The loop comes to its connect soon.
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
