package io.reactivezmq.zmtp.netty.udp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.spi.PeerInfoBuilder;
import io.reactivezmq.zmtp.netty.DrainSchedule;
import io.reactivezmq.zmtp.netty.udp.DatagramPeerCache.Correspondent;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * One UDP channel as the link of one pipe, for all peers together. It reads datagrams in batches, and the pipe drops
 * those that it has no room for. It writes the messages of the pipe, in batches as large as the operating system takes.
 */
final class DatagramLink extends ChannelInboundHandlerAdapter implements Link {

    private static final Logger LOG = Loggers.getLogger(DatagramLink.class);

    /** The largest number of datagrams that are written together. */
    private static final int BATCH = 64;

    /** The number of batches after which the loop handles its other channels. */
    private static final int ROUNDS = 8;

    private final LinkHost host;
    private final DatagramCodec codec;
    private final boolean ipv6;
    private final DatagramPeerCache correspondents;
    private final int maxSize;
    private final long maxBody;
    private final DrainSchedule drains = new DrainSchedule(() -> context().executor(), this::drain, this::writeBatches);

    /** The batches in flight, the oldest first. */
    private final ArrayDeque<Batch> underWay = new ArrayDeque<>(0);

    /** The batch that is being written, while it is not yet among those. */
    private @Nullable Batch filling;

    private @Nullable ChannelHandlerContext ctx;

    /** The promise of all datagrams that are not the last of their batch. */
    private @Nullable ChannelPromise failures;

    private @Nullable LinkPipe pipe;
    private @Nullable ZmqException endReason;
    private long bytesRead;
    private boolean unwritable;

    /**
     * Datagrams that are written together. The last one reports when it and those before it have been taken by the
     * operating system.
     */
    private final class Batch implements GenericFutureListener<Future<? super Void>> {

        private int datagrams;

        @Override
        public void operationComplete(Future<? super Void> last) {
            if (!last.isSuccess()) {
                unsent(last.cause());
            }
            underWay.remove(this);
            written(datagrams);
        }
    }

    /**
     * A promise for any number of writes, which reports those that fail. It never completes. A void promise would
     * report them like failed reads.
     */
    private final class Failures extends DefaultChannelPromise {

        Failures(ChannelHandlerContext context) {
            super(context.channel(), context.executor());
        }

        @Override
        public boolean setUncancellable() {
            return true;
        }

        @Override
        public boolean trySuccess(Void result) {
            return true;
        }

        @Override
        public boolean trySuccess() {
            return true;
        }

        @Override
        public boolean tryFailure(Throwable cause) {
            unsent(cause);
            return true;
        }
    }

    private void written(int datagrams) {
        if (!drains.isStopped() && pipe != null) {
            pipe.written(datagrams);
            wake();
        }
    }

    /**
     * Creates the link of one endpoint. It sends to the route's target unless each message has an address of its own.
     */
    DatagramLink(LinkHost host, UdpRoute route) {
        this.host = host;
        this.ipv6 = route.isIpv6();
        this.codec = host.type() == SocketType.DGRAM
                ? new DatagramCodec.OfAddresses()
                : new DatagramCodec.OfGroups(route.target());
        this.correspondents = new DatagramPeerCache(host);
        this.maxSize = host.settings().transport().datagrams().maxSize();
        this.maxBody = host.settings().limits().frames().maxFrameSize();
    }

    /** Attaches the link to the socket, and starts reading if the socket receives. */
    void attach(String address, boolean accepted) {
        LinkPipe attached = host.attach(
                this,
                PeerInfoBuilder.of(host.endpoint().uri(), address, accepted).build());
        pipe = attached;
        if (endReason != null) {
            // The socket accepted the link and, within the same call, closed it.
            attached.closed(endReason);
            return;
        }
        wake();
        context().channel().config().setAutoRead(host.type() != SocketType.RADIO);
    }

    /** Stops reading. Queued messages are still sent. */
    void stopReading() {
        if (ctx != null) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(ctx);
    }

    // Input.

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
        failures = new Failures(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        try {
            if (pipe != null && !drains.isStopped()) {
                read(pipe, packet.content(), correspondents.of(packet.sender()));
            }
        } catch (Throwable failure) {
            // The failure affects only this datagram.
            LOG.error("A datagram from {} met an unexpected failure", packet.sender(), failure);
        } finally {
            packet.release();
        }
    }

    private void read(LinkPipe target, ByteBuf datagram, Correspondent from) {
        int size = datagram.readableBytes();
        bytesRead += size;
        if (!from.wanted()) {
            target.rejected(DropReason.UNWANTED);
        } else if (size > maxSize) {
            target.rejected(DropReason.TOO_LARGE);
        } else {
            ZmqMessage message = codec.decode(datagram, from);
            if (message == null) {
                target.rejected(DropReason.MALFORMED);
            } else if (message.size(1) > maxBody) {
                target.rejected(DropReason.TOO_LARGE);
            } else {
                target.receive(message);
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (pipe != null && !drains.isStopped()) {
            pipe.bytesReceived(bytesRead);
            bytesRead = 0;
            pipe.readComplete();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        close(new PeerLostException(host.endpoint().uri(), "its channel was closed", null));
    }

    /** Handles a failed read. The channel stays open. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (pipe != null && !drains.isStopped()) {
            LOG.warn("Reading datagrams at {} failed", host.endpoint(), cause);
        }
    }

    /** Counts the oldest datagram in flight, which the operating system did not take. The channel stays open. */
    private void unsent(Throwable cause) {
        if (pipe == null || drains.isStopped()) {
            return;
        }
        LOG.debug("A datagram could not be sent from {}", host.endpoint(), cause);
        String reason = String.valueOf(cause.getMessage());
        Batch batch = underWay.isEmpty() ? filling : underWay.peek();
        if (batch != null && batch.datagrams > 0) {
            batch.datagrams--;
        }
        pipe.unsendable(reason.contains("too long") ? DropReason.TOO_LARGE : DropReason.UNROUTABLE);
    }

    // Output.

    @Override
    public void wake() {
        drains.wake();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            wake();
        }
    }

    @Override
    public void drain() {
        if (pipe != null && drains.drain()) {
            // Messages polled before have been taken by the operating system, or the flushes would still wait in the
            // pipe.
            runFlushes();
        }
    }

    /** Writes batches for one turn of the loop. Returns whether there may be more to write. */
    private boolean writeBatches() {
        boolean more = true;
        try {
            for (int round = 0; more && round < ROUNDS; round++) {
                more = fill(Objects.requireNonNull(pipe)) && !drains.isStopped();
                context().flush();
            }
        } catch (Throwable failure) {
            LOG.error("Sending datagrams from {} met an unexpected failure", host.endpoint(), failure);
        }
        return more || unwritable && context().channel().isWritable();
    }

    /** Writes one batch. Returns false when nothing more can be written for now. */
    private boolean fill(LinkPipe source) {
        DatagramPacket held = null;
        Batch batch = new Batch();
        filling = batch;
        long bytes = 0;
        int polled = 0;
        while (polled < BATCH) {
            unwritable = !context().channel().isWritable();
            ZmqMessage message = unwritable ? null : source.poll();
            if (message == null || drains.isStopped()) {
                // Application code that ran inside has closed the link. The pipe has queued the message again.
                break;
            }
            polled++;
            InetSocketAddress target = target(message);
            if (codec.size(message) > maxSize) {
                source.unsendable(DropReason.TOO_LARGE);
            } else if (target == null) {
                source.unsendable(DropReason.UNROUTABLE);
            } else {
                batch.datagrams++;
                write(held);
                held = null;
                held = packetOrNull(message, target);
                bytes += held == null ? 0 : held.content().readableBytes();
            }
        }
        if (held != null) {
            underWay.add(batch);
            context().write(held).addListener(batch);
        } else if (batch.datagrams > 0) {
            written(batch.datagrams);
        }
        filling = null;
        if (!drains.isStopped()) {
            source.bytesSent(bytes);
        }
        return polled > 0;
    }

    /**
     * Returns the address to send to, or null when it cannot be reached: its interface is gone, or it is IPv6 and the
     * channel is IPv4.
     */
    private @Nullable InetSocketAddress target(ZmqMessage message) {
        try {
            InetSocketAddress target = codec.target(message);
            return !ipv6 && target.getAddress() instanceof Inet6Address ? null : target;
        } catch (InvalidMessageException gone) {
            return null;
        }
    }

    /** Returns the message as a datagram; null when it has been sent already, or when there is no memory for it. */
    private @Nullable DatagramPacket packetOrNull(ZmqMessage message, InetSocketAddress target) {
        try {
            return packet(message, target);
        } catch (Throwable failure) {
            unsent(failure);
            return null;
        }
    }

    private @Nullable DatagramPacket packet(ZmqMessage message, InetSocketAddress target) throws IOException {
        int size = (int) codec.size(message);
        if (size == 0) {
            EmptyDatagrams.send(context().channel(), target);
            return null;
        }
        ByteBuf datagram = context().alloc().directBuffer(size, size);
        try {
            codec.encode(message, datagram);
            return new DatagramPacket(datagram, target);
        } catch (Throwable failure) {
            datagram.release();
            throw failure;
        }
    }

    private void write(@Nullable DatagramPacket packet) {
        if (packet != null) {
            context().write(packet, Objects.requireNonNull(failures));
        }
    }

    @Override
    public void flush(Runnable written) {
        drains.flush(written);
    }

    private void runFlushes() {
        drains.takeFlushes().forEach(Runnable::run);
    }

    @Override
    public void resume() {
        // Reading never stops for lack of room.
    }

    @Override
    public void close(ZmqException reason) {
        if (drains.isStopped()) {
            return;
        }
        drains.stop();
        endReason = reason;
        if (ctx != null) {
            ctx.close();
        }
        runFlushes();
        if (pipe != null) {
            pipe.closed(reason);
        }
    }
}
