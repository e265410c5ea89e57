package io.reactivezmq.internal.routing;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pipe.Pipe;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Takes one whole message at a time from each pipe in turn. As long as the sink takes all that comes, nothing is queued
 * at all.
 */
public final class FairQueue {

    private final ArrayDeque<Pipe> waiting = new ArrayDeque<>();
    private final MessageSink sink;
    private int queued;
    private boolean draining;

    /** A queue in front of this sink. */
    public FairQueue(MessageSink sink) {
        this.sink = sink;
    }

    /** Hands the message over, or keeps it in its pipe. */
    public void received(Pipe pipe, ZmqMessage message) {
        if (queued == 0 && !draining && sink.ready()) {
            handOver(pipe, message);
            return;
        }
        int before = pipe.queued();
        pipe.enqueue(message);
        if (before == 0) {
            waiting.addLast(pipe);
        }
        queued += pipe.queued() - before;
    }

    /** Past the queue. What comes, or is asked for, inside that call has its turn behind it. */
    private void handOver(Pipe pipe, ZmqMessage message) {
        draining = true;
        try {
            sink.next(pipe, message);
        } finally {
            draining = false;
        }
        drain();
    }

    /** Hands over as many as the sink takes. */
    public void drain() {
        if (draining || queued == 0) {
            return;
        }
        draining = true;
        try {
            while (queued > 0 && sink.ready()) {
                Pipe pipe = waiting.removeFirst();
                sink.next(pipe, next(pipe));
            }
        } finally {
            draining = false;
        }
        sink.readComplete();
    }

    /** The next message, past the sink, or null. */
    public @Nullable ZmqMessage poll() {
        return queued == 0 ? null : next(waiting.removeFirst());
    }

    private ZmqMessage next(Pipe pipe) {
        ZmqMessage message = pipe.dequeue();
        queued--;
        if (pipe.queued() > 0) {
            waiting.addLast(pipe);
        }
        return message;
    }

    /** Drops what a pipe still holds. */
    public void discard(Pipe pipe) {
        if (waiting.remove(pipe)) {
            queued -= pipe.discardInbound();
        }
    }

    /** Drops what all pipes hold. */
    public void discardAll() {
        Pipe pipe;
        while ((pipe = waiting.poll()) != null) {
            queued -= pipe.discardInbound();
        }
    }

    /** How many messages the pipes hold. */
    public int queued() {
        return queued;
    }
}
