package io.reactivezmq.zmtp.session;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.spi.ReceivedMessages;
import io.reactivezmq.zmtp.codec.MessageEncoder;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The session of a STREAM socket, without any protocol. The connection is ready at once. Bytes that are read become a
 * message, and the bytes of a message are written.
 */
public final class RawSession implements Session {

    private final SessionHandler handler;
    private @Nullable LinkPipe pipe;
    private boolean closed;

    /** Creates a session that has not started. */
    public RawSession(SessionHandler handler) {
        this.handler = handler;
    }

    @Override
    public void start() {
        pipe = handler.ready(
                new PeerAnnouncement("", new byte[0], Map.of(), 0, 0, AuthResult.accepted()),
                SessionTraffic.of(ByteEncoder.INSTANCE));
    }

    @Override
    public int receive(byte[] data, int from, int to) {
        LinkPipe target = pipe;
        if (closed || target == null || from == to || !target.hasRoom()) {
            return 0;
        }
        target.receive(ReceivedMessages.of(Arrays.copyOfRange(data, from, to), target.peer()));
        return to - from;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Writes the frame bodies of a message without headers. */
    private static final class ByteEncoder implements MessageEncoder {

        static final ByteEncoder INSTANCE = new ByteEncoder();

        @Override
        public long encodedSize(ZmqMessage message) {
            return message.size();
        }

        @Override
        public int encode(ZmqMessage message, byte[] out, int at) {
            int next = at;
            for (int i = 0; i < message.frameCount(); i++) {
                next = encodeFrame(message, i, out, next);
            }
            return next;
        }

        @Override
        public long encodedSize(ZmqMessage message, int frame) {
            return message.size(frame);
        }

        @Override
        public int encodeFrame(ZmqMessage message, int frame, byte[] out, int at) {
            byte[] body = message.unwrap(frame);
            System.arraycopy(body, 0, out, at, body.length);
            return at + body.length;
        }

        @Override
        public int encodeHeader(ZmqMessage message, int frame, byte[] out, int at) {
            return at;
        }

        @Override
        public boolean bodiesAreClear() {
            return true;
        }
    }
}
