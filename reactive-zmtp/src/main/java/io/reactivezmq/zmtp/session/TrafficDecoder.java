package io.reactivezmq.zmtp.session;

import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.spi.ReceivedMessages;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.FrameReader;
import io.reactivezmq.zmtp.codec.LegacySubscription;
import io.reactivezmq.zmtp.mechanism.FrameCipher;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes bytes into messages after the handshake. A tight loop handles complete small messages of one frame. A general
 * path handles frames that are complete in the given bytes, and a third one frames that arrive in pieces.
 *
 * <p>The decoder stops before a frame that would complete a message while the pipe has no room. It still takes frames
 * before the last one of a message, commands, and legacy subscriptions, which need no room.
 */
final class TrafficDecoder {

    private static final byte[] EMPTY = {};
    private static final int LARGE_REST = 4096;

    private final LinkPipe pipe;
    private final FrameRules rules;
    private final TrafficCommands commands;
    private final boolean takesSubscriptions;
    private final @Nullable FrameCipher cipher;

    /** The size of the largest frame for the tight loop; -1 when every frame needs the general path. */
    private final int maxTight;

    private final FrameReader reader = new FrameReader();
    private final MessageAssembly assembly = new MessageAssembly();
    private boolean closed;

    TrafficDecoder(
            LinkPipe pipe,
            SessionConfig config,
            TrafficCommands commands,
            @Nullable FrameCipher cipher,
            Dialect dialect) {
        this.pipe = pipe;
        this.rules = new FrameRules(config.limits().frames(), config.strict(), dialect.hasCommands());
        this.commands = commands;
        this.takesSubscriptions = config.type().publishes();
        this.cipher = cipher;
        this.maxTight = takesSubscriptions || cipher != null
                ? -1
                : (int) Math.min(rules.maxSingleFrame(), FrameHeader.MAX_SHORT);
    }

    /** Decodes bytes and returns the index after those that have been taken. */
    int decode(byte[] data, int from, int to) {
        int at = from;
        while (at < to && !closed) {
            int next = reader.atBoundary() ? decodeFrame(data, at, to) : decodePiece(data, at, to);
            if (next == at) {
                break;
            }
            at = next;
        }
        return at;
    }

    private int decodeFrame(byte[] data, int at, int to) {
        if (assembly.isEmpty()) {
            int behind = decodeSmall(data, at, to);
            if (behind != at) {
                return behind;
            }
        }
        int flags = rules.flags(data[at]);
        if (completesMessage(flags) && !pipe.hasRoom() && !maySubscribe(data, at, to)) {
            return at;
        }
        int bodyAt = at + FrameHeader.length(flags);
        if (bodyAt > to) {
            return decodePiece(data, at, to);
        }
        long size = FrameHeader.size(data, at);
        admit(flags, size);
        if (size > to - bodyAt) {
            return decodePiece(data, at, to);
        }
        int end = bodyAt + (int) size;
        if (isClearCommand(flags)) {
            commands.receive(data, bodyAt, end);
        } else {
            received(flags, size == 0 ? EMPTY : Arrays.copyOfRange(data, bodyAt, end));
        }
        return end;
    }

    private int decodeSmall(byte[] data, int from, int to) {
        PeerInfo peer = pipe.peer();
        int at = from;
        while (to - at >= 2 && data[at] == 0) {
            int bodyAt = at + 2;
            int size = data[at + 1] & 0xff;
            if (size > maxTight || size > to - bodyAt || !pipe.hasRoom()) {
                break;
            }
            at = bodyAt + size;
            pipe.receive(ReceivedMessages.of(size == 0 ? EMPTY : Arrays.copyOfRange(data, bodyAt, at), peer));
            if (closed) {
                break;
            }
        }
        return at;
    }

    private int decodePiece(byte[] data, int from, int to) {
        int at = from;
        boolean room = !completesMessage(reader.atBoundary() ? data[from] : reader.flags()) || pipe.hasRoom();
        if (!room && !expectsSubscription()) {
            return from;
        }
        if (!reader.hasHeader()) {
            at = reader.readHeader(data, at, to);
            if (!reader.hasHeader()) {
                return at;
            }
            admit(rules.flags(reader.flags()), reader.size());
            if (!room && reader.size() == 0) {
                reader.unreadHeader();
                return at - 1;
            }
        }
        if (!room && at < to && !LegacySubscription.isFirst(reader.bodyFilled() > 0 ? reader.body()[0] : data[at])) {
            return at;
        }
        at = reader.readBody(data, at, to);
        if (reader.isComplete()) {
            completed();
        }
        return at;
    }

    private void completed() {
        int flags = rules.flags(reader.flags());
        byte[] body = reader.take();
        if (isClearCommand(flags)) {
            commands.receive(body, 0, body.length);
        } else {
            received(flags, body);
        }
    }

    private void received(int flags, byte[] body) {
        if (cipher == null) {
            receivedData(flags, body);
            return;
        }
        FrameCipher.ClearFrame clear = cipher.open(body);
        int clearFlags = rules.flags(clear.flags());
        admitClear(clearFlags, clear.body().length);
        if ((clearFlags & FrameHeader.COMMAND) != 0) {
            commands.receive(clear.body(), 0, clear.body().length);
        } else {
            receivedData(clearFlags, clear.body());
        }
    }

    private void receivedData(int flags, byte[] body) {
        if ((flags & FrameHeader.MORE) != 0) {
            assembly.add(body);
        } else if (!assembly.isEmpty()) {
            pipe.receive(assembly.finish(body, pipe.peer()));
        } else if (takesSubscriptions && LegacySubscription.matches(body)) {
            commands.receive(LegacySubscription.decode(body));
        } else {
            pipe.receive(ReceivedMessages.of(body, pipe.peer()));
        }
    }

    private void admit(int flags, long size) {
        if (cipher == null) {
            admitClear(flags, size);
        } else {
            rules.sealed(size, cipher.overhead());
        }
    }

    private void admitClear(int flags, long size) {
        if ((flags & FrameHeader.COMMAND) != 0) {
            rules.command(size);
        } else {
            rules.data(size, assembly.count(), assembly.bytes());
        }
    }

    private boolean isClearCommand(int flags) {
        return (flags & FrameHeader.COMMAND) != 0 && cipher == null;
    }

    /** Returns whether a frame may complete a message. The flags of a sealed frame are unknown before it is opened. */
    private boolean completesMessage(int flags) {
        return cipher != null || (flags & (FrameHeader.MORE | FrameHeader.COMMAND)) == 0;
    }

    private boolean expectsSubscription() {
        return takesSubscriptions && cipher == null && assembly.isEmpty();
    }

    /** Returns whether the frame that begins here is a legacy subscription, or may become one with later bytes. */
    private boolean maySubscribe(byte[] data, int at, int to) {
        if (!expectsSubscription()) {
            return false;
        }
        int bodyAt = at + FrameHeader.length(data[at]);
        if (bodyAt > to) {
            return true;
        }
        return FrameHeader.size(data, at) != 0 && (bodyAt == to || LegacySubscription.isFirst(data[bodyAt]));
    }

    /** Returns whether so much of a clear data frame is missing that it should be read into its body directly. */
    boolean wantsBody() {
        return !closed
                && cipher == null
                && reader.hasHeader()
                && (reader.flags() & FrameHeader.COMMAND) == 0
                && reader.missing() >= LARGE_REST
                && reader.body().length > reader.bodyFilled()
                && (!completesMessage(reader.flags()) || pipe.hasRoom());
    }

    /** Returns the reader of the incomplete frame. */
    FrameReader reader() {
        return reader;
    }

    /** Reports that this many bytes have been written into the body of the incomplete frame. */
    void bodyFilled(int bytes) {
        reader.filled(bytes);
        if (reader.isComplete()) {
            completed();
        }
    }

    /** Drops incomplete frames and messages, and stops. */
    void close() {
        closed = true;
        reader.reset();
        assembly.clear();
    }
}
