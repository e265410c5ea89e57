package io.reactivezmq.zmtp.netty.udp;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.DatagramAddress;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.spi.ReceivedMessages;
import io.reactivezmq.zmtp.netty.udp.DatagramPeerCache.Correspondent;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes the content of datagrams. Messages of both formats have two frames, of which the second is the
 * body.
 */
sealed interface DatagramCodec {

    /** Returns the message in a datagram, or null when the datagram is malformed. */
    @Nullable
    ZmqMessage decode(ByteBuf datagram, Correspondent from);

    /** Returns the size of the message's datagram in bytes. */
    long size(ZmqMessage message);

    /** Writes the message. */
    void encode(ZmqMessage message, ByteBuf datagram);

    /** Returns the address to send the message to. */
    InetSocketAddress target(ZmqMessage message);

    private static byte[] read(ByteBuf datagram, int count) {
        byte[] bytes = new byte[count];
        datagram.readBytes(bytes);
        return bytes;
    }

    /** The format of RADIO and DISH: the length of the group in one byte, the group, and the body. */
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
            return ReceivedMessages.of(
                    group, new byte[][] {DatagramCodec.read(datagram, datagram.readableBytes())}, from.peer());
        }

        /** Returns the group, in the same array as before if it is equal, as it mostly is. */
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

    /** The format of DGRAM: the body alone. The first frame of a message is the peer's address. */
    final class OfAddresses implements DatagramCodec {

        private byte[] lastFrame = {};
        private @Nullable InetSocketAddress lastTarget;

        @Override
        public ZmqMessage decode(ByteBuf datagram, Correspondent from) {
            return ReceivedMessages.of(
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
