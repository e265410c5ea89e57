package io.reactivezmq.spi;

import io.reactivezmq.Endpoint;
import io.reactivezmq.SocketType;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.loop.Loop;
import io.reactivezmq.options.HostResolver;
import io.reactivezmq.options.SocketSettings;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.AuthResult;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The endpoint of a socket that links come to: a bound one, for many, or a connected one, for one at a time. */
public interface LinkHost {

    /** The endpoint as the socket knows it. */
    Endpoint endpoint();

    /** The socket's type. */
    SocketType type();

    /** The socket's settings. */
    SocketSettings settings();

    /** What the application wants host names to be resolved by; null leaves it to the transport. */
    @Nullable
    HostResolver resolver();

    /** The handshakes that are open with all listeners of the context. */
    HandshakeLimiter handshakes();

    /**
     * Where the public-key part of handshakes is computed: on few threads of the context's, so that a crowd of
     * newcomers takes neither the event loops nor all processors from the peers that are there, and with a bounded
     * queue. Beyond it, and once the context has been closed, tasks are rejected.
     */
    default Scheduler handshakeWork() {
        return Schedulers.boundedElastic();
    }

    /** What may be under way to the operating system on all connections of the context. */
    WriteBudget writeBudget();

    /** The socket's loop, on which all calls here are made. */
    Loop loop();

    /** A connection exists; its handshake follows. */
    void connected(String address);

    /**
     * The same, by a transport that knows our end.
     *
     * @param address the peer's address
     * @param localAddress our end of the connection
     */
    default void connected(String address, String localAddress) {
        connected(address);
    }

    /**
     * Asks whether a peer may come in. The answer comes on any thread, within the time set for it; it is never an error
     * and never missing. To be asked under any mechanism by its server, and under NULL if
     * {@link io.reactivezmq.options.SecuritySettings#judgesAnonymous}.
     */
    Mono<AuthResult> authenticate(AuthRequest request);

    /**
     * Checks whether the socket has a place for any peer at all. A link calls it before it sends what may be enough for
     * the peer to take part. A socket may still refuse the peer in {@link #attach}, once it is known.
     *
     * @param address the peer's address
     * @throws io.reactivezmq.error.PeerRefusedException when it has none; the link closes itself, and reports it by
     *     {@link #failed}
     */
    default void checkPlace(String address) {}

    /**
     * Everything is known of the peer, and it has been authenticated: the link takes part in the socket from now on.
     * The side that accepted the connection calls it before the peer is told that the handshake is finished. Any method
     * of the link may be called inside this call already, {@link Link#close} too; {@link LinkPipe#closed} then follows
     * when the pipe is known.
     *
     * @throws io.reactivezmq.error.PeerRefusedException when the socket will not have this peer; the link closes
     *     itself, and tells so by {@link #failed}, as of any other handshake that failed
     */
    LinkPipe attach(Link link, PeerInfo peer);

    /**
     * A connection failed before it could attach.
     *
     * @param address the peer's, or the endpoint's when no connection came about
     * @param handshaking whether it had come as far as the handshake
     */
    void failed(String address, boolean handshaking, ZmqException cause);
}
