package io.reactivezmq.zmtp.netty;

import io.netty.channel.Channel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Binds a channel to one network interface, through which it then sends and receives exclusively. */
public final class InterfaceBinding {

    /** Linux's {@code IFNAMSIZ}. */
    private static final int NAME = 16;

    /** {@code SOL_SOCKET}, {@code SO_BINDTODEVICE}. */
    private static final RawUnixChannelOption SO_BINDTODEVICE =
            new RawUnixChannelOption("SO_BINDTODEVICE", 1, 25, NAME);

    private InterfaceBinding() {}

    /**
     * Binds a new channel to an interface. This is not set like other channel options, because Netty only logs it when
     * those fail.
     *
     * @param name the name of the interface
     * @param epoll whether the channel uses epoll
     * @throws UnsupportedOperationException when it does not
     */
    public static void bind(Channel channel, String name, boolean epoll) {
        if (!epoll) {
            throw new UnsupportedOperationException("bindToDevice needs Linux and Netty's epoll");
        }
        ByteBuffer padded = ByteBuffer.allocateDirect(NAME);
        padded.put(name.getBytes(StandardCharsets.US_ASCII)).rewind();
        channel.config().setOption(SO_BINDTODEVICE, padded);
    }
}
