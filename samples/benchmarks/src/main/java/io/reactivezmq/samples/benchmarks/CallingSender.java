package io.reactivezmq.samples.benchmarks;

import io.reactivezmq.MessageSender;
import io.reactivezmq.ZmqMessage;
import java.time.Duration;

/**
 * Sends from application threads, each of which calls {@code send(message)} and waits until the message is accepted.
 */
final class CallingSender {

    private final MessageSender socket;
    private final int threads;
    private final ZmqMessage[] messages;
    private volatile boolean over;

    CallingSender(MessageSender socket, int threads, ZmqMessage... messages) {
        this.socket = socket;
        this.threads = threads;
        this.messages = messages;
    }

    /**
     * Sends until the window is full, and then for the time {@code more}. The window gets the messages of one thread
     * only.
     */
    void run(Window window, Duration more) {
        for (int i = 1; i < threads; i++) {
            Thread other = new Thread(this::sendUntilTheEnd, "sender-" + i);
            other.setDaemon(true);
            other.start();
        }
        int size = messages[0].size(0);
        int next = 0;
        do {
            socket.send(messages[next]).block();
            next = next + 1 == messages.length ? 0 : next + 1;
        } while (window.message(size));
        long end = System.nanoTime() + more.toNanos();
        while (System.nanoTime() < end) {
            // As long as the receiver takes messages, which it may not do any more.
            if (!socket.trySend(messages[0])) {
                Thread.yield();
            }
        }
        over = true;
    }

    private void sendUntilTheEnd() {
        try {
            while (!over) {
                socket.send(messages[0]).block();
            }
        } catch (RuntimeException closed) {
            if (!over) {
                throw closed;
            }
        }
    }
}
