package io.reactivezmq.internal.routing;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pipe.InboundQueue;
import io.reactivezmq.internal.pipe.Pipe;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Takes received messages from the pipes, and from other queues of a socket, in turn, one whole message at a time.
 * While the sink accepts every message, nothing is queued.
 */
public final class FairQueue {

    private final ArrayDeque<InboundQueue> waiting = new ArrayDeque<>();
    private final MessageSink sink;
    private int queued;
    private boolean draining;

    /** Creates a queue in front of this sink. */
    public FairQueue(MessageSink sink) {
        this.sink = sink;
    }

    /** Delivers the message, or queues it in its pipe. */
    public void received(Pipe pipe, ZmqMessage message) {
        if (passesThrough()) {
            handOver(pipe, message);
        } else {
            enqueue(pipe, message);
        }
    }

    /** Returns the message that was delivered last, as no receiver wants it after all. */
    public void putBack(Pipe pipe, ZmqMessage message) {
        if (pipe.queued() == 0) {
            waiting.addFirst(pipe);
        }
        pipe.putBack(message);
        queued++;
    }

    /** Delivers a message that the socket itself has made, or queues it in this queue. */
    public void deliver(InboundQueue queue, ZmqMessage message) {
        if (passesThrough()) {
            handOver(null, message);
        } else {
            enqueue(queue, message);
        }
    }

    private boolean passesThrough() {
        return queued == 0 && !draining && sink.ready();
    }

    private void enqueue(InboundQueue queue, ZmqMessage message) {
        int before = queue.queued();
        queue.enqueue(message);
        if (before == 0) {
            waiting.addLast(queue);
        }
        queued += queue.queued() - before;
    }

    /**
     * Delivers a message without queueing it. Messages received inside that call, and demand signaled in it, are
     * handled afterwards.
     */
    private void handOver(@Nullable Pipe pipe, ZmqMessage message) {
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
                InboundQueue queue = waiting.removeFirst();
                sink.next(queue.pipe(), next(queue));
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

    private ZmqMessage next(InboundQueue queue) {
        ZmqMessage message = queue.dequeue();
        queued--;
        if (queue.queued() > 0) {
            waiting.addLast(queue);
        }
        return message;
    }

    /** Drops the messages that are queued in a pipe. */
    public void discard(Pipe pipe) {
        if (waiting.remove(pipe)) {
            queued -= pipe.discardInbound();
        }
    }

    /** Drops all queued messages. */
    public void discardAll() {
        InboundQueue queue;
        while ((queue = waiting.poll()) != null) {
            queued -= queue.discardInbound();
        }
    }

    /** Returns the number of queued messages. */
    public int queued() {
        return queued;
    }

    /** Reports the end of a burst of messages to the sink. */
    public void readComplete() {
        sink.readComplete();
    }
}
