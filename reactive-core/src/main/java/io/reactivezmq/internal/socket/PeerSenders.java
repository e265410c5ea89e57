package io.reactivezmq.internal.socket;

import io.reactivezmq.RoutingId;
import io.reactivezmq.Sending;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.UnroutableException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.pattern.PeerHost;
import io.reactivezmq.internal.pattern.PeerTable;
import io.reactivezmq.internal.pipe.Pipe;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** The senders of a ROUTER or its like to single peers: one for each live peer that somebody wants to send to. */
final class PeerSenders implements PeerHost {

    private final SocketCore socket;

    /** Changed on the loop, read anywhere. */
    private final Map<RoutingId, Senders> byPeer = new ConcurrentHashMap<>();

    private @Nullable PeerTable pattern;

    PeerSenders(SocketCore socket) {
        this.socket = socket;
        socket.ledger().alsoToSend(this::queued);
    }

    void of(PeerTable table) {
        pattern = table;
    }

    Sending to(RoutingId peer) {
        if (!byPeer.containsKey(Objects.requireNonNull(peer, "peer"))) {
            socket.onLoop(() -> find(peer));
        }
        return new ToPeer(peer);
    }

    /** On the loop: the senders of a live peer, else null. */
    private @Nullable Senders find(RoutingId peer) {
        Senders known = byPeer.get(peer);
        if (known != null) {
            return known;
        }
        PeerTable table = Objects.requireNonNull(pattern);
        Pipe pipe = table.find(peer);
        if (pipe == null || socket.isClosed()) {
            return null;
        }
        Senders made = new Senders(
                socket.loop(),
                new PipeOutlet(table, pipe),
                socket.name() + " to " + peer,
                socket.settings().queues().maxPendingSends(),
                placed -> Mono.create(sink -> socket.onLoop(() -> flush(table, pipe, placed, sink::success))));
        byPeer.put(peer, made);
        made.roomAvailable();
        return made;
    }

    private static void flush(PeerTable table, Pipe pipe, BooleanSupplier placed, Runnable done) {
        if (placed.getAsBoolean() || !table.reaches(pipe)) {
            pipe.flush(done);
        } else {
            // It is full: what waits outside goes in when something has left.
            pipe.flush(() -> flush(table, pipe, placed, done));
        }
    }

    /** How many messages were accepted and are in no pipe yet. */
    private int queued() {
        int count = 0;
        for (Senders senders : byPeer.values()) {
            count += senders.queued();
        }
        return count;
    }

    @Override
    public void unroutable() {
        socket.dropped(DropReason.UNROUTABLE, 1);
    }

    @Override
    public void roomFor(RoutingId peer) {
        Senders senders = byPeer.get(peer);
        if (senders != null) {
            senders.roomAvailable();
        }
    }

    @Override
    public void gone(RoutingId peer) {
        Senders senders = byPeer.remove(peer);
        if (senders != null) {
            int lost = senders.close(new PeerLostException("Peer " + peer, "its connection ended", null));
            socket.dropped(DropReason.UNROUTABLE, lost);
        }
    }

    void close(ZmqException reason) {
        List<Senders> open = List.copyOf(byPeer.values());
        byPeer.clear();
        open.forEach(senders -> socket.dropped(DropReason.LINGER_EXPIRED, senders.close(reason)));
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
            return table.reaches(pipe) && pipe.offer(message);
        }
    }

    private final class ToPeer implements Sending {

        private final RoutingId peer;

        ToPeer(RoutingId peer) {
            this.peer = peer;
        }

        /** Whether there is such a peer is known on the loop. */
        private Mono<Void> withSenders(Function<Senders, Mono<Void>> action) {
            return new SendMono(actual -> socket.onLoop(() -> choose(action).subscribe(actual)));
        }

        private Mono<Void> choose(Function<Senders, Mono<Void>> action) {
            if (socket.isClosed()) {
                return Mono.error(new SocketClosedException(socket.name()));
            }
            Senders found = find(peer);
            return found == null ? Mono.error(new UnroutableException(peer.toString())) : action.apply(found);
        }

        @Override
        public Mono<Void> send(Publisher<ZmqMessage> messages) {
            Objects.requireNonNull(messages, "messages");
            return withSenders(found -> found.send(messages));
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
            Senders known = byPeer.get(peer);
            if (known == null && socket.loop().inLoop()) {
                known = find(peer);
            }
            if (known != null) {
                return known.trySend(message);
            }
            if (Objects.requireNonNull(pattern).find(peer) == null) {
                throw new UnroutableException(peer.toString());
            }
            socket.onLoop(() -> find(peer));
            return false;
        }

        @Override
        public Mono<Void> flush() {
            return withSenders(Senders::flush);
        }
    }
}
