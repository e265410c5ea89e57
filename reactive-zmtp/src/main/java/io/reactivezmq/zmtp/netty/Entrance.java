package io.reactivezmq.zmtp.netty;

import io.netty.channel.ChannelHandlerContext;
import io.reactivezmq.options.SocketSettings;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.spi.LinkHost;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Carries the questions of one connection's handshake away, and the answers back to its loop. */
final class Entrance {

    private final ChannelHandlerContext ctx;
    private final LinkHost host;
    private final String peer;
    private final Disposable.Swap question = Disposables.swap();

    /**
     * For one connection.
     *
     * @param peer the peer's address as authenticators are told
     */
    Entrance(ChannelHandlerContext ctx, LinkHost host, String peer) {
        this.ctx = ctx;
        this.host = host;
        this.peer = peer;
    }

    /** Has the peer judged. The answer comes in a task of its own on the loop; none comes after {@link #close}. */
    void authenticate(Credentials credentials, Consumer<AuthResult> answer) {
        SocketSettings settings = host.settings();
        AuthRequest request =
                new AuthRequest(settings.security().zapDomain(), peer, settings.announcedId(), credentials);
        question.update(
                host.authenticate(request).subscribe(result -> ctx.executor().execute(() -> answer.accept(result))));
    }

    /** Waits for no answer any more. */
    void close() {
        question.dispose();
    }
}
