package io.reactivezmq.zmtp.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.zmtp.mechanism.Step;
import io.reactivezmq.zmtp.session.PeerAnnouncement;
import io.reactivezmq.zmtp.session.Session;
import io.reactivezmq.zmtp.session.SessionHandler;
import io.reactivezmq.zmtp.session.SessionTraffic;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Runs one session on one channel. It is placed before Reactor Netty's own handler and passes no bytes on. Once the
 * channel is active, no exception leaves it: each one ends this connection, with its reason, and nothing else.
 */
public final class ZmtpHandler extends ChannelInboundHandlerAdapter implements SessionHandler {

    /** The channel attribute with the subject of the peer's TLS certificate. */
    public static final AttributeKey<String> CERTIFICATE_SUBJECT =
            AttributeKey.valueOf(ZmtpHandler.class, "certificateSubject");

    private final LinkHost host;
    private final boolean accepted;
    private final Session session;
    private final ReadController reads;
    private final HandshakeTimer handshakeTimer;

    /** The peer's address as far as it is known. */
    private String address;

    private ConnectionState state = ConnectionState.NEW;
    private long handshakeWritten;

    /** The reason of the end; in {@link ConnectionState#DRAINING} the reason for which the connection will end. */
    private @Nullable ZmqException endReason;

    private @Nullable ChannelHandlerContext ctx;

    /** Exists from {@link ConnectionState#HANDSHAKING} on. */
    private @Nullable ActiveChannel active;

    private Runnable onReady = () -> {};
    private Runnable onEnd = () -> {};

    /** Exists from {@link ConnectionState#ATTACHING} on, and has a pipe from {@link ConnectionState#READY} on. */
    private @Nullable ChannelLink link;

    /** Creates a handler for a connection whose peer's address is not known yet. */
    public ZmtpHandler(LinkHost host, boolean accepted) {
        this(host, accepted, "");
    }

    /**
     * Creates a handler for one connection.
     *
     * @param host the endpoint of the connection
     * @param accepted whether this side accepted the connection
     * @param address the peer's address if it is known before the session begins; otherwise empty
     */
    ZmtpHandler(LinkHost host, boolean accepted, String address) {
        this.host = host;
        this.accepted = accepted;
        this.address = address;
        this.session = Sessions.of(host, accepted, this);
        this.reads = new ReadController(this, session);
        this.handshakeTimer = new HandshakeTimer(this, host.settings().connect().handshakeTimeout());
    }

    /** Runs the action when the handshake is finished, unless the connection has ended by then. */
    void onReady(Runnable action) {
        onReady = action;
    }

    /** Adds this handler to a new channel's pipeline, after the other ones. */
    void install(Channel channel, ChannelHandler... others) {
        for (ChannelHandler other : others) {
            channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, null, other);
        }
        channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, "zmtp", this);
    }

    /** Runs the action when the connection has ended. */
    public void onEnd(Runnable action) {
        onEnd = action;
    }

    /** Ends the connection without reporting a failure to the host. */
    public void abort() {
        end(new PeerLostException(address(), "given up", null), false);
    }

    /**
     * Ends a connection whose session has not begun, as when TLS fails. The host learns of an accepted connection. The
     * attempt to connect reports its own failures, so it gets the reason as an exception of the channel.
     */
    public void failBeforeSession(ZmqException reason) {
        if (accepted) {
            end(reason);
        } else if (!hasEnded()) {
            context().fireExceptionCaught(reason);
        }
    }

    /** Reports an accepted connection from this address to the host, and ends it for this reason. */
    void refuse(String peer, String reason) {
        if (!hasEnded()) {
            address = peer;
            become(ConnectionState.HANDSHAKING);
            host.connected(peer);
            end(new PeerRefusedException(peer, reason));
        }
    }

    /** Returns whether the channel is ready for a session: connected, and with TLS established if configured. */
    boolean hasBegun() {
        return state.hasBegun();
    }

    /** Uses the transport's own pings and signs of life. {@code ping} returns false when the channel takes none. */
    public void heartbeatsBy(BooleanSupplier ping, Runnable signOfLife) {
        if (active != null) {
            active.heartbeats().sendBy(ping, signOfLife);
        }
    }

    /** Reports bytes from the peer that an earlier handler may still hold back, as a sign of life. */
    public void heard(int bytes) {
        reads.heard(bytes);
        if (active != null) {
            active.heartbeats().read();
        }
    }

    /** Returns whether the handshake is not finished yet. */
    public boolean isHandshaking() {
        return pipe() == null;
    }

    /** Returns whether the handshake waits for an authentication or a computation. */
    public boolean isWaiting() {
        return state == ConnectionState.AUTHENTICATING;
    }

    private void become(ConnectionState next) {
        state = state.to(next);
    }

    // Events of the channel.

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
        if (accepted && !hasEnded()) {
            handshakeTimer.start(context.executor());
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.fireChannelActive();
        if (hasEnded()) {
            context.close();
            return;
        }
        become(ConnectionState.HANDSHAKING);
        ActiveChannel begun = new ActiveChannel(context, this, host);
        active = begun;
        address = begun.address();
        WireLog.install(context, host, address);
        host.connected(address, begun.localAddress());
        if (!accepted) {
            handshakeTimer.start(context.executor());
        }
        session.start();
        context.flush();
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (!hasEnded()) {
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

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (link != null && context.channel().isWritable()) {
            link.wake();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost(CloseReasons.closedByPeer(address(), host.settings(), state));
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!hasBegun()) {
            context.fireExceptionCaught(cause);
        } else if (active != null && LostOutput.isFailedWrite(cause)) {
            active.lostOutput().failed(cause);
        } else if (CloseReasons.isLoss(cause)) {
            lost(CloseReasons.of(cause, address()));
        } else {
            fail(cause);
        }
    }

    /** Ends the connection, which brings no more bytes, when the session has taken those that came before. */
    void lost(ZmqException cause) {
        if (state == ConnectionState.READY && reads.isPaused()) {
            become(ConnectionState.DRAINING);
            endReason = cause;
            active().lostOutput().close();
            context().close();
            Objects.requireNonNull(pipe()).peerLeft();
        } else if (state != ConnectionState.DRAINING) {
            end(cause);
        }
    }

    /** Handles a failed write. What the peer sent before it was lost is still received. */
    void outputFailed(Throwable failure) {
        active().lostOutput().failed(failure);
    }

    @Override
    public void write(byte[] bytes) {
        LinkPipe pipe = pipe();
        if (pipe != null) {
            pipe.bytesSent(bytes.length);
        } else {
            handshakeWritten += bytes.length;
        }
        context().writeAndFlush(Unpooled.wrappedBuffer(bytes), context().voidPromise());
    }

    @Override
    public void pong(byte[] bytes) {
        Objects.requireNonNull(link).pong(bytes);
    }

    @Override
    public void checkPlace() {
        host.checkPlace(address());
    }

    @Override
    public void authenticate(Credentials credentials, Consumer<AuthResult> answer) {
        become(ConnectionState.AUTHENTICATING);
        active().handshakeTasks().authenticate(credentials, result -> goOn(() -> answer.accept(result)));
    }

    @Override
    public void compute(Supplier<Step> task, Consumer<Step> outcome) {
        become(ConnectionState.AUTHENTICATING);
        active().handshakeTasks()
                .compute(task, step -> goOn(() -> outcome.accept(step)), failure -> goOn(() -> fail(failure)));
    }

    /** Continues the handshake with a result. */
    private void goOn(Runnable next) {
        if (hasEnded()) {
            return;
        }
        try {
            become(ConnectionState.HANDSHAKING);
            next.run();
        } catch (Throwable failure) {
            fail(failure);
        }
        reads.resume();
    }

    @Override
    public LinkPipe ready(PeerAnnouncement announced, SessionTraffic traffic) {
        PeerInfo peer = active().peer(host, accepted, announced);
        ChannelLink made = new ChannelLink(
                context(),
                traffic,
                this,
                host.writeBudget(),
                host.settings().limits().maxPingsPerSecond());
        link = made;
        LinkPipe attached = attach(made, peer);
        made.pipe(attached);
        attached.bytesSent(handshakeWritten);
        reads.attached(attached, traffic.bodies());
        if (state == ConnectionState.READY) {
            handshakeTimer.cancel();
            onReady.run();
            made.wake();
            heartbeats().ready(made, made.hasHeartbeats());
        } else {
            // The socket accepted the peer and, within the same call, closed the link.
            attached.closed(Objects.requireNonNull(endReason));
        }
        return attached;
    }

    private LinkPipe attach(ChannelLink made, PeerInfo peer) {
        become(ConnectionState.ATTACHING);
        boolean admitted = false;
        try {
            LinkPipe attached = host.attach(made, peer);
            admitted = true;
            return attached;
        } finally {
            if (state == ConnectionState.ATTACHING) {
                become(admitted ? ConnectionState.READY : ConnectionState.HANDSHAKING);
            }
        }
    }

    @Override
    public void pinged(Duration peerTimeToLive) {
        if (!hasEnded()) {
            heartbeats().peerPinged(peerTimeToLive);
        }
    }

    // End of the connection.

    /** Ends the connection because of this exception. */
    void fail(Throwable failure) {
        end(CloseReasons.of(failure, address()));
    }

    /** Ends the connection if the peer has closed it, because all bytes that it sent before have been received. */
    void drained() {
        if (state == ConnectionState.DRAINING) {
            Objects.requireNonNull(pipe()).readComplete();
            end(Objects.requireNonNull(endReason));
        }
    }

    /** Ends the connection for this reason. Only the first call counts. */
    void end(ZmqException reason) {
        end(reason, true);
    }

    private void end(ZmqException reason, boolean reported) {
        ConnectionState last = state;
        if (last.hasEnded()) {
            return;
        }
        state = last.end();
        endReason = reason;
        session.close();
        reads.close();
        handshakeTimer.cancel();
        if (active != null) {
            active.close();
        }
        onEnd.run();
        if (link != null) {
            link.stop();
        }
        try {
            // Before pending flushes complete: one may complete a close of the socket, which then could not be
            // notified any more.
            if (last == ConnectionState.READY || last == ConnectionState.DRAINING) {
                Objects.requireNonNull(pipe()).closed(reason);
            } else if (reported && last.isReportedToHost(accepted)) {
                host.failed(address, last != ConnectionState.NEW, reason);
            }
        } finally {
            if (ctx != null && last.isHandshake()) {
                // After the bytes written already, which may contain an ERROR command with the reason for the peer.
                ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            } else if (ctx != null) {
                // At once: a peer that does not read or does not finish TLS must not keep the connection open.
                ctx.close();
            }
            if (link != null) {
                link.releaseFlushes();
            }
        }
    }

    // Accessors for the classes that implement parts of this handler.

    ChannelHandlerContext context() {
        return Objects.requireNonNull(ctx);
    }

    /** Returns the peer's address; may be empty while the session has not begun. */
    String address() {
        return address;
    }

    private ActiveChannel active() {
        return Objects.requireNonNull(active);
    }

    HeartbeatMonitor heartbeats() {
        return active().heartbeats();
    }

    ReadController reads() {
        return reads;
    }

    /** Returns the pipe; null until the handshake is finished. */
    @Nullable
    LinkPipe pipe() {
        return link == null ? null : link.pipe();
    }

    boolean hasEnded() {
        return state.hasEnded();
    }
}
