package io.reactivezmq.internal.context;

import io.reactivezmq.ChannelSocket;
import io.reactivezmq.ClientSocket;
import io.reactivezmq.DealerSocket;
import io.reactivezmq.DgramSocket;
import io.reactivezmq.DishSocket;
import io.reactivezmq.GatherSocket;
import io.reactivezmq.PairSocket;
import io.reactivezmq.PeerSocket;
import io.reactivezmq.PubSocket;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.RadioSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ReqSocket;
import io.reactivezmq.RouterSocket;
import io.reactivezmq.ScatterSocket;
import io.reactivezmq.ServerSocket;
import io.reactivezmq.SocketListener;
import io.reactivezmq.SocketType;
import io.reactivezmq.StreamSocket;
import io.reactivezmq.SubSocket;
import io.reactivezmq.XPubSocket;
import io.reactivezmq.XSubSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqProxy;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.InvalidOptionException;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.internal.auth.ZapBridge;
import io.reactivezmq.internal.endpoint.EndpointResources;
import io.reactivezmq.internal.endpoint.Transports;
import io.reactivezmq.internal.inproc.InprocTransport;
import io.reactivezmq.internal.proxy.ProxyCore;
import io.reactivezmq.internal.proxy.ProxySide;
import io.reactivezmq.internal.signal.GuardedMono;
import io.reactivezmq.internal.socket.EventHub;
import io.reactivezmq.internal.socket.ListenerRegistration;
import io.reactivezmq.internal.socket.SocketScope;
import io.reactivezmq.internal.type.DefaultDgramSocket;
import io.reactivezmq.internal.type.DefaultRepSocket;
import io.reactivezmq.internal.type.DefaultReqSocket;
import io.reactivezmq.internal.type.DefaultRouterSocket;
import io.reactivezmq.internal.type.DefaultServerSocket;
import io.reactivezmq.internal.type.DefaultStreamSocket;
import io.reactivezmq.internal.type.DefaultSubSocket;
import io.reactivezmq.internal.type.DefaultXPubSocket;
import io.reactivezmq.internal.type.DefaultXSubSocket;
import io.reactivezmq.internal.type.DefaultZmqSocket;
import io.reactivezmq.internal.type.GroupSockets;
import io.reactivezmq.internal.type.SingleFrameSockets;
import io.reactivezmq.internal.type.SocketPlan;
import io.reactivezmq.internal.type.Sockets;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.loop.LoopGroup;
import io.reactivezmq.loop.LoopProvider;
import io.reactivezmq.options.ChannelOptions;
import io.reactivezmq.options.ClientOptions;
import io.reactivezmq.options.ContextOptions;
import io.reactivezmq.options.DealerOptions;
import io.reactivezmq.options.DgramOptions;
import io.reactivezmq.options.DishOptions;
import io.reactivezmq.options.GatherOptions;
import io.reactivezmq.options.HostResolver;
import io.reactivezmq.options.PairOptions;
import io.reactivezmq.options.PeerOptions;
import io.reactivezmq.options.PubOptions;
import io.reactivezmq.options.PullOptions;
import io.reactivezmq.options.PushOptions;
import io.reactivezmq.options.RadioOptions;
import io.reactivezmq.options.RepOptions;
import io.reactivezmq.options.ReqOptions;
import io.reactivezmq.options.RouterOptions;
import io.reactivezmq.options.ScatterOptions;
import io.reactivezmq.options.ServerOptions;
import io.reactivezmq.options.SocketOptions;
import io.reactivezmq.options.StreamOptions;
import io.reactivezmq.options.SubOptions;
import io.reactivezmq.options.XPubOptions;
import io.reactivezmq.options.XSubOptions;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Authenticator;
import io.reactivezmq.spi.HandshakeLimiter;
import io.reactivezmq.spi.Transport;
import io.reactivezmq.spi.WriteBudget;
import io.reactivezmq.spi.settings.SocketSettings;
import io.reactivezmq.zap.ZapHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The context: its transports, loops and open sockets. */
final class DefaultZmqContext implements ZmqContext {

    /** Maximum number of handshakes that wait for the RFC 27 handler at once. */
    private static final int ZAP_QUESTIONS = 10_000;

    /**
     * Divisor that yields the share of direct memory for bytes in flight. Buffers have unused parts, and reading needs
     * memory too.
     */
    private static final int WRITTEN_PART = 8;

    /** Takes the place of an RFC 27 handler that can no longer be asked, as it is being closed with its context. */
    private static final Authenticator CLOSING =
            request -> Mono.just(AuthResult.temporaryError("the context is being closed"));

    private final InprocTransport inproc = new InprocTransport();
    private final Map<SocketScope, ZmqSocket<?>> sockets = new LinkedHashMap<>();
    private final Sinks.Empty<Void> closing = Sinks.empty();
    private final ContextOptions options;
    private final HandshakeWork handshakeWork = new HandshakeWork();
    private final EndpointResources resources;
    private final ContextLoops loops;
    private @Nullable ZapBridge zap;

    /** The socket that asks the RFC 27 handler, which the application does not know of. */
    private @Nullable ZmqSocket<?> zapSocket;

    private final List<ListenerRegistration> listeners = new ArrayList<>();
    private int numbered;
    private boolean closed;

    /** Whether there was an RFC 27 handler when the context was closed. */
    private boolean closedWithHandler;

    DefaultZmqContext(ContextOptions options, @Nullable LoopGroup borrowed) {
        this.options = options;
        ClassLoader loader = DefaultZmqContext.class.getClassLoader();
        LoopProvider provider =
                ServiceLoader.load(LoopProvider.class, loader).findFirst().orElse(null);
        this.loops = new ContextLoops(provider, options, borrowed);
        List<Transport> transports = new ArrayList<>(List.of(inproc));
        ServiceLoader.load(Transport.class, loader).forEach(transports::add);
        this.resources = new EndpointResources(
                new Transports(transports),
                guarded(options.resolver()),
                new WriteBudget(
                        options.maxBytesUnderWay() != null
                                ? options.maxBytesUnderWay()
                                : directMemory(provider) / WRITTEN_PART),
                new HandshakeLimiter(
                        options.maxHandshakes(),
                        options.maxHandshakesPerAddress(),
                        " of the context",
                        System::nanoTime),
                handshakeWork::scheduler,
                options.authenticator(),
                this::zapHandler);
    }

    /** Creates contexts. Found by {@link ServiceLoader}. */
    public static final class Factory implements ZmqContext.Factory {

        @Override
        public ZmqContext create(ContextOptions options, @Nullable LoopGroup loops) {
            return new DefaultZmqContext(options, loops);
        }
    }

    private static @Nullable HostResolver guarded(@Nullable HostResolver resolver) {
        return resolver == null ? null : host -> GuardedMono.calling(() -> resolver.resolve(host));
    }

    private static long directMemory(@Nullable LoopProvider provider) {
        return provider == null ? Runtime.getRuntime().maxMemory() : provider.directMemory();
    }

    /**
     * Returns the RFC 27 handler that is bound in this context; null if there is none now. Sockets that linger while
     * the context is closed may still ask for it.
     */
    private synchronized @Nullable Authenticator zapHandler() {
        if (closed) {
            return closedWithHandler ? CLOSING : null;
        }
        if (!inproc.isBound(ZapHandler.ENDPOINT)) {
            return null;
        }
        ZapBridge bridge = zap;
        if (bridge == null) {
            DealerOptions dealer = new DealerOptions()
                    .linger(Duration.ZERO)
                    .sendHighWaterMark(ZAP_QUESTIONS)
                    .receiveHighWaterMark(ZAP_QUESTIONS);
            DealerSocket socket = make(SocketType.DEALER, dealer, Sockets.Dealer::new);
            zapSocket = socket;
            bridge = new ZapBridge(socket.connect(ZapHandler.ENDPOINT));
            zap = bridge;
        }
        return bridge;
    }

    /** Creates a socket. The lock ensures that it is complete before another thread can close it. */
    private <S extends ZmqSocket<?>> S open(
            SocketType type, SocketOptions<?> socketOptions, Function<SocketPlan, S> face) {
        S socket;
        List<ListenerRegistration> observers;
        synchronized (this) {
            if (closed) {
                throw new SocketClosedException("The context");
            }
            if (sockets.size() >= options.maxSockets()) {
                throw new InvalidOptionException(
                        "maxSockets (ZMQ_MAX_SOCKETS)", options.maxSockets(), "more, to open another socket");
            }
            socket = make(type, socketOptions, face);
            observers = List.copyOf(listeners);
        }
        observers.forEach(observer -> events(socket).add(socket, observer));
        return socket;
    }

    private static EventHub events(ZmqSocket<?> socket) {
        return ((DefaultZmqSocket<?>) socket).scope().events();
    }

    @Override
    public synchronized List<ZmqSocket<?>> sockets() {
        return sockets.values().stream()
                .filter(socket -> socket != zapSocket)
                .<ZmqSocket<?>>map(socket -> socket)
                .toList();
    }

    @Override
    public List<Loop> loops() {
        return loops.used();
    }

    @Override
    public Disposable addListener(SocketListener listener) {
        ListenerRegistration added =
                new ListenerRegistration(Objects.requireNonNull(listener, "listener"), this::remove);
        List<ZmqSocket<?>> open;
        synchronized (this) {
            listeners.add(added);
            open = sockets();
        }
        // Outside the lock, as a loop that has ended runs the task at once.
        open.forEach(socket -> events(socket).add(socket, added));
        return added;
    }

    private void remove(ListenerRegistration listener) {
        List<ZmqSocket<?>> open;
        synchronized (this) {
            listeners.remove(listener);
            open = sockets();
        }
        open.forEach(socket -> events(socket).remove(listener));
    }

    private synchronized <S extends ZmqSocket<?>> S make(
            SocketType type, SocketOptions<?> socketOptions, Function<SocketPlan, S> face) {
        SocketSettings settings = socketOptions.settings();
        numbered++;
        String name = settings.name().isEmpty() ? type + "#" + numbered : settings.name();
        SocketScope scope = new SocketScope(type, name, loops.next(), settings);
        S socket = face.apply(new SocketPlan(scope, resources, () -> remove(scope)));
        sockets.put(scope, socket);
        return socket;
    }

    private synchronized void remove(SocketScope scope) {
        sockets.remove(scope);
    }

    private static <O> O chosen(O defaults, Consumer<? super O> changes) {
        changes.accept(defaults);
        return defaults;
    }

    @Override
    public PushSocket push(Consumer<? super PushOptions> changes) {
        return open(SocketType.PUSH, chosen(new PushOptions(), changes), Sockets.Push::new);
    }

    @Override
    public PullSocket pull(Consumer<? super PullOptions> changes) {
        return open(SocketType.PULL, chosen(new PullOptions(), changes), Sockets.Pull::new);
    }

    @Override
    public PubSocket pub(Consumer<? super PubOptions> changes) {
        return open(SocketType.PUB, chosen(new PubOptions(), changes), Sockets.Pub::new);
    }

    @Override
    public SubSocket sub(Consumer<? super SubOptions> changes) {
        return open(SocketType.SUB, chosen(new SubOptions(), changes), DefaultSubSocket::new);
    }

    @Override
    public ReqSocket req(Consumer<? super ReqOptions> changes) {
        return open(SocketType.REQ, chosen(new ReqOptions(), changes), DefaultReqSocket::new);
    }

    @Override
    public RepSocket rep(Consumer<? super RepOptions> changes) {
        return open(SocketType.REP, chosen(new RepOptions(), changes), DefaultRepSocket::new);
    }

    @Override
    public DealerSocket dealer(Consumer<? super DealerOptions> changes) {
        return open(SocketType.DEALER, chosen(new DealerOptions(), changes), Sockets.Dealer::new);
    }

    @Override
    public RouterSocket router(Consumer<? super RouterOptions> changes) {
        return open(SocketType.ROUTER, chosen(new RouterOptions(), changes), DefaultRouterSocket::new);
    }

    @Override
    public PairSocket pair(Consumer<? super PairOptions> changes) {
        return open(SocketType.PAIR, chosen(new PairOptions(), changes), Sockets.Pair::new);
    }

    @Override
    public XPubSocket xpub(Consumer<? super XPubOptions> changes) {
        return open(SocketType.XPUB, chosen(new XPubOptions(), changes), DefaultXPubSocket::new);
    }

    @Override
    public XSubSocket xsub(Consumer<? super XSubOptions> changes) {
        return open(SocketType.XSUB, chosen(new XSubOptions(), changes), DefaultXSubSocket::new);
    }

    @Override
    public ClientSocket client(Consumer<? super ClientOptions> changes) {
        return open(SocketType.CLIENT, chosen(new ClientOptions(), changes), SingleFrameSockets.Client::new);
    }

    @Override
    public ServerSocket server(Consumer<? super ServerOptions> changes) {
        return open(SocketType.SERVER, chosen(new ServerOptions(), changes), DefaultServerSocket.Server::new);
    }

    @Override
    public ScatterSocket scatter(Consumer<? super ScatterOptions> changes) {
        return open(SocketType.SCATTER, chosen(new ScatterOptions(), changes), SingleFrameSockets.Scatter::new);
    }

    @Override
    public GatherSocket gather(Consumer<? super GatherOptions> changes) {
        return open(SocketType.GATHER, chosen(new GatherOptions(), changes), SingleFrameSockets.Gather::new);
    }

    @Override
    public PeerSocket peer(Consumer<? super PeerOptions> changes) {
        return open(SocketType.PEER, chosen(new PeerOptions(), changes), DefaultServerSocket.Peer::new);
    }

    @Override
    public ChannelSocket channel(Consumer<? super ChannelOptions> changes) {
        return open(SocketType.CHANNEL, chosen(new ChannelOptions(), changes), SingleFrameSockets.Channel::new);
    }

    @Override
    public RadioSocket radio(Consumer<? super RadioOptions> changes) {
        return open(SocketType.RADIO, chosen(new RadioOptions(), changes), GroupSockets.Radio::new);
    }

    @Override
    public DishSocket dish(Consumer<? super DishOptions> changes) {
        return open(SocketType.DISH, chosen(new DishOptions(), changes), GroupSockets.Dish::new);
    }

    @Override
    public StreamSocket stream(Consumer<? super StreamOptions> changes) {
        return open(SocketType.STREAM, chosen(new StreamOptions(), changes), DefaultStreamSocket::new);
    }

    @Override
    public DgramSocket dgram(Consumer<? super DgramOptions> changes) {
        return open(SocketType.DGRAM, chosen(new DgramOptions(), changes), DefaultDgramSocket::new);
    }

    @Override
    public ZmqProxy proxy(ZmqSocket<?> frontend, ZmqSocket<?> backend) {
        return new ProxyCore(sideOf(frontend), sideOf(backend));
    }

    private static ProxySide sideOf(ZmqSocket<?> socket) {
        if (socket instanceof DefaultZmqSocket<?> face) {
            return new ProxySide(socket, face.loop(), face.scope()::ensureTakesWork);
        }
        throw new IllegalArgumentException("Not a socket of this library: " + socket);
    }

    @Override
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public Mono<Void> close() {
        List<ZmqSocket<?>> open;
        synchronized (this) {
            if (closed) {
                return GuardedMono.of(closing.asMono(), "close");
            }
            closed = true;
            closedWithHandler = inproc.isBound(ZapHandler.ENDPOINT);
            open = new ArrayList<>(sockets.values());
        }
        Mono<Void> allClosed =
                Mono.whenDelayError(open.stream().map(ZmqSocket::close).toList());
        allClosed
                .onErrorComplete()
                .then(loops.shutdown())
                .materialize()
                .delayUntil(end -> handshakeWork.close())
                .<Void>dematerialize()
                .subscribe(null, closing::tryEmitError, closing::tryEmitEmpty);
        return GuardedMono.of(closing.asMono(), "close");
    }
}
