package io.reactivezmq.zmtp.netty.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.Greeting;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Turns what a session writes into WebSocket frames, one for each of ZMTP's: a byte of flags, then the body. The
 * greeting is left out. Frames may be spread over any number of buffers.
 */
final class ZwsEncoder {

    private static final int BINARY = 0x82;
    private static final int MASKED = 0x80;
    private static final int MEDIUM = 126;
    private static final int LARGE = 127;

    /** From this size on a body is not copied, where it need not be masked. */
    private static final int WORTH_SLICING = 4 * 1024;

    private static final int LONGEST_HEADER = 15;

    private final boolean masks;
    private final byte[] header = new byte[FrameHeader.MAX_LENGTH];
    private final byte[] scratch = new byte[WORTH_SLICING];

    private int greetingLeft = Greeting.LENGTH;
    private int headerRead;

    /** Of the body of the frame at hand. */
    private long left;

    private boolean bare;
    private boolean dropping;
    private int mask;
    private int maskAt;

    /**
     * For one connection.
     *
     * @param masks whether frames are masked, as a client's must be
     */
    ZwsEncoder(boolean masks) {
        this.masks = masks;
    }

    /** The peer knows no commands: they are left out. */
    void leaveOutCommands() {
        bare = true;
    }

    /** Takes all that is in the buffer, and adds what is to be written. */
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
