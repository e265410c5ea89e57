package io.reactivezmq.zmtp.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.reactivezmq.SocketType;
import io.reactivezmq.spi.LinkHost;
import java.util.function.Consumer;
import reactor.core.publisher.Operators;
import reactor.util.Logger;
import reactor.util.Loggers;
import reactor.util.context.Context;

/**
 * Logs greetings, commands and frames of one connection in both directions: names, sizes and flags, never contents. It
 * is in the pipeline, directly before the session's handler, only if the logger was at TRACE when the channel became
 * active. It passes everything on unchanged.
 */
final class WireLog extends ChannelDuplexHandler {

    private static final String LOGGER = "io.reactivezmq.wire";

    private final WireReader received;
    private final WireReader sent;

    /** Whether the logger has thrown. Nothing is logged from then on, because lines may be missing. */
    private boolean failed;

    private WireLog(Logger log, String connection, boolean withoutProtocol) {
        Consumer<String> in = line -> log.trace("{}: received {}", connection, line);
        Consumer<String> out = line -> log.trace("{}: sent {}", connection, line);
        this.received = withoutProtocol ? WireReader.ofBytes(in) : WireReader.ofPeer(in);
        this.sent = withoutProtocol ? WireReader.ofBytes(out) : WireReader.ofThisSide(out, received);
    }

    /**
     * Adds a log before the session's handler, if the logger is at TRACE.
     *
     * @param session the context of the session's handler
     * @param peer the peer's address
     */
    static void install(ChannelHandlerContext session, LinkHost host, String peer) {
        try {
            // Looked up for each connection, as each socket does for its logs: the application may replace the loggers.
            Logger log = Loggers.getLogger(LOGGER);
            if (log.isTraceEnabled()) {
                String connection = host.name() + " " + host.endpoint().uri() + " " + peer;
                WireLog handler = new WireLog(log, connection, host.type() == SocketType.STREAM);
                session.pipeline().addBefore(session.name(), null, handler);
            }
        } catch (Throwable failure) {
            dropped(failure);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        log(received, message);
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        log(sent, message);
        context.write(message, promise);
    }

    private void log(WireReader reader, Object message) {
        if (!failed && message instanceof ByteBuf bytes) {
            try {
                reader.read(bytes);
            } catch (Throwable failure) {
                failed = true;
                dropped(failure);
            }
        }
    }

    /** Reports an exception of the logging framework, which must not end the connection. */
    static void dropped(Throwable failure) {
        try {
            Operators.onErrorDropped(failure, Context.empty());
        } catch (Throwable bubbled) {
            // The hook is application code as well.
        }
    }
}
