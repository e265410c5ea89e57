package io.reactivezmq.samples.concurrency;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.SocketStatistics;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A PUSH and a PULL socket, connected over {@code inproc} on a {@link HandLoop}. Their high-water marks are 4. */
final class PushPull {

    /** Number of messages that {@link #openGate} sends. */
    private static final int FIRST = 1;

    private final HandLoop loop = new HandLoop();
    private final PushSocket push;
    private final PullSocket pull;

    PushPull() {
        this(Duration.ofSeconds(30));
    }

    /** Creates the sockets. The linger applies to the PUSH socket. */
    PushPull(Duration linger) {
        ZmqContext zmq = ZmqContext.on(loop);
        push = zmq.push(o -> o.sendHighWaterMark(4).linger(linger));
        pull = zmq.pull(o -> o.receiveHighWaterMark(4));
        CompletableFuture<@Nullable Endpoint> bound = pull.bind("inproc://hand").toFuture();
        push.connect("inproc://hand");
        loop.run();
        bound.join();
    }

    HandLoop loop() {
        return loop;
    }

    PushSocket push() {
        return push;
    }

    PullSocket pull() {
        return pull;
    }

    /**
     * Has the loop grant the tickets with which other threads can call {@code trySend}. Sends one message and receives
     * it.
     */
    void openGate() {
        while (!trySend(ZmqMessage.of("first"))) {
            loop.run();
        }
        drain();
    }

    /** Runs the loop and the worker until no task is left. */
    void settle(HandScheduler worker) {
        while (!loop.isIdle() || !worker.isIdle()) {
            loop.run();
            worker.run();
        }
    }

    /** Returns how many messages the PUSH socket has sent or dropped since {@link #openGate}. */
    int leftSender() {
        SocketStatistics now = statistics(push);
        return (int) (now.messagesSent() - FIRST + now.dropped());
    }

    /**
     * Returns how many messages the PULL socket has received and not dropped since {@link #openGate}. A dropped message
     * no longer counts as received.
     */
    int keptByReceiver() {
        return (int) (statistics(pull).messagesReceived() - FIRST);
    }

    /**
     * Returns how many messages the PUSH socket counts as sent, but the PULL socket neither as received nor as dropped.
     */
    int lostBetween() {
        SocketStatistics received = statistics(pull);
        return (int) (statistics(push).messagesSent() - received.messagesReceived() - received.dropped());
    }

    private SocketStatistics statistics(ZmqSocket<?> socket) {
        CompletableFuture<@Nullable SocketStatistics> read = socket.statistics().toFuture();
        loop.run();
        return Objects.requireNonNull(read.join());
    }

    /** Tries to send one message for each letter, and returns the accepted letters. A closed socket accepts none. */
    String send(String letters) {
        StringBuilder accepted = new StringBuilder();
        for (String letter : letters.split("")) {
            if (trySend(ZmqMessage.of(letter))) {
                accepted.append(letter);
            }
        }
        return accepted.toString();
    }

    private boolean trySend(ZmqMessage message) {
        try {
            return push.trySend(message);
        } catch (SocketClosedException closed) {
            return false;
        }
    }

    /** Returns all messages that have arrived. No other thread may use the sockets meanwhile. */
    String receiveAll() {
        StringBuilder all = new StringBuilder();
        loop.run(() -> {
            for (ZmqMessage next = pull.tryReceive(); next != null; next = pull.tryReceive()) {
                all.append(next.text());
            }
        });
        return all.toString();
    }

    /**
     * Runs the loop and receives messages until no more arrive, and returns all of them. No other thread may use the
     * sockets meanwhile.
     */
    String drain() {
        StringBuilder all = new StringBuilder();
        String more;
        do {
            loop.run();
            more = receiveAll();
            all.append(more);
        } while (!more.isEmpty());
        return all.toString();
    }
}
