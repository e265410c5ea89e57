package io.reactivezmq.samples.microbenchmarks;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.zmtp.codec.MessageEncoder;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Messages of one kind and their bytes, about as many as come in one read. */
@State(Scope.Thread)
public class Traffic {

    /** A thousand and a few more; {@code @OperationsPerInvocation} wants it to be known. */
    static final int MESSAGES = 1000;

    /** Bytes in the last frame. */
    @Param({"16", "100", "1024"})
    public int size;

    /** Frames before the last one, without bytes. */
    @Param({"0", "1"})
    public int envelope;

    Sessions sessions = new Sessions();
    ZmqMessage message = ZmqMessage.wrap(new byte[0]);
    byte[] bytes = {};

    /** Makes them. */
    @Setup
    public void make() {
        byte[] body = new byte[size];
        message = envelope == 0 ? ZmqMessage.wrap(body) : ZmqMessage.wrap(new byte[0], body);
        MessageEncoder encoder = sessions.push().encoder();
        bytes = new byte[MESSAGES * (int) encoder.encodedSize(message)];
        encode();
    }

    /** Encodes all of them, and returns the position behind the last. */
    int encode() {
        MessageEncoder encoder = sessions.push().encoder();
        int at = 0;
        for (int i = 0; i < MESSAGES; i++) {
            at = encoder.encode(message, bytes, at);
        }
        return at;
    }
}
