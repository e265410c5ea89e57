package io.reactivezmq.zap;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.security.AuthRequest;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.security.CurvePublicKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request to decide whether a peer may connect.
 *
 * <pre>
 * "1.0"         the version
 * request id    chosen by the sender
 * domain
 * address       numeric, without a port
 * identity      of the socket that asks
 * mechanism     NULL, PLAIN, CURVE
 * credentials   none; user and password; the 32 bytes of the client's public key
 * </pre>
 *
 * @param id the request id
 * @param request the peer and its credentials
 */
public record ZapRequest(byte[] id, AuthRequest request) {

    static final String VERSION = "1.0";

    private static final int CREDENTIALS_AT = 6;
    private static final int KEY_BYTES = 32;

    /** Returns the request as a message, without envelope and delimiter. */
    public ZmqMessage encode() {
        List<byte[]> frames = new ArrayList<>();
        frames.add(bytes(VERSION));
        frames.add(id);
        frames.add(bytes(request.domain()));
        frames.add(bytes(request.address()));
        frames.add(request.socketId());
        frames.add(bytes(request.mechanism()));
        Credentials shown = request.credentials();
        if (shown instanceof Credentials.UserPassword plain) {
            frames.add(bytes(plain.user()));
            frames.add(bytes(plain.password()));
        } else if (shown instanceof Credentials.PublicKey curve) {
            frames.add(curve.key().bytes());
        } else if (shown instanceof Credentials.Unknown unknown) {
            frames.addAll(unknown.frames());
        }
        return ZmqMessage.wrap(frames.toArray(byte[][]::new));
    }

    /**
     * Parses a message without envelope and delimiter.
     *
     * @throws ProtocolException when the message is not a request of version 1.0
     */
    public static ZapRequest decode(ZmqMessage message) {
        if (message.frameCount() < CREDENTIALS_AT || !VERSION.equals(message.text(0))) {
            throw new ProtocolException(
                    ProtocolError.MALFORMED_COMMAND,
                    "a message of " + message.frameCount() + " frames is no ZAP request of version 1.0");
        }
        return new ZapRequest(
                message.bytes(1),
                new AuthRequest(message.text(2), message.text(3), message.bytes(4), credentials(message)));
    }

    private static Credentials credentials(ZmqMessage message) {
        String mechanism = message.text(CREDENTIALS_AT - 1);
        int count = message.frameCount() - CREDENTIALS_AT;
        if (mechanism.equals("NULL") && count == 0) {
            return new Credentials.Anonymous();
        }
        if (mechanism.equals("PLAIN") && count == 2) {
            return new Credentials.UserPassword(message.text(CREDENTIALS_AT), message.text(CREDENTIALS_AT + 1));
        }
        if (mechanism.equals("CURVE") && count == 1 && message.size(CREDENTIALS_AT) == KEY_BYTES) {
            return new Credentials.PublicKey(CurvePublicKey.of(message.bytes(CREDENTIALS_AT)));
        }
        if (List.of("NULL", "PLAIN", "CURVE").contains(mechanism)) {
            throw new ProtocolException(
                    ProtocolError.MALFORMED_COMMAND, count + " credentials, which are none of " + mechanism);
        }
        List<byte[]> frames = new ArrayList<>();
        for (int i = CREDENTIALS_AT; i < message.frameCount(); i++) {
            frames.add(message.bytes(i));
        }
        return new Credentials.Unknown(mechanism, frames);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
