package io.reactivezmq.internal.pattern.reqrep;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pattern.Pattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.spi.RequestHeaders;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pattern of a REQ: sends requests to connected peers in turn (RFC 28).
 *
 * <p>In lockstep, a request is sent as {@code ["", body]}, and the next message of the peer is its reply. With more
 * than one request in flight, or with {@code correlate}, a number precedes each request and REP and ROUTER peers send
 * it back: {@code [number, "", body]}. A request with headers has them before the delimiter, and so has its reply.
 *
 * <p>A request is sent only to a connected peer. Until there is one, it waits in this socket, where it can be
 * withdrawn.
 */
public final class ReqPattern extends Pattern {

    private static final int NUMBER_SIZE = 4;
    private static final byte[] DELIMITER = {};

    private final ArrayDeque<PendingRequest> pending = new ArrayDeque<>();

    /** In the order of attachment. Only connected peers get requests. */
    private final List<Pipe> peers = new ArrayList<>();

    private final InFlightRequests underWay;
    private final boolean lockstep;

    /** The index of the peer that gets the next request. */
    private int turn;

    private boolean dispatching;

    /** The pipe whose link is being closed to get another one; almost always null. */
    private @Nullable Pipe resetting;

    /**
     * Creates a pattern without peers.
     *
     * @param maxInFlight the largest number of requests in flight
     * @param correlate whether requests have a number even if {@code maxInFlight} is one
     */
    public ReqPattern(int maxInFlight, boolean correlate) {
        this.lockstep = maxInFlight == 1 && !correlate;
        this.underWay = new InFlightRequests(maxInFlight);
    }

    /** Sends the request to the next peer, as soon as one has room. */
    public void ask(PendingRequest request) {
        pending.add(request);
        dispatch();
    }

    /**
     * Withdraws a request whose caller no longer waits for the reply. In lockstep, this resets the link if the request
     * was sent.
     */
    public void withdraw(PendingRequest request) {
        Pipe pipe = request.asked;
        if (pipe == null) {
            pending.remove(request);
            return;
        }
        if (!underWay.remove(request)) {
            return;
        }
        boolean unsent = pipe.withdraw(Objects.requireNonNull(request.sent));
        if (!unsent && lockstep) {
            // Without a number, the late reply could not be distinguished from the next one.
            reset(pipe, new PeerLostException(pipe.peer().address(), "its request was withdrawn", null));
        }
        dispatch();
    }

    private void reset(Pipe pipe, ZmqException reason) {
        // The loss of a link may fail requests, and the callers of these may withdraw others meanwhile.
        Pipe outer = resetting;
        resetting = pipe;
        pipe.closeLink(reason);
        resetting = outer;
    }

    @Override
    public boolean isResetting(Pipe pipe) {
        return pipe == resetting;
    }

    /** Fails all requests. */
    public void failAll(ZmqException cause) {
        List<PendingRequest> all = new ArrayList<>(pending);
        pending.clear();
        underWay.drain(request -> true, all::add);
        // Their callers get no reply, so the socket need not linger to send them.
        peers.forEach(pipe -> {
            while (pipe.reclaim() != null) {}
        });
        all.forEach(request -> request.failed(cause));
    }

    @Override
    public int inFlight() {
        return underWay.size();
    }

    @Override
    public int waiting() {
        return pending.size();
    }

    private void dispatch() {
        if (dispatching) {
            return;
        }
        dispatching = true;
        try {
            dispatchAll();
        } finally {
            dispatching = false;
        }
    }

    private void dispatchAll() {
        while (!pending.isEmpty() && underWay.hasPlace()) {
            Pipe pipe = nextPeer();
            if (pipe == null) {
                return;
            }
            PendingRequest request = pending.remove();
            int number = underWay.add(request);
            ZmqMessage message = enveloped(request, number);
            request.asked = pipe;
            request.sent = message;
            pipe.offer(message);
            pipe.drainIfBatchFull();
        }
    }

    private ZmqMessage enveloped(PendingRequest request, int number) {
        ZmqMessage body = request.body();
        byte[] headers = request.headers();
        if (headers != null) {
            return lockstep ? body.prepend(headers, DELIMITER) : body.prepend(bytes(number), headers, DELIMITER);
        }
        return lockstep ? body.prependEmpty() : body.prepend(bytes(number), DELIMITER);
    }

    private @Nullable Pipe nextPeer() {
        for (int i = 0; i < peers.size(); i++) {
            Pipe pipe = peers.get(turn);
            turn = turn + 1 < peers.size() ? turn + 1 : 0;
            if (pipe.connected() && pipe.writable()) {
                return pipe;
            }
        }
        return null;
    }

    @Override
    public void attached(Pipe pipe) {
        peers.add(pipe);
    }

    @Override
    public void detached(Pipe pipe) {
        int place = peers.indexOf(pipe);
        if (place >= 0) {
            peers.remove(place);
            if (place < turn) {
                turn--;
            } else if (turn == peers.size()) {
                turn = 0;
            }
        }
        takeBackUnsent(pipe);
        dispatch();
    }

    @Override
    public void takeBack(Pipe pipe) {
        takeBackUnsent(pipe);
        dispatch();
    }

    @Override
    public void connected(Pipe pipe) {
        dispatch();
    }

    @Override
    public void disconnected(Pipe pipe) {
        takeBackUnsent(pipe);
        List<PendingRequest> lost = new ArrayList<>();
        underWay.drain(request -> request.asked == pipe, lost::add);
        String peer = pipe.peer().address();
        lost.forEach(request -> request.failed(new PeerLostException(peer, "lost before it answered", null)));
        dispatch();
    }

    /**
     * Puts the requests that wait in the pipe in front of the pending ones, in their order, to be sent to other peers.
     */
    private void takeBackUnsent(Pipe pipe) {
        // Reclaiming makes room in the pipe, but no pending request may overtake a reclaimed one.
        dispatching = true;
        ArrayDeque<ZmqMessage> reclaimed = new ArrayDeque<>();
        ZmqMessage message;
        while ((message = pipe.reclaim()) != null) {
            reclaimed.addFirst(message);
        }
        if (!reclaimed.isEmpty()) {
            putInFront(reclaimed);
        }
        dispatching = false;
    }

    /**
     * Puts the requests of these messages, the newest first, in front of the pending ones. Looks all of them up at
     * once, as thousands may be in flight. A withdrawn request is no longer found.
     */
    private void putInFront(Collection<ZmqMessage> messages) {
        Set<ZmqMessage> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        taken.addAll(messages);
        Map<ZmqMessage, PendingRequest> requests = new IdentityHashMap<>();
        underWay.drain(
                request -> taken.contains(request.sent),
                request -> requests.put(Objects.requireNonNull(request.sent), request));
        for (ZmqMessage message : messages) {
            PendingRequest request = requests.get(message);
            if (request != null) {
                request.asked = null;
                pending.addFirst(request);
            }
        }
    }

    @Override
    public void roomFreed(Pipe pipe, int messages) {
        dispatch();
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        if (lockstep) {
            answerInLockstep(pipe, message);
        } else {
            answerByNumber(pipe, message);
        }
        dispatch();
    }

    private void answerInLockstep(Pipe pipe, ZmqMessage message) {
        int delimiter = delimiter(message, 0);
        if (delimiter < 0) {
            throw new ProtocolException(
                    ProtocolError.MALFORMED_MESSAGE, "a reply without the empty first frame and a body");
        }
        PendingRequest request = underWay.first();
        if (request == null || request.asked != pipe) {
            pipe.drop(DropReason.STALE_REPLY, 1);
            return;
        }
        answer(request, message.dropFirst(delimiter + 1));
    }

    private void answerByNumber(Pipe pipe, ZmqMessage message) {
        int delimiter = message.size(0) == NUMBER_SIZE ? delimiter(message, 1) : -1;
        if (delimiter < 0) {
            pipe.drop(DropReason.MALFORMED, 1);
            return;
        }
        PendingRequest request = underWay.find(number(message.unwrap(0)));
        if (request == null || request.asked != pipe) {
            pipe.drop(DropReason.STALE_REPLY, 1);
            return;
        }
        answer(request, message.dropFirst(delimiter + 1));
    }

    /**
     * Returns the index of the delimiter, which is at this index unless a frame of headers is there. Returns -1 if
     * there is none, or nothing behind it.
     */
    private static int delimiter(ZmqMessage message, int index) {
        int last = message.frameCount() - 1;
        if (index < last && message.size(index) == 0) {
            return index;
        }
        return index + 1 < last && RequestHeaders.isHeaders(message.unwrap(index)) && message.size(index + 1) == 0
                ? index + 1
                : -1;
    }

    /** Passes the reply on. The caller may have canceled on another thread, and its withdrawal be on its way. */
    private void answer(PendingRequest request, ZmqMessage reply) {
        Pipe pipe = Objects.requireNonNull(request.asked);
        underWay.remove(request);
        if (!request.answered(reply)) {
            pipe.drop(DropReason.STALE_REPLY, 1);
        }
    }

    private static byte[] bytes(int number) {
        return new byte[] {(byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number};
    }

    private static int number(byte[] bytes) {
        return bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    }
}
