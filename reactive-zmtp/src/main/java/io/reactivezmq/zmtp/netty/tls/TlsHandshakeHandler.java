package io.reactivezmq.zmtp.netty.tls;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SniCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.zmtp.netty.Addresses;
import io.reactivezmq.zmtp.netty.OutputLayer;
import io.reactivezmq.zmtp.netty.WaitingOutput;
import io.reactivezmq.zmtp.netty.ZmtpHandler;
import java.time.Duration;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Delays the session until TLS is established, and reports a failure to the session's handler. It closes a channel in
 * which bytes wait without TLS, which would write them for up to three seconds before it closes.
 */
final class TlsHandshakeHandler extends ChannelDuplexHandler implements OutputLayer {

    private final LinkHost host;
    private final boolean accepted;
    private State state = State.HANDSHAKING;

    /** The state of TLS. It changes once, from the first one to one of the others. */
    private enum State {
        HANDSHAKING,
        OPEN,
        FAILED
    }

    TlsHandshakeHandler(LinkHost host, boolean accepted) {
        this.host = host;
        this.accepted = accepted;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // The session becomes active when the handshake is finished.
        context.read();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (state == State.OPEN) {
            context.fireChannelReadComplete();
        } else if (state == State.HANDSHAKING) {
            context.read();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent outcome) {
            if (outcome.isSuccess()) {
                pass(context);
            } else {
                fail(context, outcome.cause());
            }
        } else if (event instanceof SniCompletionEvent choice && !choice.isSuccess()) {
            fail(context, new DecoderException(choice.cause()));
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    private void pass(ChannelHandlerContext context) {
        if (state != State.HANDSHAKING) {
            return;
        }
        state = State.OPEN;
        SslHandler tls = context.pipeline().get(SslHandler.class);
        if (tls != null) {
            String subject = subject(tls.engine().getSession());
            if (subject != null) {
                context.channel().attr(ZmtpHandler.CERTIFICATE_SUBJECT).set(subject);
            }
        }
        context.fireChannelActive();
    }

    private static @Nullable String subject(SSLSession session) {
        try {
            return session.getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException e) {
            // The peer has sent no certificate, and was not asked for one.
            return null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (state == State.OPEN) {
            context.fireExceptionCaught(TlsFailures.named(address(context), cause));
        } else {
            fail(context, cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (state == State.HANDSHAKING) {
            fail(context, new PeerLostException(address(context), "the peer closed the connection during TLS", null));
        }
        context.fireChannelInactive();
    }

    @Override
    public ChannelFuture endOutput(ChannelHandlerContext context) {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        return tls == null ? context.newSucceededFuture() : tls.closeOutbound();
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (WaitingOutput.exists(context.channel())) {
            context.channel().unsafe().close(promise);
        } else {
            context.close(promise);
        }
    }

    private void fail(ChannelHandlerContext context, Throwable cause) {
        if (state != State.HANDSHAKING) {
            return;
        }
        state = State.FAILED;
        String address = address(context);
        Duration limit = host.settings().connect().handshakeTimeout();
        Throwable named = cause instanceof SslHandshakeTimeoutException
                        || cause.getCause() instanceof SslHandshakeTimeoutException
                ? new LinkTimeoutException(address, LinkTimeoutException.Stage.HANDSHAKE, limit)
                : TlsFailures.named(address, cause);
        ZmqException known =
                named instanceof ZmqException zmq ? zmq : new PeerLostException(address, "TLS failed: " + named, named);
        context.pipeline().get(ZmtpHandler.class).failBeforeSession(known);
        context.close();
    }

    private String address(ChannelHandlerContext context) {
        return accepted
                ? Addresses.text(context.channel().remoteAddress())
                : host.endpoint().uri();
    }
}
