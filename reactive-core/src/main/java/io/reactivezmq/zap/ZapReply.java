package io.reactivezmq.zap;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.security.AuthResult;
import java.nio.charset.StandardCharsets;

/**
 * The reply to a {@link ZapRequest}.
 *
 * <pre>
 * "1.0"         the version
 * request id    as in the request
 * status        200, 300, 400 or 500
 * text          for logs
 * user id
 * metadata      as in a READY command
 * </pre>
 *
 * @param id the request id
 * @param result the decision
 */
public record ZapReply(byte[] id, AuthResult result) {

    private static final int FRAMES = 6;

    /** Returns the reply as a message, without envelope and delimiter. */
    public ZmqMessage encode() {
        return ZmqMessage.wrap(
                bytes(ZapRequest.VERSION),
                id,
                bytes(Integer.toString(result.status().code())),
                bytes(result.text()),
                bytes(result.userId()),
                ZapMetadata.encode(result.metadata()));
    }

    /**
     * Parses a message without envelope and delimiter.
     *
     * @throws ProtocolException when the message is not a reply of version 1.0
     */
    public static ZapReply decode(ZmqMessage message) {
        if (message.frameCount() != FRAMES) {
            throw new ProtocolException(
                    ProtocolError.ZAP_MALFORMED_REPLY,
                    "a ZAP reply of " + message.frameCount() + " frames behind the delimiter, not 6");
        }
        if (!ZapRequest.VERSION.equals(message.text(0))) {
            throw new ProtocolException(ProtocolError.ZAP_BAD_VERSION, "a ZAP reply of another version than 1.0");
        }
        AuthResult.Status status = status(message.text(2));
        return new ZapReply(
                message.bytes(1),
                new AuthResult(
                        status, message.text(3), message.text(4), ZapMetadata.decode(message.unwrap(FRAMES - 1))));
    }

    private static AuthResult.Status status(String code) {
        for (AuthResult.Status status : AuthResult.Status.values()) {
            if (Integer.toString(status.code()).equals(code)) {
                return status;
            }
        }
        throw new ProtocolException(
                ProtocolError.ZAP_INVALID_STATUS_CODE, "a ZAP reply with another status than 200, 300, 400 and 500");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
