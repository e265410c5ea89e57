package io.reactivezmq.options;

import io.reactivezmq.security.Authenticator;
import org.jspecify.annotations.Nullable;

/** Options of a context: its event loops, and the limits and services that all its sockets share. */
public final class ContextOptions {

    private int loops = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
    private boolean busyPoll;
    private int maxSockets = 65_535;
    private int maxHandshakes = 4000;
    private int maxHandshakesPerAddress = 1000;
    private @Nullable Long maxBytesUnderWay;
    private @Nullable HostResolver resolver;
    private @Nullable Authenticator authenticator;

    /** Creates options with default values. */
    public ContextOptions() {}

    /**
     * Sets the number of event loops, 1 to 1024, each with one thread ({@code ZMQ_IO_THREADS}). The context spreads its
     * sockets over them. Default: the number of processors, at most four. Has no effect on a context with loops of the
     * application ({@code ZmqContext.on}).
     */
    public ContextOptions loops(int count) {
        loops = Check.between(1, 1024, "loops (ZMQ_IO_THREADS)", count);
        return this;
    }

    /**
     * Sets whether the event loops poll without sleeping. A message then arrives without the time that the operating
     * system needs to wake a thread. The cost: each loop uses all the time of one processor as long as the context is
     * open, with or without messages. Use it with fewer {@link #loops(int)} than there are processors; otherwise the
     * loops slow down each other and the application. Without effect on application code that waits on threads of its
     * own. Applies to all transports. Default: false.
     *
     * <p>A context with loops of the application ({@code ZmqContext.on}) and one without network transports refuse it
     * with {@link io.reactivezmq.error.InvalidOptionException}. Not to be confused with the option {@code busyPoll} of
     * sockets, by which the kernel polls a network device ({@code ZMQ_BUSY_POLL}).
     */
    public ContextOptions busyPoll(boolean enabled) {
        busyPoll = enabled;
        return this;
    }

    /** Returns whether the event loops poll without sleeping. */
    public boolean busyPoll() {
        return busyPoll;
    }

    /**
     * Sets the largest number of sockets that may be open at once ({@code ZMQ_MAX_SOCKETS}). At the limit, opening
     * another socket throws {@link io.reactivezmq.error.InvalidOptionException}. Default 65,535.
     */
    public ContextOptions maxSockets(int count) {
        maxSockets = Check.atLeast(1, "maxSockets (ZMQ_MAX_SOCKETS)", count);
        return this;
    }

    /**
     * Sets the largest number of open handshakes at all listeners of all sockets together. Each listener also has its
     * own limit. At the limit, a new connection evicts the oldest open handshake if that has been open for at least one
     * second; otherwise the new connection is closed. Default 4000.
     */
    public ContextOptions maxHandshakes(int handshakes) {
        maxHandshakes = Check.atLeast(1, "maxHandshakes", handshakes);
        return this;
    }

    /**
     * Sets the largest number of open handshakes with peers of one IP address, at all listeners of all sockets
     * together. At the limit, a new connection from that address is treated as with {@link #maxHandshakes(int)}.
     * Default 1000.
     */
    public ContextOptions maxHandshakesPerAddress(int handshakes) {
        maxHandshakesPerAddress = Check.atLeast(1, "maxHandshakesPerAddress", handshakes);
        return this;
    }

    /**
     * Sets the largest number of bytes of encoded messages in flight to the operating system, on all connections of all
     * sockets together. These bytes are in buffers outside the heap. Zero leaves each connection only its minimum.
     *
     * <p>Each connection may always have 8 KiB, or one piece of a message, in flight; this minimum is not taken from
     * the budget. A connection has at most 264 KiB in flight, and at most twice as many messages as its socket's send
     * high-water mark. The less of the budget is left, the less each connection may have. Default: an eighth of the
     * memory that the JVM allows outside the heap ({@code -XX:MaxDirectMemorySize}, or else the maximum size of the
     * heap).
     */
    public ContextOptions maxBytesUnderWay(long bytes) {
        maxBytesUnderWay = Check.atLeast(0, "maxBytesUnderWay", bytes);
        return this;
    }

    /** Returns the limit in bytes that was set, or null for the default. */
    public @Nullable Long maxBytesUnderWay() {
        return maxBytesUnderWay;
    }

    /**
     * Sets the resolver for the names of hosts that sockets connect to. Default: Netty's non-blocking DNS client, with
     * the name servers and the hosts file of the system.
     */
    public ContextOptions resolver(HostResolver hosts) {
        resolver = Check.notNull("resolver", hosts);
        return this;
    }

    /** Returns the resolver that was set, or null for the default. */
    public @Nullable HostResolver resolver() {
        return resolver;
    }

    /**
     * Sets the authenticator for all sockets that have no authenticator of their own. It decides on peers with
     * credentials, and on peers without credentials if the socket has a {@link SocketOptions#zapDomain}. Default: none.
     */
    public ContextOptions authenticator(Authenticator function) {
        authenticator = Check.notNull("authenticator", function);
        return this;
    }

    /** Returns the authenticator for sockets without one of their own, or null. */
    public @Nullable Authenticator authenticator() {
        return authenticator;
    }

    /** Returns the number of event loops ({@code ZMQ_IO_THREADS}). */
    public int loops() {
        return loops;
    }

    /** Returns the largest number of open handshakes at all listeners together. */
    public int maxHandshakes() {
        return maxHandshakes;
    }

    /** Returns the largest number of open handshakes with peers of one IP address. */
    public int maxHandshakesPerAddress() {
        return maxHandshakesPerAddress;
    }

    /** Returns the largest number of open sockets ({@code ZMQ_MAX_SOCKETS}). */
    public int maxSockets() {
        return maxSockets;
    }
}
