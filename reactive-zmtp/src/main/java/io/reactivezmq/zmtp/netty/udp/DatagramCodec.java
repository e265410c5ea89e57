package io.reactivezmq.zmtp.netty.udp;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.DatagramAddress;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.zmtp.netty.udp.DatagramPeerCache.Correspondent;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a datagram looks like. Both kinds of messages have two frames, of which the second is the body. */
sealed interface DatagramCodec {

    /** The message in a datagram, or null when there is none. */
    @Nullable
    ZmqMessage decode(ByteBuf datagram, Correspondent from);

    /** How many bytes the message takes. */
    long size(ZmqMessage message);

    /** Writes it. */
    void encode(ZmqMessage message, ByteBuf datagram);

    /** Where it goes. */
    InetSocketAddress target(ZmqMessage message);

    private static byte[] read(ByteBuf datagram, int count) {
        byte[] bytes = new byte[count];
        datagram.readBytes(bytes);
        return bytes;
    }

    /** RADIO and DISH: one byte, the length of the group; the group; the body. */
    final class OfGroups implements DatagramCodec {

        private final InetSocketAddress target;
        private byte[] lastGroup = {};

        OfGroups(InetSocketAddress target) {
            this.target = target;
        }

        @Override
        public @Nullable ZmqMessage decode(ByteBuf datagram, Correspondent from) {
            int length = datagram.isReadable() ? datagram.readUnsignedByte() : Integer.MAX_VALUE;
            if (length > datagram.readableBytes()) {
                return null;
            }
            byte[] group = group(datagram, length);
            return ZmqMessage.received(
                    group, new byte[][] {DatagramCodec.read(datagram, datagram.readableBytes())}, from.peer());
        }

        /** Mostly the same as before, and then the same array. */
        private byte[] group(ByteBuf datagram, int length) {
            byte[] group = DatagramCodec.read(datagram, length);
            if (!Arrays.equals(group, lastGroup)) {
                lastGroup = group;
            }
            return lastGroup;
        }

        @Override
        public long size(ZmqMessage message) {
            return 1 + message.size();
        }

        @Override
        public void encode(ZmqMessage message, ByteBuf datagram) {
            byte[] group = message.unwrap(0);
            datagram.writeByte(group.length).writeBytes(group).writeBytes(message.unwrap(1));
        }

        @Override
        public InetSocketAddress target(ZmqMessage message) {
            return target;
        }
    }

    /** DGRAM: the body alone; the first frame is an address. */
    final class OfAddresses implements DatagramCodec {

        private byte[] lastFrame = {};
        private @Nullable InetSocketAddress lastTarget;

        @Override
        public ZmqMessage decode(ByteBuf datagram, Correspondent from) {
            return ZmqMessage.received(
                    from.address(), new byte[][] {DatagramCodec.read(datagram, datagram.readableBytes())}, from.peer());
        }

        @Override
        public long size(ZmqMessage message) {
            return message.size(1);
        }

        @Override
        public void encode(ZmqMessage message, ByteBuf datagram) {
            datagram.writeBytes(message.unwrap(1));
        }

        @Override
        public InetSocketAddress target(ZmqMessage message) {
            byte[] frame = message.unwrap(0);
            InetSocketAddress target = lastTarget;
            if (target == null || frame != lastFrame) {
                target = DatagramAddress.parse(frame);
                lastFrame = frame;
                lastTarget = target;
            }
            return target;
        }
    }
}
