package io.reactivezmq.internal.routing;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pipe.Pipe;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Takes received messages from the pipes in turn, one whole message at a time. While the sink accepts every message,
 * nothing is queued.
 */
public final class FairQueue {

    private final ArrayDeque<Pipe> waiting = new ArrayDeque<>();
    private final MessageSink sink;
    private int queued;
    private boolean draining;

    /** Creates a queue in front of this sink. */
    public FairQueue(MessageSink sink) {
        this.sink = sink;
    }

    /** Delivers the message to the sink, or queues it in its pipe. */
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

    /**
     * Delivers a message without queueing it. Messages received inside that call, and demand signaled in it, are
     * handled afterwards.
     */
    private void handOver(Pipe pipe, ZmqMessage message) {
        draining = true;
        try {
            sink.next(pipe, message);
        } finally {
            draining = false;
        }
        drain();
    }

    /** Delivers queued messages as long as the sink accepts them. */
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

    /** Removes and returns the next queued message without asking the sink; null if there is none. */
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

    /** Drops the messages that are queued in a pipe. */
    public void discard(Pipe pipe) {
        if (waiting.remove(pipe)) {
            queued -= pipe.discardInbound();
        }
    }

    /** Drops the messages that are queued in all pipes. */
    public void discardAll() {
        Pipe pipe;
        while ((pipe = waiting.poll()) != null) {
            queued -= pipe.discardInbound();
        }
    }

    /** Returns the number of messages that are queued in pipes. */
    public int queued() {
        return queued;
    }
}
