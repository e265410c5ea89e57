package io.reactivezmq.zmtp.netty;

import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.options.SocketSettings;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.zmtp.mechanism.Step;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Carries the questions of one connection's handshake away, and the answers back to its loop. */
final class HandshakeTasks {

    private final LinkHost host;
    private final String peer;
    private final String certificateSubject;
    private final Disposable.Swap question = Disposables.swap();

    /**
     * For one connection.
     *
     * @param peer the peer's address as authenticators are told
     * @param certificateSubject whose certificate it has shown, or empty
     */
    HandshakeTasks(LinkHost host, String peer, String certificateSubject) {
        this.host = host;
        this.peer = peer;
        this.certificateSubject = certificateSubject;
    }

    /** Has the peer judged. The answer comes in a task of its own on the loop; none comes after {@link #close}. */
    void authenticate(Credentials credentials, Consumer<AuthResult> answer) {
        SocketSettings settings = host.settings();
        AuthRequest request = new AuthRequest(
                settings.security().zapDomain(), peer, settings.announcedId(), credentials, certificateSubject);
        question.update(
                host.authenticate(request).subscribe(result -> LoopCallback.run(host, () -> answer.accept(result))));
    }

    /** Has this computed elsewhere. The outcome comes as answers do. */
    void compute(Supplier<Step> task, Consumer<Step> outcome, Consumer<Throwable> failed) {
        try {
            question.update(host.handshakeWork().schedule(() -> {
                try {
                    Step next = task.get();
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

    /** Waits for no answer any more. */
    void close() {
        question.dispose();
    }
}
