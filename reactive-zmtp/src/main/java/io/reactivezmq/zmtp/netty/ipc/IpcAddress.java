package io.reactivezmq.zmtp.netty.ipc;

import io.netty.channel.EventLoop;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.internal.PlatformDependent;
import io.reactivezmq.Endpoint;
import io.reactivezmq.error.InvalidEndpointException;
import io.reactivezmq.error.UnsupportedTransportException;
import io.reactivezmq.zmtp.netty.NettyLoopGroup;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * The part of an {@code ipc} endpoint after {@code ://}: the path of a file, {@code @name} for a name outside the file
 * system, or {@code *} for any path.
 *
 * @param endpoint the whole endpoint
 * @param path the part after {@code ://}
 */
record IpcAddress(Endpoint endpoint, String path) {

    /** The longest path in bytes: the size of the system's {@code sun_path} without the zero at its end. */
    static final int LONGEST = "linux".equals(PlatformDependent.normalizedOs()) ? 107 : 103;

    private static final String ANY = "*";

    /** Parses an address to listen on. */
    static IpcAddress toBind(Endpoint endpoint) {
        return parse(endpoint);
    }

    /** Parses an address to connect to, which must not be {@code *}. */
    static IpcAddress toConnect(Endpoint endpoint) {
        IpcAddress address = parse(endpoint);
        if (address.isAny()) {
            throw new InvalidEndpointException(endpoint.uri(), "'*' is no path to connect to");
        }
        return address;
    }

    private static IpcAddress parse(Endpoint endpoint) {
        IpcAddress address = new IpcAddress(endpoint, endpoint.address());
        address.check();
        return address;
    }

    private void check() {
        if (path.equals("@")) {
            throw new InvalidEndpointException(endpoint.uri(), "a name is missing behind '@'");
        }
        if (path.indexOf('\0') >= 0) {
            throw new InvalidEndpointException(endpoint.uri(), "a zero byte has no place in a path");
        }
        int length = path.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST) {
            throw new InvalidEndpointException(
                    endpoint.uri(),
                    "the path has " + length + " bytes, and this system's sockets take at most " + LONGEST
                            + " (ENAMETOOLONG)");
        }
    }

    /** Returns whether the listener has to choose a path. */
    boolean isAny() {
        return path.equals(ANY);
    }

    /** Returns whether the address is an abstract name outside the file system. */
    boolean isAbstract() {
        return path.startsWith("@");
    }

    /**
     * Returns the address for channels of this loop.
     *
     * @throws UnsupportedTransportException when these channels do not support abstract names
     */
    SocketAddress on(EventLoop loop) {
        if (!NettyLoopGroup.isNio(loop)) {
            return new DomainSocketAddress(isAbstract() ? "\0" + path.substring(1) : path);
        }
        if (isAbstract()) {
            throw new UnsupportedTransportException(
                    endpoint.uri(),
                    "abstract names need Linux and Netty's epoll: io.netty:netty-transport-native-epoll on the class"
                            + " path, and a context on loops of that kind");
        }
        return UnixDomainSocketAddress.of(path);
    }
}
