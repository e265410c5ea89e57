package io.reactivezmq.zmtp.netty.ws;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.CharsetUtil;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.spi.LinkHost;
import java.util.List;
import java.util.Set;

/** The server side of ZWS, which accepts or refuses the upgrade to a WebSocket. */
final class ZwsServerHandler extends ZwsHandler {

    private static final int LONGEST_SHOWN = 200;

    private final WsAddress address;
    private final Set<String> origins;

    ZwsServerHandler(LinkHost host, WsAddress address) {
        super(host, false);
        this.address = address;
        this.origins = host.settings().transport().accept().origins();
    }

    @Override
    void receiveHttp(ChannelHandlerContext context, Object message) {
        if (!(message instanceof FullHttpRequest request)) {
            return;
        }
        if (!request.decoderResult().isSuccess()) {
            refuse(context, HttpResponseStatus.BAD_REQUEST, ProtocolError.MALFORMED_GREETING, "no HTTP request");
        } else if (!isUpgrade(request)) {
            refuse(
                    context,
                    HttpResponseStatus.UPGRADE_REQUIRED,
                    ProtocolError.MALFORMED_GREETING,
                    "an HTTP request that is none for a WebSocket of version 13");
        } else if (!address.serves(request.uri())) {
            refuse(
                    context,
                    HttpResponseStatus.NOT_FOUND,
                    ProtocolError.MALFORMED_GREETING,
                    "another path is asked for");
        } else if (!isWanted(request)) {
            answer(context, HttpResponseStatus.FORBIDDEN, "but not with pages of that origin");
            context.fireExceptionCaught(new PeerRefusedException(
                    "",
                    "acceptOrigin refuses pages from " + shown(request.headers().getAll(HttpHeaderNames.ORIGIN))));
        } else {
            choose(context, request);
        }
    }

    /**
     * Returns whether the accept filter admits the origin. Only browsers send one, and a page cannot make them send
     * another.
     */
    private boolean isWanted(FullHttpRequest request) {
        return origins.isEmpty() || origins.containsAll(request.headers().getAll(HttpHeaderNames.ORIGIN));
    }

    private static String shown(List<String> origins) {
        String all = String.join(", ", origins);
        return all.length() <= LONGEST_SHOWN ? all : all.substring(0, LONGEST_SHOWN) + "...";
    }

    private static boolean isUpgrade(FullHttpRequest request) {
        return request.method().equals(HttpMethod.GET)
                && request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
                && WebSocketVersion.V13
                        .toHttpHeaderValue()
                        .equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION, ""));
    }

    private void choose(ChannelHandlerContext context, FullHttpRequest request) {
        SubProtocol protocol =
                SubProtocol.choose(protocols(), request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL));
        if (protocol == null) {
            refuse(
                    context,
                    HttpResponseStatus.BAD_REQUEST,
                    ProtocolError.MECHANISM_MISMATCH,
                    "none of the sub-protocols that are asked for is among ours, " + SubProtocol.offer(protocols()));
            return;
        }
        // The handshaker reads only one header, but there may be several.
        request.headers().set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, protocol.name());
        WebSocketDecoderConfig config = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(mostBytes())
                .allowExtensions(false)
                .withUTF8Validator(false)
                .build();
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(
                        address.requestPath(), protocol.name(), config)
                .newHandshaker(request);
        handshaker.handshake(context.channel(), request).addListener(done -> {
            if (done.isSuccess()) {
                upgraded(context, protocol);
            } else {
                context.fireExceptionCaught(done.cause());
            }
        });
    }

    private void refuse(ChannelHandlerContext context, HttpResponseStatus status, ProtocolError error, String why) {
        answer(context, status, why);
        fail(context, error, why);
    }

    private static void answer(ChannelHandlerContext context, HttpResponseStatus status, String why) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                status,
                Unpooled.copiedBuffer("ZWS 2.0 is spoken here: " + why + "\n", CharsetUtil.UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            response.headers()
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, WebSocketVersion.V13.toHttpHeaderValue());
        }
        context.writeAndFlush(response);
    }
}
