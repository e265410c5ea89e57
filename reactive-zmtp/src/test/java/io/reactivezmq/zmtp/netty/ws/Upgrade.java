package io.reactivezmq.zmtp.netty.ws;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;

/** The beginning of a WebSocket on a channel without a network. */
final class Upgrade {

    private static final String REQUEST = String.join(
            "\r\n",
            "GET / HTTP/1.1",
            "Host: 127.0.0.1:5555",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "Sec-WebSocket-Protocol: ZWS2.0",
            "\r\n");

    private Upgrade() {}

    /** Lets a client ask for the upgrade and send its routing id, which ends the handshake. */
    static void receive(EmbeddedChannel channel) {
        channel.pipeline().fireChannelActive();
        channel.writeInbound(Unpooled.copiedBuffer(REQUEST, StandardCharsets.US_ASCII));
        // Without a mechanism, the first message is the peer's routing id. Masked with zeros, as clients have to.
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {(byte) 0x82, (byte) 0x81, 0, 0, 0, 0, 0}));
    }
}
