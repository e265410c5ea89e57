package io.reactivezmq.zmtp.netty.ws;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.spi.LinkHost;
import java.net.URI;
import java.util.List;

/** The client side of ZWS, which requests the upgrade to a WebSocket. */
final class ZwsClientHandler extends ZwsHandler {

    /** No timeout for the closing handshake, because the session closes the channel. */
    private static final long CLOSE_TIMEOUT = -1;

    private final WebSocketClientHandshaker handshaker;

    ZwsClientHandler(LinkHost host, WsAddress address) {
        super(host, true);
        // Not every host of a TCP endpoint is valid in a java.net.URI, so it is set as a header.
        HttpHeaders headers = new DefaultHttpHeaders().set(HttpHeaderNames.HOST, address.hostHeader());
        // No Origin, which is for browsers. Otherwise a server that accepts only pages of certain origins would refuse
        // this side.
        this.handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                URI.create("ws://localhost" + address.requestPath()),
                WebSocketVersion.V13,
                SubProtocol.offer(protocols()),
                false,
                headers,
                mostBytes(),
                true,
                false,
                CLOSE_TIMEOUT,
                false,
                false);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        handshaker.handshake(context.channel());
        context.fireChannelActive();
    }

    @Override
    void receiveHttp(ChannelHandlerContext context, Object message) {
        if (!(message instanceof FullHttpResponse response)) {
            return;
        }
        try {
            handshaker.finishHandshake(context.channel(), response);
        } catch (WebSocketHandshakeException e) {
            boolean protocol = String.valueOf(e.getMessage()).contains("subprotocol");
            fail(
                    context,
                    protocol ? ProtocolError.MECHANISM_MISMATCH : ProtocolError.MALFORMED_GREETING,
                    "it does not become a WebSocket for " + SubProtocol.offer(protocols()) + ": HTTP status "
                            + response.status() + ", " + e.getMessage());
            return;
        }
        SubProtocol chosen = SubProtocol.choose(protocols(), List.of(String.valueOf(handshaker.actualSubprotocol())));
        if (chosen == null) {
            fail(context, ProtocolError.MECHANISM_MISMATCH, "the peer chose none of our sub-protocols");
        } else {
            upgraded(context, chosen);
        }
    }
}
