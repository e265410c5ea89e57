package io.reactivezmq.zmtp.netty.ws;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.reactivezmq.error.ProtocolError;
import org.jspecify.annotations.Nullable;

/** Collects an upgrade request or its response. One with a long body ends the connection, with that reason. */
final class UpgradeCollector extends HttpObjectAggregator {

    /** More bytes than the body of an upgrade request or response needs, which has none. */
    private static final int LONGEST_BODY = 8 * 1024;

    UpgradeCollector() {
        super(LONGEST_BODY);
    }

    /** Sends no 100 to a client that waits for it, as an upgrade has no body to wait for. */
    @Override
    protected @Nullable Object newContinueResponse(HttpMessage start, int most, ChannelPipeline pipeline) {
        return null;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        if (oversized instanceof HttpRequest) {
            DefaultFullHttpResponse answer =
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
            answer.headers()
                    .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
            context.writeAndFlush(answer);
        }
        String answered = oversized instanceof HttpResponse response ? " of status " + response.status() : "";
        ZwsHandler.fail(
                context,
                ProtocolError.LIMIT_EXCEEDED,
                "instead of an upgrade, an HTTP message" + answered + " with a body of more than " + LONGEST_BODY
                        + " bytes");
    }
}
