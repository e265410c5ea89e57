package io.reactivezmq.samples.microbenchmarks;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.zmtp.codec.MessageEncoder;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Messages of one kind and their encoded bytes, as one batch for the decoder or the encoder. */
@State(Scope.Thread)
public class Traffic {

    /** Number of messages. A constant, as {@code @OperationsPerInvocation} needs one. */
    static final int MESSAGES = 1000;

    /** Number of bytes in the last frame. */
    @Param({"16", "100", "1024"})
    public int size;

    /** Number of empty frames before the last one. */
    @Param({"0", "1"})
    public int envelope;

    Sessions sessions = new Sessions();
    ZmqMessage message = ZmqMessage.wrap(new byte[0]);
    byte[] bytes = {};

    /** Creates the message and its encoded bytes. */
    @Setup
    public void make() {
        byte[] body = new byte[size];
        message = envelope == 0 ? ZmqMessage.wrap(body) : ZmqMessage.wrap(new byte[0], body);
        MessageEncoder encoder = sessions.push().encoder();
        bytes = new byte[MESSAGES * (int) encoder.encodedSize(message)];
        encode();
    }

    /** Encodes all messages and returns the position after the last one. */
    int encode() {
        MessageEncoder encoder = sessions.push().encoder();
        int at = 0;
        for (int i = 0; i < MESSAGES; i++) {
            at = encoder.encode(message, bytes, at);
        }
        return at;
    }
}
