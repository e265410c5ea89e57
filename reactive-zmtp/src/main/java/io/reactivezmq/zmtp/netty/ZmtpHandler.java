package io.reactivezmq.zmtp.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.AttributeKey;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.zmtp.mechanism.Step;
import io.reactivezmq.zmtp.session.PeerAnnouncement;
import io.reactivezmq.zmtp.session.Session;
import io.reactivezmq.zmtp.session.SessionHandler;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Runs one session on one channel. It is placed before Reactor Netty's own handler and passes no bytes on. Once the
 * channel is active, no exception leaves it: each one ends this connection, with its reason, and nothing else.
 */
public final class ZmtpHandler extends ChannelInboundHandlerAdapter implements SessionHandler {

    private static final String NAME = "zmtp";

    /** The channel attribute with the subject of the peer's TLS certificate. */
    public static final AttributeKey<String> CERTIFICATE_SUBJECT =
            AttributeKey.valueOf(ZmtpHandler.class, "certificateSubject");

    private final LinkHost host;
    private final boolean accepted;
    private final Session session;
    private final ReadController reads;

    private @Nullable ChannelHandlerContext ctx;
    private @Nullable HeartbeatMonitor heartbeats;
    private @Nullable HandshakeTasks handshakeTasks;
    private @Nullable ChannelLink link;
    private @Nullable LinkPipe pipe;
    private @Nullable Runnable onReady;
    private @Nullable Runnable onEnd;
    private @Nullable Runnable pinger;
    private @Nullable Runnable signer;
    private String address = "";
    private String localAddress = "";
    private boolean active;
    private boolean ended;
    private @Nullable ZmqException endReason;
    private boolean silent;
    private boolean attaching;
    private boolean waiting;
    private long handshakeWritten;

    /**
     * Creates a handler for one connection.
     *
     * @param host the endpoint of the connection
     * @param accepted whether this side accepted the connection
     */
    public ZmtpHandler(LinkHost host, boolean accepted) {
        this.host = host;
        this.accepted = accepted;
        this.session = Sessions.of(host, accepted, this);
        this.reads = new ReadController(this, session);
    }

    /** Runs the action when the handshake is finished. */
    void onReady(Runnable action) {
        onReady = action;
    }

    /** Adds this handler to a new channel's pipeline, after the other ones. */
    void install(Channel channel, ChannelHandler... others) {
        for (ChannelHandler other : others) {
            channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, null, other);
        }
        channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, NAME, this);
    }

    /** Runs the action when the connection has ended. */
    public void onEnd(Runnable action) {
        onEnd = action;
    }

    /** Ends the connection without reporting a failure to the host. */
    public void abort() {
        silent = true;
        end(new PeerLostException(address, "given up", null));
    }

    /** Returns whether the channel is ready for a session: connected, and with TLS established if configured. */
    boolean hasBegun() {
        return active;
    }

    /** Uses the transport's own pings and signs of life instead of those of ZMTP. */
    public void heartbeatsBy(Runnable ping, Runnable signOfLife) {
        pinger = ping;
        signer = signOfLife;
    }

    /** Reports bytes from the peer that an earlier handler may still hold back, as a sign of life. */
    public void heard(int bytes) {
        reads.heard(bytes);
        if (heartbeats != null) {
            heartbeats.read();
        }
    }

    /** Returns whether the handshake is not finished yet. */
    public boolean isHandshaking() {
        return pipe == null;
    }

    /** Returns whether the handshake waits for an authentication or a computation. */
    public boolean isWaiting() {
        return waiting;
    }

    // Events of the channel.

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.fireChannelActive();
        if (ended) {
            context.close();
            return;
        }
        active = true;
        address = Addresses.text(context.channel());
        heartbeats = new HeartbeatMonitor(context, this, host.settings().heartbeat());
        handshakeTasks = new HandshakeTasks(host, Addresses.numeric(context.channel()), certificateSubject());
        localAddress = Addresses.local(context.channel());
        host.connected(address, localAddress);
        heartbeats.connected(host.settings().connect().handshakeTimeout());
        session.start();
        context.flush();
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (!ended) {
                heartbeats().read();
                reads.read(in);
            }
        } catch (Throwable failure) {
            fail(failure);
        } finally {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reads.readOn();
    }

    /** Continues reading soon, because the pipe has room again. */
    void resumeSoon() {
        reads.resumeSoon();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (link != null && context.channel().isWritable()) {
            link.wake();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ZmqException cause = new PeerLostException(
                address,
                "the peer closed the connection" + (pipe == null ? " during the " + mechanism() + " handshake" : ""),
                null);
        if (!reads.outlives(cause)) {
            end(cause);
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (active) {
            fail(cause);
        } else {
            context.fireExceptionCaught(cause);
        }
    }

    // Calls from the session.

    @Override
    public void write(byte[] bytes) {
        if (pipe != null) {
            pipe.bytesSent(bytes.length);
        } else {
            handshakeWritten += bytes.length;
        }
        context().write(Unpooled.wrappedBuffer(bytes), context().voidPromise());
        context().flush();
    }

    @Override
    public void pong(byte[] bytes) {
        Objects.requireNonNull(link).pong(bytes);
    }

    @Override
    public void checkPlace() {
        host.checkPlace(address);
    }

    @Override
    public void authenticate(Credentials credentials) {
        waiting = true;
        Objects.requireNonNull(handshakeTasks)
                .authenticate(credentials, result -> goOn(() -> session.authenticated(result)));
    }

    @Override
    public void compute(Supplier<Step> task) {
        waiting = true;
        Objects.requireNonNull(handshakeTasks)
                .compute(task, step -> goOn(() -> session.computed(step)), failure -> goOn(() -> fail(failure)));
    }

    /** Continues the handshake with a result. */
    private void goOn(Runnable next) {
        if (ended) {
            return;
        }
        waiting = false;
        try {
            next.run();
        } catch (Throwable failure) {
            fail(failure);
        }
        reads.resume();
    }

    @Override
    public LinkPipe ready(PeerAnnouncement announced) {
        PeerInfo peer = new PeerInfo(
                        host.endpoint().uri(),
                        address,
                        accepted,
                        announced.socketType(),
                        announced.routingId(),
                        announced.properties(),
                        announced.judgement().userId(),
                        announced.judgement().metadata())
                .withLocalAddress(localAddress);
        if (!certificateSubject().isEmpty()) {
            peer = peer.withCertificateSubject(certificateSubject());
        }
        ChannelLink made = new ChannelLink(
                context(),
                session,
                this,
                host.writeBudget(),
                host.settings().limits().maxPingsPerSecond());
        link = made;
        attaching = true;
        LinkPipe attached;
        try {
            attached = host.attach(made, peer);
        } finally {
            attaching = false;
        }
        pipe = attached;
        attached.bytesSent(handshakeWritten);
        if (onReady != null) {
            onReady.run();
        }
        if (endReason != null) {
            // The socket accepted the peer and, within the same call, closed the link.
            attached.closed(endReason);
            return attached;
        }
        made.pipe(attached);
        made.wake();
        heartbeats().ready(session.hasHeartbeats());
        return attached;
    }

    @Override
    public void pinged(Duration peerTimeToLive) {
        if (heartbeats != null && !ended) {
            heartbeats.peerPinged(peerTimeToLive);
        }
    }

    // Calls from the link and from the heartbeat monitor.

    void ping(Duration timeToLive) {
        if (pinger != null) {
            pinger.run();
        } else if (link != null && link.isClear()) {
            // Otherwise the waiting bytes test the peer as well as a PING would.
            link.command(session.ping(timeToLive));
        }
    }

    /** Sends a sign of life to the peer, unless other bytes wait to be written anyway. */
    void sign() {
        if (signer != null) {
            signer.run();
        } else if (link != null && link.isClear()) {
            link.command(session.signOfLife());
        }
    }

    /** Returns whether written bytes wait in this side's buffers because the peer does not read. */
    boolean isStuck() {
        ChannelOutboundBuffer waiting = context().channel().unsafe().outboundBuffer();
        return waiting != null && waiting.totalPendingWriteBytes() > 0;
    }

    long bytesRead() {
        return reads.bytes();
    }

    boolean isPaused() {
        return reads.isPaused();
    }

    String address() {
        return address;
    }

    // End of the connection.

    /** Ends the connection because of this exception. */
    void fail(Throwable failure) {
        end(CloseReasons.of(failure, address));
    }

    /** Ends the connection for this reason. Only the first call counts. */
    void end(ZmqException reason) {
        if (ended) {
            return;
        }
        ended = true;
        endReason = reason;
        session.close();
        reads.close();
        if (heartbeats != null) {
            heartbeats.close();
        }
        if (handshakeTasks != null) {
            handshakeTasks.close();
        }
        if (onEnd != null) {
            onEnd.run();
        }
        if (link != null) {
            link.stop();
        }
        try {
            if (pipe != null) {
                // Before pending flushes complete: one may complete a close of the socket, which then could not be
                // notified any more.
                pipe.closed(reason);
            } else if (active && !silent && !attaching) {
                host.failed(address, true, reason);
            }
        } finally {
            if (ctx != null) {
                close(ctx);
            }
            if (link != null) {
                link.releaseFlushes();
            }
        }
    }

    private void close(ChannelHandlerContext context) {
        if (pipe == null && active) {
            // After the bytes written already, which may contain an ERROR command that gives the reason to the peer.
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        } else {
            // At once: a peer that does not read or does not finish TLS must not keep the connection open.
            context.close();
        }
    }

    private String mechanism() {
        return host.settings().security().mechanism().mechanism();
    }

    private String certificateSubject() {
        return Objects.requireNonNullElse(
                context().channel().attr(CERTIFICATE_SUBJECT).get(), "");
    }

    // Accessors for the classes that implement parts of this handler.

    ChannelHandlerContext context() {
        return Objects.requireNonNull(ctx);
    }

    HeartbeatMonitor heartbeats() {
        return Objects.requireNonNull(heartbeats);
    }

    /** Returns the pipe; null until the handshake is finished. */
    @Nullable
    LinkPipe pipe() {
        return pipe;
    }

    boolean hasEnded() {
        return ended;
    }
}
