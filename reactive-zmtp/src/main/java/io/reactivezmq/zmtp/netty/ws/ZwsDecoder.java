package io.reactivezmq.zmtp.netty.ws;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.Greeting;
import io.reactivezmq.zmtp.codec.Metadata;
import io.reactivezmq.zmtp.codec.ReadyCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates WebSocket messages into ZMTP frames, and passes those of one read on together. It generates what the
 * session expects and a WebSocket does not have: the greeting and, with {@code ZWS2.0}, the handshake.
 */
final class ZwsDecoder {

    private static final int GREETING_MINOR = 11;

    /** The size from which a body is passed on without a copy, in bytes. */
    private static final int WORTH_SLICING = 16 * 1024;

    private final ChannelHandlerContext context;
    private final byte[] header = new byte[FrameHeader.MAX_LENGTH];
    private final long mostBytes;
    private boolean expectsId;
    private @Nullable ByteBuf collected;

    /** The parts of a message that comes in several frames; browsers may send large messages so. */
    private @Nullable ByteBuf fragments;

    /**
     * Creates the decoder of one connection.
     *
     * @param mostBytes the most bytes in one WebSocket message
     */
    ZwsDecoder(ChannelHandlerContext context, long mostBytes) {
        this.context = context;
        this.mostBytes = mostBytes;
    }

    /** Passes a generated greeting to the session, for the sub-protocol that the peer has agreed on. */
    void greet(SubProtocol protocol) {
        byte[] greeting = Greeting.encode(0, protocol.mechanism(), false);
        // Version 3.0, in which subscriptions are messages.
        greeting[GREETING_MINOR] = 0;
        expectsId = protocol.bare();
        context.fireChannelRead(context.alloc().buffer(Greeting.LENGTH).writeBytes(greeting));
    }

    /**
     * Adds a binary frame.
     *
     * @param continues whether the frame continues a message
     */
    void add(WebSocketFrame frame, boolean continues) {
        if (continues != (fragments != null)) {
            throw malformed(continues ? "a continuation of nothing" : "a new message in the middle of another");
        }
        ByteBuf parts = fragments;
        if (parts == null && frame.isFinalFragment()) {
            addMessage(frame.content());
            return;
        }
        if (parts == null) {
            parts = context.alloc().buffer(frame.content().readableBytes());
            fragments = parts;
        }
        if (parts.readableBytes() + (long) frame.content().readableBytes() > mostBytes) {
            throw new ProtocolException(
                    ProtocolError.LIMIT_EXCEEDED, "a message of several frames with more than " + mostBytes + " bytes");
        }
        parts.writeBytes(frame.content());
        if (frame.isFinalFragment()) {
            fragments = null;
            try {
                addMessage(parts);
            } finally {
                parts.release();
            }
        }
    }

    private static ProtocolException malformed(String what) {
        return new ProtocolException(ProtocolError.MALFORMED_FRAME, what);
    }

    private void addMessage(ByteBuf message) {
        if (!message.isReadable()) {
            throw malformed("a WebSocket message without a byte of flags");
        }
        int flags = message.readUnsignedByte();
        if ((flags & ~(Zws.MORE | Zws.COMMAND)) != 0) {
            throw malformed("flags that ZWS 2.0 does not define: " + flags);
        }
        if (expectsId) {
            expectsId = false;
            addReady(flags, message);
            return;
        }
        int size = message.readableBytes();
        int zmtpFlags = ((flags & Zws.MORE) != 0 ? FrameHeader.MORE : 0)
                | ((flags & Zws.COMMAND) != 0 ? FrameHeader.COMMAND : 0);
        ByteBuf target = room(size);
        target.writeBytes(header, 0, FrameHeader.encode(zmtpFlags, size, header, 0));
        if (size < WORTH_SLICING) {
            target.writeBytes(message);
        } else {
            handOn();
            context.fireChannelRead(message.readRetainedSlice(size));
        }
    }

    /** Generates the READY of a peer without handshake, which sends only its routing id. */
    private void addReady(int flags, ByteBuf id) {
        if (flags != 0) {
            throw malformed("the first message is not a routing id");
        }
        byte[] bytes = new byte[id.readableBytes()];
        id.readBytes(bytes);
        byte[] ready =
                new ReadyCommand(new Metadata(List.of(new Metadata.Property(Metadata.IDENTITY, bytes)))).encode();
        byte[] frame = FrameHeader.frame(FrameHeader.COMMAND, ready);
        room(frame.length).writeBytes(frame);
    }

    private ByteBuf room(int size) {
        ByteBuf there = collected;
        if (there == null) {
            there = context.alloc().directBuffer(Math.min(size, WORTH_SLICING) + FrameHeader.MAX_LENGTH);
            collected = there;
        }
        return there;
    }

    /** Passes the collected bytes on. */
    void handOn() {
        ByteBuf there = collected;
        if (there != null) {
            collected = null;
            context.fireChannelRead(there);
        }
    }

    /** Drops incomplete messages. */
    void close() {
        release(collected);
        release(fragments);
        collected = null;
        fragments = null;
    }

    private static void release(@Nullable ByteBuf buffer) {
        if (buffer != null) {
            buffer.release();
        }
    }
}
