package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.MessageSink;
import org.jspecify.annotations.Nullable;

/** REP: takes the envelope off each request, and puts it in front of the answer (RFC 28). */
public final class RepPattern extends ReceivingPattern {

    /** In front of this sink. */
    public RepPattern(MessageSink sink) {
        super(sink);
    }

    /** Reads a request; null, and counted, when it has no envelope or nothing behind it. */
    public static @Nullable Query open(Pipe asker, ZmqMessage message) {
        int delimiter = 0;
        while (delimiter < message.frameCount() && message.size(delimiter) != 0) {
            delimiter++;
        }
        if (delimiter + 1 >= message.frameCount()) {
            asker.drop(DropReason.MALFORMED, 1);
            return null;
        }
        byte[][] envelope = new byte[delimiter + 1][];
        for (int i = 0; i <= delimiter; i++) {
            envelope[i] = message.unwrap(i);
        }
        return new Query(asker, asker.generation(), envelope, message.dropFirst(delimiter + 1));
    }

    /** Sends the answer to whoever asked; counted when it cannot be. */
    public static void reply(Query query, ZmqMessage answer) {
        Pipe asker = query.asker();
        if (!asker.connected() || asker.generation() != query.generation()) {
            asker.drop(DropReason.PEER_GONE, 1);
            return;
        }
        if (!asker.offerOrDrain(answer.prepend(query.envelope()))) {
            asker.drop(DropReason.PEER_FULL, 1);
        }
        asker.hasten();
    }
}
