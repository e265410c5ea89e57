package io.reactivezmq.zmtp.netty;

import io.netty.channel.Channel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A channel that sends and receives by one network interface only. */
public final class InterfaceBinding {

    /** Linux's {@code IFNAMSIZ}. */
    private static final int NAME = 16;

    /** {@code SOL_SOCKET}, {@code SO_BINDTODEVICE}. */
    private static final RawUnixChannelOption SO_BINDTODEVICE =
            new RawUnixChannelOption("SO_BINDTODEVICE", 1, 25, NAME);

    private InterfaceBinding() {}

    /**
     * Ties a new channel to an interface. Not as one of its other options, as those that fail are only logged.
     *
     * @param epoll whether it is a channel of epoll's
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
