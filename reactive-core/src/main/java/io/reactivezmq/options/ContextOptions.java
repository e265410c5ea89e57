package io.reactivezmq.options;

import io.reactivezmq.security.Authenticator;
import org.jspecify.annotations.Nullable;

/** What can be set on a context. */
public final class ContextOptions {

    private int loops = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
    private int maxSockets = 65_535;
    private int maxHandshakes = 4000;
    private int maxHandshakesPerAddress = 1000;
    private @Nullable Long maxBytesUnderWay;
    private @Nullable HostResolver resolver;
    private @Nullable Authenticator authenticator;

    /** With the defaults. */
    public ContextOptions() {}

    /**
     * How many event loops carry the sockets, each with a thread ({@code ZMQ_IO_THREADS}): 1 to 1024. Default: one per
     * processor, at most four.
     */
    public ContextOptions loops(int count) {
        loops = Check.between(1, 1024, "loops (ZMQ_IO_THREADS)", count);
        return this;
    }

    /** How many sockets may be open at once ({@code ZMQ_MAX_SOCKETS}). Default 65,535. */
    public ContextOptions maxSockets(int count) {
        maxSockets = Check.atLeast(1, "maxSockets (ZMQ_MAX_SOCKETS)", count);
        return this;
    }

    /**
     * How many handshakes may be open at once at all listeners of all sockets together; each listener has a limit of
     * its own besides. Beyond it the oldest gives way to the newcomer, if it has had a second; else the newcomer is
     * turned away. Default 4000.
     */
    public ContextOptions maxHandshakes(int handshakes) {
        maxHandshakes = Check.atLeast(1, "maxHandshakes", handshakes);
        return this;
    }

    /** The same with one IP address. Default 1000. */
    public ContextOptions maxHandshakesPerAddress(int handshakes) {
        maxHandshakesPerAddress = Check.atLeast(1, "maxHandshakesPerAddress", handshakes);
        return this;
    }

    /**
     * How many bytes of encoded messages may be under way to the operating system, on all connections of all sockets
     * together: they lie in buffers outside the heap. No connection has more than 264 KiB under way, nor more messages
     * than twice its socket's send high-water mark. The less of the budget is left, the less each may have; 8 KiB, or
     * one message, it may always have, and these do not count here. Default: an eighth of the memory that the JVM
     * allows outside the heap ({@code -XX:MaxDirectMemorySize}, or else the limit of the heap). Zero leaves every
     * connection with its 8 KiB.
     */
    public ContextOptions maxBytesUnderWay(long bytes) {
        maxBytesUnderWay = Check.atLeast(0, "maxBytesUnderWay", bytes);
        return this;
    }

    /** Null for the default. */
    public @Nullable Long maxBytesUnderWay() {
        return maxBytesUnderWay;
    }

    /**
     * How the names of hosts to connect to become addresses. Default: Netty's non-blocking DNS client, with the
     * system's name servers and hosts file.
     */
    public ContextOptions resolver(HostResolver hosts) {
        resolver = Check.notNull("resolver", hosts);
        return this;
    }

    /** Null for the default. */
    public @Nullable HostResolver resolver() {
        return resolver;
    }

    /**
     * Who decides which peers come in, for all sockets that have no authenticator of their own. It is asked about peers
     * that show credentials, and about others where the socket has a domain.
     */
    public ContextOptions authenticator(Authenticator judge) {
        authenticator = Check.notNull("authenticator", judge);
        return this;
    }

    /** Who decides on the sockets' peers, or null. */
    public @Nullable Authenticator authenticator() {
        return authenticator;
    }

    /** {@code ZMQ_IO_THREADS}. */
    public int loops() {
        return loops;
    }

    /** Open handshakes at all listeners. */
    public int maxHandshakes() {
        return maxHandshakes;
    }

    /** The same with one address. */
    public int maxHandshakesPerAddress() {
        return maxHandshakesPerAddress;
    }

    /** {@code ZMQ_MAX_SOCKETS}. */
    public int maxSockets() {
        return maxSockets;
    }
}
