package io.reactivezmq.spi;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.options.HostResolver;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.spi.settings.LinkSettings;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The endpoint of a socket that links belong to. A bound one has any number of links, a connected one at most one at a
 * time. All methods are called on the socket's loop.
 */
public interface LinkHost {

    /** Returns the endpoint: of a bound one that listens, the resolved endpoint. */
    Endpoint endpoint();

    /** Returns the name of the socket, for logs. */
    String name();

    /** Returns the type of the socket. */
    SocketType type();

    /** Returns the settings of the connections of the socket. */
    LinkSettings settings();

    /** Returns the application's resolver for host names; null leaves name resolution to the transport. */
    @Nullable
    HostResolver resolver();

    /** Returns the limiter of the open handshakes of all listeners of the context. */
    HandshakeLimiter handshakes();

    /**
     * Returns the scheduler for the public-key operations of handshakes. It has few threads, owned by the context, so
     * that many new connections take neither the event loops nor all processors from established ones. Its queue is
     * bounded: tasks are rejected when it is full, and when the context is closed.
     */
    default Scheduler handshakeWork() {
        return Schedulers.boundedElastic();
    }

    /** Returns the budget of bytes in flight to the operating system on all connections of the context. */
    WriteBudget writeBudget();

    /** Returns the loop of the socket. */
    Loop loop();

    /**
     * Reports a new connection to or from a peer; its handshake follows.
     *
     * @param address the peer's address
     */
    void connected(String address);

    /**
     * Reports a new connection to or from a peer, with its local address; its handshake follows.
     *
     * @param address the peer's address
     * @param localAddress the local address of the connection
     */
    default void connected(String address, String localAddress) {
        connected(address);
    }

    /**
     * Asks the authenticator about a peer. The Mono signals on any thread and within the time limit; it never fails and
     * is never empty. The server of a mechanism has to call this method. Under NULL it has to be called if
     * {@link io.reactivezmq.spi.settings.SecuritySettings#authenticatesAnonymous}.
     */
    Mono<AuthResult> authenticate(AuthRequest request);

    /**
     * Checks whether the socket has a place for any peer. A link calls it before it sends what may be enough for the
     * peer to take part. The socket may still refuse the peer in {@link #attach}, when its identity is known.
     *
     * @param address the peer's address
     * @throws io.reactivezmq.error.PeerRefusedException when there is no place. The link closes itself and reports it
     *     by {@link #failed}
     */
    default void checkPlace(String address) {}

    /**
     * Adds the link of an authenticated peer to the socket. The side that accepted the connection calls this method
     * before the peer gets the last command of the handshake. The socket may call any method of the link inside this
     * call, including {@link Link#close}. In that case {@link LinkPipe#closed} follows when this method has returned
     * the pipe.
     *
     * @return the pipe of the link
     * @throws io.reactivezmq.error.PeerRefusedException when the socket refuses the peer. The link closes itself and
     *     reports it by {@link #failed}, like any failed handshake
     */
    LinkPipe attach(Link link, PeerInfo peer);

    /**
     * Reports a connection or an attempt that failed before {@link #attach}.
     *
     * @param address the peer's address, or the endpoint when no connection was made
     * @param handshaking whether the connection had reached the handshake. A listener that turns a connection away
     *     without a call of {@link #connected} passes false: others with the same address may be in their handshakes
     * @param cause the reason
     */
    void failed(String address, boolean handshaking, ZmqException cause);
}
