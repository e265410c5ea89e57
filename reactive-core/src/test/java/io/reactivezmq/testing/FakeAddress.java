package io.reactivezmq.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.Endpoint;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.error.ConnectFailedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import io.reactivezmq.spi.PeerInfoBuilder;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * One address of {@code fake://}, as a test sees it. When a socket connects to it, the test {@link #accept accepts} or
 * {@link #refuse refuses} each attempt; when a socket is bound to it, the test {@link #connect connects} peers.
 */
public final class FakeAddress {

    private static final byte[] NO_ID = {};

    private final String uri;
    private final SocketTestHarness harness;
    private final BlockingQueue<Dial> dials = new LinkedBlockingQueue<>();
    private final AtomicInteger dialed = new AtomicInteger();
    private final AtomicInteger numbered = new AtomicInteger();
    private volatile @Nullable LinkHost bound;
    private @Nullable FakeAddress resolved;
    private @Nullable Throwable bindFailure;
    private @Nullable RuntimeException beginFailure;
    private boolean attachesInBegin;
    private boolean elsewhere;

    private static final class Dial implements Disposable {

        private final LinkHost host;
        private volatile boolean over;

        private Dial(LinkHost host) {
            this.host = host;
        }

        @Override
        public void dispose() {
            over = true;
        }
    }

    FakeAddress(String uri, SocketTestHarness harness) {
        this.uri = uri;
        this.harness = harness;
    }

    /** What to give to {@code connect} and {@code bind}. */
    public String uri() {
        return uri;
    }

    SocketTestHarness harness() {
        return harness;
    }

    // A socket connects to it.

    Disposable dialed(LinkHost host) {
        assertThat(host.loop().inLoop()).as("dialed on the loop").isTrue();
        Dial dial = new Dial(host);
        dialed.incrementAndGet();
        dials.add(dial);
        return dial;
    }

    /** How many attempts there were so far. */
    public int dials() {
        harness.settle();
        return dialed.get();
    }

    /** Whether an attempt waits for an answer. */
    public boolean isDialed() {
        harness.settle();
        dials.removeIf(dial -> dial.over);
        return !dials.isEmpty();
    }

    /** Takes up the attempt that waits, as a peer of the type that goes with the socket's. */
    public FakePeer accept() {
        return accept(NO_ID);
    }

    /** The same, as a peer that announces a routing id. */
    public FakePeer accept(String id) {
        return accept(id.getBytes());
    }

    private FakePeer accept(byte[] id) {
        Dial dial = attempt();
        String address = uri + "#" + numbered.incrementAndGet();
        return harness.call(() -> {
            dial.host.connected(address);
            return handshake(dial.host, address, false, id);
        });
    }

    private FakePeer handshake(LinkHost host, String address, boolean accepted, byte[] id) {
        FakePeer peer = new FakePeer(harness, host);
        String type = FakePeer.counterpart(host.type()).wireName();
        peer.attach(PeerInfoBuilder.of(host.endpoint().uri(), address, accepted)
                .announced(type, id, Map.of())
                .build());
        return peer;
    }

    /** The waiting attempt fails, as if the address were not bound. */
    public void refuse() {
        refuse(new ConnectFailedException(uri, new java.net.ConnectException("refused")));
    }

    /** The attempt that waits fails before its handshake. */
    public void refuse(ZmqException cause) {
        fail(cause, false);
    }

    /** The attempt that waits fails in its handshake. */
    public void refuseHandshake(ZmqException cause) {
        fail(cause, true);
    }

    private void fail(ZmqException cause, boolean handshaking) {
        Dial dial = attempt();
        harness.call(() -> {
            if (handshaking) {
                dial.host.connected(uri + "#refusing");
            }
            dial.host.failed(handshaking ? uri + "#refusing" : uri, handshaking, cause);
            return true;
        });
    }

    /** Authenticates a peer for the connecting socket, as a mechanism does. The attempt stays open. */
    public Mono<AuthResult> authenticate(AuthRequest request) {
        harness.settle();
        return Objects.requireNonNull(dials.peek(), "no socket connects").host.authenticate(request);
    }

    private Dial attempt() {
        Dial dial;
        do {
            dial = harness.take(dials);
            if (dial == null) {
                throw new AssertionError("no socket connects to " + uri);
            }
        } while (dial.over);
        dial.over = true;
        return dial;
    }

    // A socket is bound to it.

    /** The next attempt to listen here fails with this. */
    public void refuseToBind(Throwable cause) {
        bindFailure = cause;
    }

    /** A listener here cannot begin. */
    public void refuseToBegin(RuntimeException cause) {
        beginFailure = cause;
    }

    /** A listener here attaches a peer as it begins, as a connectionless transport does. */
    public void attachInBegin() {
        attachesInBegin = true;
    }

    /** The next attempts to listen here succeed or fail on threads of their own. */
    public void answerOnOtherThreads() {
        elsewhere = true;
    }

    Mono<Listener> listen(LinkHost host) {
        return listenAt(this, host);
    }

    Mono<Listener> listenAt(FakeAddress place, LinkHost host) {
        return Mono.create(sink -> perform(host, () -> {
            Throwable failure = bindFailure != null ? bindFailure : place.bound != null ? inUse() : null;
            bindFailure = null;
            if (failure != null) {
                sink.error(new BindFailedException(uri, failure));
                return;
            }
            resolved = place;
            place.bound = host;
            sink.success(new FakeListener(place));
        }));
    }

    private void perform(LinkHost host, Runnable listening) {
        if (elsewhere) {
            new Thread(listening, "listens").start();
        } else {
            host.loop().execute(listening);
        }
    }

    private static Throwable inUse() {
        return new java.net.BindException("in use");
    }

    /** Whether a socket listens here. */
    public boolean isBound() {
        harness.settle();
        return bound != null;
    }

    /** The address that a wildcard was resolved to. */
    public FakeAddress resolved() {
        harness.settle();
        FakeAddress place = resolved;
        return place == null ? this : place;
    }

    /** A peer of the type that goes with the socket's comes, and finishes its handshake. */
    public FakePeer connect() {
        return connect(NO_ID);
    }

    /** The same, announcing a routing id. */
    public FakePeer connect(String id) {
        return connect(id.getBytes());
    }

    /** Connects a peer that announces this routing id. */
    public FakePeer connect(byte[] id) {
        harness.settle();
        LinkHost host = bound;
        if (host == null) {
            throw new AssertionError("no socket listens at " + uri);
        }
        String address = "client#" + numbered.incrementAndGet();
        return harness.call(() -> {
            host.connected(address);
            return handshake(host, address, true, id);
        });
    }

    /** A peer comes, and its handshake goes on; returns its address. */
    public String beginHandshake() {
        String address = "client#" + numbered.incrementAndGet();
        beginHandshake(address);
        return address;
    }

    /** A peer of this address comes, and its handshake goes on. */
    public void beginHandshake(String address) {
        harness.settle();
        LinkHost host = Objects.requireNonNull(bound);
        harness.run(() -> host.connected(address));
    }

    /** A connection from this address is refused before it is reported as one. */
    public void refuseConnection(String address, ZmqException cause) {
        harness.settle();
        LinkHost host = Objects.requireNonNull(bound);
        harness.run(() -> host.failed(address, false, cause));
    }

    /** The handshake of this address ends. */
    public FakePeer finishHandshake(String address, String id) {
        LinkHost host = Objects.requireNonNull(bound);
        return harness.call(() -> handshake(host, address, true, id.getBytes()));
    }

    /** A peer comes whose handshake fails. */
    public void connectBadly(ZmqException cause) {
        harness.settle();
        LinkHost host = bound;
        harness.call(() -> {
            host.connected("client#bad");
            host.failed("client#bad", true, cause);
            return true;
        });
    }

    private record FakeListener(FakeAddress place) implements Listener {

        @Override
        public Endpoint endpoint() {
            return new Endpoint(place.uri());
        }

        @Override
        public void begin() {
            if (place.beginFailure != null) {
                place.bound = null;
                throw place.beginFailure;
            }
            if (place.attachesInBegin) {
                place.handshake(Objects.requireNonNull(place.bound), "client#0", true, NO_ID);
            }
        }

        @Override
        public Mono<Void> close() {
            return Mono.fromRunnable(() -> place.bound = null);
        }
    }

    @Override
    public String toString() {
        return uri;
    }
}
