package io.reactivezmq.zmtp.netty.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.Greeting;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Translates the bytes that a session writes into WebSocket frames, one for each ZMTP frame: a byte of flags, then the
 * body. The greeting is omitted. ZMTP frames may be spread over any number of buffers.
 */
final class ZwsEncoder {

    private static final int BINARY = 0x82;
    private static final int MASKED = 0x80;
    private static final int MEDIUM = 126;
    private static final int LARGE = 127;

    /** The size from which an unmasked body is not copied, in bytes. */
    private static final int WORTH_SLICING = 4 * 1024;

    private static final int LONGEST_HEADER = 15;

    private final boolean masks;
    private final byte[] header = new byte[FrameHeader.MAX_LENGTH];
    private final byte[] scratch = new byte[WORTH_SLICING];

    private int greetingLeft = Greeting.LENGTH;
    private int headerRead;

    /** The number of missing body bytes of the current frame. */
    private long left;

    private boolean bare;
    private boolean dropping;
    private int mask;
    private int maskAt;

    /**
     * Creates the encoder of one connection.
     *
     * @param masks whether frames are masked, as those of a client must be
     */
    ZwsEncoder(boolean masks) {
        this.masks = masks;
    }

    /** Omits commands from now on, because the peer does not know any. */
    void leaveOutCommands() {
        bare = true;
    }

    /** Translates all bytes of the buffer and adds the resulting buffers to the list. */
    void translate(ByteBuf in, ByteBufAllocator allocator, List<ByteBuf> out) {
        int greeting = Math.min(greetingLeft, in.readableBytes());
        greetingLeft -= greeting;
        in.skipBytes(greeting);
        if (!in.isReadable()) {
            return;
        }
        ByteBuf target = allocator.directBuffer(in.readableBytes() + in.readableBytes() / 4 + LONGEST_HEADER);
        while (in.isReadable()) {
            if (left == 0) {
                readHeader(in, target);
            } else {
                int count = (int) Math.min(left, in.readableBytes());
                left -= count;
                if (dropping) {
                    in.skipBytes(count);
                } else if (masks) {
                    copyMasked(in, count, target);
                } else if (count < WORTH_SLICING) {
                    target.writeBytes(in, count);
                } else {
                    out.add(target);
                    out.add(in.readRetainedSlice(count));
                    target = allocator.directBuffer(in.readableBytes() + LONGEST_HEADER);
                }
            }
        }
        out.add(target);
    }

    private void readHeader(ByteBuf in, ByteBuf target) {
        header[headerRead++] = in.readByte();
        int flags = header[0];
        if (headerRead == FrameHeader.length(flags)) {
            headerRead = 0;
            left = FrameHeader.size(header, 0);
            boolean command = (flags & FrameHeader.COMMAND) != 0;
            dropping = command && bare;
            if (!dropping) {
                startFrame(
                        (command ? Zws.COMMAND : 0) | ((flags & FrameHeader.MORE) != 0 ? Zws.MORE : 0),
                        left + 1,
                        target);
            }
        }
    }

    private void startFrame(int flags, long length, ByteBuf target) {
        int maskBit = masks ? MASKED : 0;
        target.writeByte(BINARY);
        if (length < MEDIUM) {
            target.writeByte(maskBit | (int) length);
        } else if (length <= 0xffff) {
            target.writeByte(maskBit | MEDIUM).writeShort((int) length);
        } else {
            target.writeByte(maskBit | LARGE).writeLong(length);
        }
        if (masks) {
            mask = ThreadLocalRandom.current().nextInt();
            maskAt = 0;
            target.writeInt(mask);
            target.writeByte(flags ^ nextMaskByte());
        } else {
            target.writeByte(flags);
        }
    }

    private int nextMaskByte() {
        return mask >>> (24 - 8 * (maskAt++ & 3));
    }

    private void copyMasked(ByteBuf in, int count, ByteBuf target) {
        for (int done = 0; done < count; ) {
            int some = Math.min(scratch.length, count - done);
            in.readBytes(scratch, 0, some);
            for (int i = 0; i < some; i++) {
                scratch[i] ^= (byte) nextMaskByte();
            }
            target.writeBytes(scratch, 0, some);
            done += some;
        }
    }
}
