package io.reactivezmq.sim;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.reactivezmq.spi.settings.KernelSettings;
import io.reactivezmq.zmtp.netty.NettyChannelOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** One end of a simulated connection, as Netty sees it. It reads and writes as Netty's channels of TCP do. */
final class WireChannel extends AbstractChannel implements DuplexChannel, WireEnd {

    private static final ChannelMetadata METADATA = new ChannelMetadata(false);
    private static final int LONGEST_READ = 64 * 1024;

    private final ChannelConfig config = new DefaultChannelConfig(this);
    private final WireConnection connection;
    private final Chance chance;
    private final boolean epoll;
    private final WireStream in;
    private final WireStream out;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private boolean open = true;
    private boolean active;
    private boolean readWanted;
    private boolean readScheduled;

    /** Whether a flush waits for room. */
    private boolean roomWanted;

    private boolean outputShutdown;

    private @Nullable ChannelPromise connecting;
    private Disposable connectTimer = Disposables.disposed();

    WireChannel(
            WireConnection connection,
            boolean epoll,
            WireStream in,
            WireStream out,
            InetSocketAddress local,
            InetSocketAddress remote,
            boolean accepted) {
        super(null);
        this.connection = connection;
        this.chance = connection.network().chance;
        this.epoll = epoll;
        this.in = in;
        this.out = out;
        this.local = local;
        this.remote = remote;
        this.active = accepted;
        in.to(this);
        out.from(this);
        config.setAllocator(connection.network().allocator());
        config.setOption(ChannelOption.AUTO_READ, false);
    }

    /** Sets the options that Netty's channels of TCP have. */
    void options(KernelSettings kernel) {
        NettyChannelOptions.ofStream(kernel).applyTo(config, WireChannel::set);
    }

    private static <T> ChannelConfig set(ChannelConfig target, ChannelOption<T> option, T value) {
        target.setOption(option, value);
        return target;
    }

    // Connecting.

    @Override
    public void connected() {
        ChannelPromise promise = connecting;
        connecting = null;
        connectTimer.dispose();
        if (promise != null && open) {
            active = true;
            boolean wanted = promise.trySuccess();
            pipeline().fireChannelActive();
            if (!wanted) {
                unsafe().close(voidPromise());
            }
        }
    }

    @Override
    public void refused(Throwable cause) {
        ChannelPromise promise = connecting;
        connecting = null;
        connectTimer.dispose();
        if (promise != null && open) {
            promise.tryFailure(cause);
            unsafe().close(voidPromise());
        }
    }

    // Reading.

    @Override
    protected void doBeginRead() {
        readWanted = true;
        readable();
    }

    @Override
    public void readable() {
        if (!readScheduled && canRead() && isRegistered()) {
            readScheduled = true;
            eventLoop().execute(this::readSome);
        }
    }

    private boolean canRead() {
        return open && active && (readWanted ? in.available() > 0 || in.seen() != null : epoll && in.seen() != null);
    }

    /** As with AUTO_READ off: one buffer for each request. */
    private void readSome() {
        readScheduled = false;
        if (!canRead()) {
            return;
        }
        readWanted = false;
        int available = Math.min(in.available(), LONGEST_READ);
        if (available > 0) {
            int count = chance.oneIn(6) ? 1 + chance.below(available) : available;
            ByteBuf buffer = config.getAllocator().heapBuffer(count);
            in.arrived().takeInto(buffer, count);
            in.taken();
            connection.network().world.called();
            connection.network().world.detail(() -> local.getPort() + " reads " + count);
            pipeline().fireChannelRead(buffer);
            pipeline().fireChannelReadComplete();
            readable();
        } else {
            pipeline().fireChannelReadComplete();
            if (in.seen() == WireStream.End.RESET) {
                pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
            }
            unsafe().close(voidPromise());
        }
    }

    // Writing.

    @Override
    protected void doWrite(ChannelOutboundBuffer buffers) throws Exception {
        while (buffers.current() instanceof ByteBuf buffer) {
            int count = buffer.readableBytes();
            if (count == 0) {
                buffers.remove();
                continue;
            }
            int taken = out.write(buffer);
            buffers.removeBytes(taken);
            if (taken < count) {
                roomWanted = true;
                out.wantRoom();
                return;
            }
        }
        roomWanted = false;
    }

    @Override
    public void writable() {
        if (roomWanted && open) {
            roomWanted = false;
            ((WireUnsafe) unsafe()).flushNow();
        }
    }

    /** Returns how many bytes wait for room here. */
    long waiting() {
        ChannelOutboundBuffer buffer = unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    private final class WireUnsafe extends AbstractUnsafe {

        @Override
        public void connect(SocketAddress to, @Nullable SocketAddress from, ChannelPromise promise) {
            connecting = promise;
            int limit = config.getConnectTimeoutMillis();
            if (limit > 0) {
                connectTimer = connection.client().after(Duration.ofMillis(limit), () -> {
                    refused(new ConnectTimeoutException("connection timed out after " + limit + " ms: " + to));
                });
            }
            connection.call();
        }

        @Override
        protected void flush0() {
            if (!roomWanted) {
                super.flush0();
            }
        }

        void flushNow() {
            super.flush0();
        }
    }

    // The end of the output.

    @Override
    public boolean isOutputShutdown() {
        return outputShutdown || !active;
    }

    @Override
    public ChannelFuture shutdownOutput() {
        return shutdownOutput(newPromise());
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        ((AbstractUnsafe) unsafe()).shutdownOutput(promise);
        return promise;
    }

    @Override
    protected void doShutdownOutput() {
        outputShutdown = true;
        out.finish();
    }

    @Override
    public boolean isInputShutdown() {
        return !active;
    }

    @Override
    public ChannelFuture shutdownInput() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isShutdown() {
        return !active;
    }

    @Override
    public ChannelFuture shutdown() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        throw new UnsupportedOperationException();
    }

    // The rest.

    @Override
    protected void doClose() {
        open = false;
        active = false;
        connectTimer.dispose();
        ChannelPromise promise = connecting;
        connecting = null;
        if (promise != null) {
            promise.tryFailure(new IOException("closed"));
        }
        if (in.available() > 0) {
            // As Linux does when a socket is closed that has not read everything.
            out.abort();
        } else {
            out.finish();
        }
        in.readerGone();
        connection.closed(this);
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new WireUnsafe();
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop instanceof WireLoop;
    }

    @Override
    protected SocketAddress localAddress0() {
        return local;
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return remote;
    }

    @Override
    protected void doBind(SocketAddress address) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }
}
