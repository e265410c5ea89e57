package io.reactivezmq.sim;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.reactivezmq.Endpoint;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.zmtp.netty.NettyDial;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/**
 * One attempt to connect, and the connection that it leads to: two directions of bytes between two channels. The
 * accepting system establishes it before its application accepts it.
 */
final class WireConnection {

    /** How often a lost request to connect is repeated. */
    private static final int TRIES = 5;

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final WireNetwork network;
    private final World world;
    private final Endpoint endpoint;
    private final Actor client;
    private final InetSocketAddress clientAddress;
    private final InetSocketAddress serverAddress;
    private final WireStream up;
    private final WireStream down;
    private final WireTrack sent;
    private final WireTrack returned;

    /** The number of bytes in one direction after which the connection is cut. */
    private final long cutAfter;

    private final boolean cutsUp;
    private final boolean reliable;
    private @Nullable WirePlace place;
    private @Nullable WireEnd near;
    private @Nullable WireEnd far;
    private boolean cut;
    private boolean halfOpen;
    private boolean nearOver;
    private boolean farOver;
    private long silentUntil;

    /** The last time at which the network held up bytes that were on their way. */
    private Duration disturbed = Duration.ZERO;

    private @Nullable ZmqException reason;

    private int tries;

    /**
     * Creates a connection that is not begun.
     *
     * @param endpoint where to
     * @param client the thread of the connecting end
     * @param reliable whether one end is no socket, so that the network does nothing to it by itself
     */
    WireConnection(WireNetwork network, Endpoint endpoint, Actor client, int number, boolean reliable) {
        Chance chance = network.chance;
        this.network = network;
        this.world = network.world;
        this.endpoint = endpoint;
        this.client = client;
        this.clientAddress = address(1 + number / 50_000, 10_000 + number % 50_000);
        this.serverAddress = address(200, 5_555);
        this.up = new WireStream(this);
        this.down = new WireStream(this);
        this.reliable = reliable;
        this.sent = new WireTrack(network, this + " up", up, isReadable());
        this.returned = new WireTrack(network, this + " down", down, isReadable());
        this.cutAfter =
                !reliable && network.isFaulty() && chance.oneIn(4) ? chance.below(chance.oneIn(2) ? 300 : 5_000) : -1;
        this.cutsUp = chance.oneIn(2);
    }

    private static InetSocketAddress address(int host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) host}), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    WireNetwork network() {
        return network;
    }

    Actor client() {
        return client;
    }

    InetSocketAddress clientAddress() {
        return clientAddress;
    }

    /** Returns whether all frames are those of sockets, and not sealed. */
    boolean isReadable() {
        return !reliable && network.conditions().isReadable();
    }

    /** Returns whether one end is no socket. */
    boolean isStrange() {
        return reliable;
    }

    WireStream opposite(WireStream stream) {
        return stream == up ? down : up;
    }

    /** Returns the messages that one end sends. */
    WireTrack sentBy(boolean connecting) {
        return connecting ? sent : returned;
    }

    // Beginning.

    /** Handles what reaches the end of a pipeline, where Reactor Netty's handler is otherwise. */
    private final class Bridge extends ChannelInboundHandlerAdapter {

        private final Consumer<Throwable> failed;

        Bridge(Consumer<Throwable> failed) {
            this.failed = failed;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            failed.accept(cause);
            context.close();
        }
    }

    /** Begins an attempt of a socket. Called on its loop. */
    Disposable dial(LinkHost host, WireLoop loop) {
        NettyDial dial = new NettyDial(host);
        return dial.start(Mono.<Connection>create(sink -> {
            WireChannel channel = new WireChannel(this, loop.isEpoll(), down, up, clientAddress, serverAddress, false);
            near = channel;
            channel.options(host.settings().transport().kernel());
            channel.config().setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                    host.settings().connect().connectTimeout().toMillis());
            channel.pipeline().addLast(NettyPipeline.ReactiveBridge, new Bridge(sink::error));
            dial.install(channel);
            loop.register(channel);
            sink.onCancel(() -> {
                if (!channel.isActive()) {
                    channel.close();
                }
            });
            channel.connect(serverAddress).addListener(done -> {
                if (done.cause() != null) {
                    sink.error(done.cause());
                } else {
                    sink.success();
                }
            });
        }));
    }

    /** Begins an attempt of a peer that is no socket. */
    void dial(HostilePeer peer) {
        near = peer;
        peer.join(down, up);
        call();
    }

    /** Asks the other system for a connection. */
    void call() {
        world.trace(this + " is begun");
        client.after(network.latency(), this::arrive);
    }

    private void arrive() {
        if (nearOver) {
            return;
        }
        boolean faulty = network.isFaulty() && !reliable;
        if (faulty && network.chance.oneIn(8) && ++tries <= TRIES) {
            client.after(RETRY, this::arrive);
            return;
        }
        WirePlace there = network.placeAt(endpoint.uri());
        if (there == null || faulty && network.chance.oneIn(6)) {
            client.after(network.latency(), () -> near().refused(new ConnectException("refused")));
            return;
        }
        place = there;
        up.between(client, there.thread());
        down.between(there.thread(), client);
        network.established(this);
        Duration slow =
                faulty && network.chance.oneIn(10) ? network.chance.upTo(Duration.ofSeconds(2)) : network.latency();
        there.thread().after(slow, () -> accept(there));
        client.after(network.latency(), () -> near().connected());
    }

    private WireEnd near() {
        return Objects.requireNonNull(near);
    }

    private void accept(WirePlace there) {
        if (there.isOpen()) {
            far = there.accept(this, up, down);
        } else {
            up.readerGone();
            down.abort();
            farOver = true;
            returned.channelClosed();
            sent.readerClosed();
            checkOver();
        }
    }

    /** Creates the channel of a listening socket. */
    WireChannel channel(WireLoop loop, LinkHost host) {
        WireChannel channel = new WireChannel(this, loop.isEpoll(), up, down, serverAddress, clientAddress, true);
        channel.options(host.settings().transport().kernel());
        channel.pipeline()
                .addLast(
                        NettyPipeline.ReactiveBridge,
                        new Bridge(failure -> world.trace(this + " fails before its session: " + failure)));
        return channel;
    }

    // Faults.

    /** Returns how many bytes of a direction may be taken before a planned cut. */
    long untilCut(WireStream stream, long accepted) {
        if (cutAfter < 0 || cut || (stream == up) != cutsUp || !network.isFaulty()) {
            return Long.MAX_VALUE;
        }
        long left = cutAfter - accepted;
        if (left <= 0) {
            network.later(network.latency(), () -> {
                if (network.isFaulty()) {
                    cut();
                }
            });
        }
        return Math.max(0, left);
    }

    /** Cuts the connection at any byte. Each end learns of it at another time. */
    void cut() {
        if (!cut && place != null) {
            cut = true;
            world.trace(this + " is cut");
            silentUntil = 0;
            halfOpen = false;
            up.cut();
            down.cut();
        }
    }

    /** Lets nothing through for a while. */
    void stall(Duration time) {
        silence(time, "stalls for " + time.toMillis() + " ms");
        network.later(time, this::goOn);
    }

    /** Lets nothing through any more, without a report to either end for a long time. */
    void halfOpen(Duration time) {
        silence(time, "is half-open for " + time.toMillis() + " ms");
        halfOpen = true;
        network.later(time, this::cut);
    }

    private void silence(Duration time, String what) {
        if (!cut && place != null) {
            world.trace(this + " " + what);
            silentUntil = Math.max(silentUntil, world.now().plus(time).toNanos());
            disturbed = world.now().plus(time);
        }
    }

    /** Ends what faults hold up. */
    void calm() {
        if (halfOpen) {
            cut();
        }
        silentUntil = 0;
        disturbed = world.now();
        goOn();
        if (place != null) {
            // A planned cut, which may hold up a sender, does not happen any more.
            up.announceRoom(Duration.ZERO);
            down.announceRoom(Duration.ZERO);
        }
    }

    private void goOn() {
        if (!isSilent() && place != null) {
            up.pump();
            down.pump();
        }
    }

    boolean isSilent() {
        return silentUntil > world.now().toNanos();
    }

    /** Returns whether bytes went through all the time for this long, so that heartbeats must have seen the peer. */
    boolean wasAliveFor(Duration time) {
        return !cut && !nearOver && !farOver && disturbed.plus(time).compareTo(world.now()) < 0;
    }

    // End.

    /** One end has closed. */
    void closed(WireEnd end) {
        boolean connecting = end == near;
        sentBy(connecting).channelClosed();
        sentBy(!connecting).readerClosed();
        if (connecting) {
            nearOver = true;
            if (place == null) {
                farOver = true;
            }
        } else {
            farOver = true;
        }
        checkOver();
    }

    /** Returns whether the end opposite to this one has closed. */
    boolean isOppositeOver(WireEnd end) {
        return end == near ? farOver : nearOver;
    }

    private void checkOver() {
        if (nearOver && farOver) {
            network.over(this);
        }
    }

    /** Notes why a socket has ended the connection. */
    void reason(ZmqException cause) {
        if (reason == null) {
            reason = cause;
        }
    }

    /** Returns why a socket has ended the connection; null for not yet. */
    @Nullable
    ZmqException reason() {
        return reason;
    }

    /** Looks at what both ends hold. */
    void look() {
        if (near instanceof WireChannel channel) {
            network.check(channel);
        }
        if (far instanceof WireChannel channel) {
            network.check(channel);
        }
    }

    @Override
    public String toString() {
        return clientAddress.getPort() + "-" + endpoint.address();
    }
}
