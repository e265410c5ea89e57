package io.reactivezmq.sim;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.internal.InternalThreadLocalMap;
import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.options.ContextOptions;
import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.Listener;
import io.reactivezmq.zmtp.netty.HeldBytes;
import io.reactivezmq.zmtp.netty.NettyListener;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;

/** A network of byte streams between the real channels handlers. */
final class WireNetwork extends Network {

    /**
     * What one connection may hold of what it writes: the bytes of the write budget, and those of commands and of a
     * write that exceeds it.
     */
    private static final long MOST_UNSENT = 8 * 1024 + 4 * 64 * 1024 + 64 * 1024;

    /** What one connection may hold of what it has read: a limit after which it does not read, and one read. */
    private static final long MOST_UNREAD = 2 * 64 * 1024;

    static final String REASONS = "reasons of ends";
    static final String CONDUCTS = "hostile conducts";
    private static final String STATES = "connection states";

    private final WireConditions conditions;
    private final Map<String, WirePlace> places = new LinkedHashMap<>();
    private final List<WireConnection> connections = new ArrayList<>();

    /** The connections with hostile peers, to which the network does nothing. */
    private final List<WireConnection> strangers = new ArrayList<>();

    private final Optional<Hostility> hostility;
    private final Map<String, WireConnection> byAddress = new HashMap<>();
    private final Map<SimLoop, WireLoop> loops = new LinkedHashMap<>();
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);
    private final Actor wire;
    private final Actor handshakes;
    private final ArrayDeque<InternalThreadLocalMap> outer = new ArrayDeque<>();
    private boolean calm;
    private int attempts;
    private int looks;

    WireNetwork(World world) {
        super(world);
        this.conditions = new WireConditions(world);
        this.wire = world.thread("wire");
        this.handshakes = world.thread("handshakes");
        this.hostility = world.chance("hostile").oneIn(2) ? Optional.of(new Hostility(this)) : Optional.empty();
        world.whenQuiet(this::lookNowAndThen);
        HeldBytes.states().forEach(state -> world.coverage().possible(STATES, state));
        for (Conduct conduct : Conduct.values()) {
            world.coverage().possible(CONDUCTS, conduct.name());
        }
    }

    WireConditions conditions() {
        return conditions;
    }

    UnpooledByteBufAllocator allocator() {
        return allocator;
    }

    @Override
    String scheme() {
        return "wire";
    }

    @Override
    String tests() {
        return "-pl reactive-zmtp -am -Dtest=WireSimulationTest";
    }

    @Override
    boolean isCheap() {
        return false;
    }

    @Override
    boolean leavesRoomForInproc() {
        return false;
    }

    @Override
    void open() {
        WireTransport.open(this);
    }

    @Override
    void close() {
        WireTransport.close();
    }

    @Override
    void configure(ContextOptions options) {
        conditions.configure(options);
    }

    @Override
    void configure(SocketOptions<?> options, String name) {
        conditions.configure(options, name);
    }

    @Override
    ZmqMessage message(String name) {
        return conditions.message(name);
    }

    @Override
    Duration shortest() {
        return Duration.ofSeconds(hostility.isPresent() ? 12 : conditions.hasHeartbeats() ? 5 : 1);
    }

    @Override
    Duration nap(Chance which) {
        return conditions.hasHeartbeats() && which.oneIn(20) ? which.upTo(Duration.ofSeconds(8)) : Duration.ZERO;
    }

    // Netty's state of each thread.

    @Override
    void enter(Actor actor) {
        if (actor instanceof SimLoop loop && Thread.currentThread() instanceof FastThreadLocalThread thread) {
            outer.push(InternalThreadLocalMap.get());
            thread.setThreadLocalMap(loop(loop).locals());
        }
    }

    @Override
    void leave(Actor actor) {
        if (actor instanceof SimLoop loop && Thread.currentThread() instanceof FastThreadLocalThread thread) {
            loop(loop).locals(thread.threadLocalMap());
            thread.setThreadLocalMap(outer.pop());
        }
    }

    private WireLoop loop(SimLoop loop) {
        return loops.computeIfAbsent(loop, key -> new WireLoop(key, conditions.isEpoll()));
    }

    private WireLoop currentLoop() {
        if (!(world.current() instanceof SimLoop loop)) {
            world.fail(Promise.TASKS, "a transport is used outside of a loop");
            throw new IllegalStateException();
        }
        return loop(loop);
    }

    // Time.

    Duration latency() {
        return !calm && chance.oneIn(20) ? chance.upTo(Duration.ofMillis(200)) : chance.upTo(Duration.ofMillis(2));
    }

    void later(Duration delay, Runnable task) {
        wire.after(delay, task);
    }

    @Override
    void faulty(boolean enabled) {
        super.faulty(enabled);
        if (!enabled) {
            calm = true;
            List.copyOf(connections).forEach(WireConnection::calm);
            hostility.ifPresent(Hostility::end);
        }
    }

    // Connections.

    /** A bound address. */
    final class WireListener implements Listener, WirePlace {

        private final Endpoint endpoint;
        private final LinkHost host;
        private final WireLoop loop;
        private final NettyListener netty;

        private WireListener(Endpoint endpoint, LinkHost real, WireLoop loop) {
            this.endpoint = endpoint;
            this.host = new WireHost(real, handshakes.scheduler(), false, byAddress::get);
            this.loop = loop;
            this.netty = new NettyListener(host);
            netty.bound(new Server(), endpoint);
        }

        /** What Reactor Netty's server does for a listener. */
        private final class Server implements DisposableServer {

            @Override
            public Channel channel() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void dispose() {
                places.remove(endpoint.uri(), WireListener.this);
            }

            @Override
            public Mono<Void> onDispose() {
                return Mono.empty();
            }
        }

        LinkHost host() {
            return host;
        }

        @Override
        public Actor thread() {
            return loop.loop();
        }

        @Override
        public boolean isOpen() {
            return places.get(endpoint.uri()) == this;
        }

        @Override
        public WireEnd accept(WireConnection connection, WireStream in, WireStream out) {
            WireChannel channel = connection.channel(loop, host);
            netty.accept(channel);
            loop.register(channel);
            channel.readable();
            return channel;
        }

        @Override
        public Endpoint endpoint() {
            return endpoint;
        }

        @Override
        public Mono<Void> close() {
            return netty.close();
        }
    }

    Mono<Listener> listen(Endpoint endpoint, LinkHost host) {
        return Mono.create(sink -> host.loop().execute(() -> {
            if (places.containsKey(endpoint.uri())) {
                sink.error(new BindFailedException(endpoint.uri(), new BindException("in use")));
                return;
            }
            WireListener listener = new WireListener(endpoint, host, currentLoop());
            places.put(endpoint.uri(), listener);
            sink.success(listener);
        }));
    }

    @Nullable
    WirePlace placeAt(String uri) {
        return places.get(uri);
    }

    Disposable dial(Endpoint endpoint, LinkHost host) {
        checkInterval(endpoint, host);
        WireLoop loop = currentLoop();
        boolean strange = !(placeAt(endpoint.uri()) instanceof WireListener)
                && endpoint.uri().contains("hostile");
        WireConnection connection = new WireConnection(this, endpoint, loop.loop(), attempts++, strange);
        (strange ? strangers : connections).add(connection);
        return connection.dial(new WireHost(host, handshakes.scheduler(), true, address -> connection), loop);
    }

    /** Creates a connection of a hostile peer. */
    WireConnection hostile(Endpoint endpoint, Actor thread) {
        WireConnection connection = new WireConnection(this, endpoint, thread, attempts++, true);
        strangers.add(connection);
        return connection;
    }

    List<WireListener> listeners() {
        return places.values().stream()
                .filter(WireListener.class::isInstance)
                .map(WireListener.class::cast)
                .toList();
    }

    void add(String uri, WirePlace place) {
        places.put(uri, place);
    }

    void remove(String uri) {
        places.remove(uri);
    }

    @Override
    void begin() {
        hostility.ifPresent(Hostility::begin);
    }

    /** Only for types that do not send messages to any peer to which they connect. */
    @Override
    Optional<String> strangePlace(SocketType type) {
        boolean may = switch (type) {
            case PULL, GATHER, SUB, XSUB, DISH, PUB, XPUB, RADIO, ROUTER, REP, SERVER -> true;
            default -> false;
        };
        return may && chance.oneIn(4) ? hostility.map(all -> all.place(type)) : Optional.empty();
    }

    void established(WireConnection connection) {
        byAddress.put(text(connection.clientAddress()), connection);
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ':' + address.getPort();
    }

    void over(WireConnection connection) {
        connections.remove(connection);
        strangers.remove(connection);
    }

    @Override
    void cutOne(Chance which) {
        if (!connections.isEmpty()) {
            which.oneOf(connections).cut();
        }
    }

    @Override
    void stallOne(Chance which) {
        if (!connections.isEmpty()) {
            WireConnection connection = which.oneOf(connections);
            if (which.oneIn(3)) {
                connection.halfOpen(which.upTo(Duration.ofSeconds(20)));
            } else {
                connection.stall(which.upTo(Duration.ofSeconds(2)));
            }
        }
    }

    // Checks.

    private void lookNowAndThen() {
        if (looks++ % 50 == 0) {
            look();
        }
    }

    @Override
    void look() {
        connections.forEach(WireConnection::look);
        strangers.forEach(WireConnection::look);
        hostility.ifPresent(Hostility::look);
    }

    /** Checks what the end of a connection holds. */
    void check(WireChannel channel) {
        String state = HeldBytes.state(channel);
        if (!state.isEmpty()) {
            world.coverage().reached(STATES, state);
        }
        if (channel.waiting() > MOST_UNSENT) {
            world.fail(Promise.BYTES, channel.waiting() + " bytes wait to be written to " + channel.remoteAddress());
        }
        int unread = HeldBytes.unread(channel);
        if (unread > MOST_UNREAD && channel.isActive()) {
            world.fail(Promise.BYTES, unread + " bytes of " + channel.remoteAddress() + " wait for room");
        }
    }

    @Override
    void checkNothingLeft() {
        if (!connections.isEmpty() || !strangers.isEmpty() || !places.isEmpty()) {
            world.fail(
                    Promise.LEAKS, "left behind: " + connections + strangers + " and listeners at " + places.keySet());
        }
        long bytes = Objects.requireNonNull(allocator.metric()).usedHeapMemory()
                + allocator.metric().usedDirectMemory();
        if (bytes > 0) {
            world.fail(Promise.LEAKS, "left behind: buffers of " + bytes + " bytes");
        }
    }
}
