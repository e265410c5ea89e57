package io.reactivezmq.zmtp.netty;

import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.settings.LinkSettings;
import io.reactivezmq.zmtp.mechanism.Step;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Runs the authentications and computations of one connection's handshake and returns their results on its loop. */
final class HandshakeTasks {

    private final LinkHost host;
    private final String peer;
    private final String certificateSubject;
    private final Disposable.Swap current = Disposables.swap();

    /**
     * Creates the tasks of one connection.
     *
     * @param peer the peer's address as passed to authenticators
     * @param certificateSubject the subject of the peer's TLS certificate; empty when there is none
     */
    HandshakeTasks(LinkHost host, String peer, String certificateSubject) {
        this.host = host;
        this.peer = peer;
        this.certificateSubject = certificateSubject;
    }

    /**
     * Authenticates the peer. The result arrives in a task of its own on the loop, unless {@link #close} is called
     * first.
     */
    void authenticate(Credentials credentials, Consumer<AuthResult> answer) {
        LinkSettings settings = host.settings();
        AuthRequest request = new AuthRequest(
                settings.security().zapDomain(),
                peer,
                settings.metadata().routingId(),
                credentials,
                certificateSubject);
        current.update(
                host.authenticate(request).subscribe(result -> LoopCallback.run(host, () -> answer.accept(result))));
    }

    /**
     * Runs the computation on a handshake thread. Its result or failure arrives in a task of its own on the loop. When
     * the queue of these threads is full, or they have ended, it fails with a {@link PeerLostException}.
     */
    void compute(Supplier<Step> task, Consumer<Step> outcome, Consumer<Throwable> failed) {
        try {
            current.update(host.handshakeWork().schedule(() -> {
                try {
                    Step next = task.get();
                    CurveLog.logOnce();
                    LoopCallback.run(host, () -> outcome.accept(next));
                } catch (Throwable failure) {
                    LoopCallback.run(host, () -> failed.accept(failure));
                }
            }));
        } catch (RejectedExecutionException full) {
            LoopCallback.run(
                    host, () -> failed.accept(new PeerLostException(peer, "too many handshakes at once", full)));
        }
    }

    /** Cancels the current task; its result does not arrive any more. */
    void close() {
        current.dispose();
    }
}
