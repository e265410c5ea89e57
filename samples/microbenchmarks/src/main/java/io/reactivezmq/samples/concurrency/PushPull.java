package io.reactivezmq.samples.concurrency;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.ZmqSocket;
import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.event.SocketStatistics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Two connected sockets on a loop that is turned by hand. */
final class PushPull {

    /** What {@link #openGate} sends. */
    private static final int FIRST = 1;

    private final HandLoop loop = new HandLoop();
    private final PushSocket push;
    private final PullSocket pull;

    PushPull() {
        this(Duration.ofSeconds(30));
    }

    /** What the sender keeps is sent for so long after it was closed. */
    PushPull(Duration linger) {
        ZmqContext zmq = ZmqContext.on(loop);
        push = zmq.push(o -> o.sendHighWaterMark(4).linger(linger));
        pull = zmq.pull(o -> o.receiveHighWaterMark(4));
        pull.bind("inproc://hand").subscribe();
        push.connect("inproc://hand");
        loop.run();
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

    /** Has the loop give out what lets other threads send. */
    void openGate() {
        while (!trySend(ZmqMessage.of("first"))) {
            loop.run();
        }
        drain();
    }

    /** Turns the loop and the worker until nothing is left to do. */
    void settle(HandScheduler worker) {
        while (!loop.isIdle() || !worker.isIdle()) {
            loop.run();
            worker.run();
        }
    }

    /** How many messages have left the sender, or were dropped there, since {@link #openGate}. */
    int leftSender() {
        SocketStatistics now = statistics(push);
        return (int) (now.messagesSent() - FIRST + now.dropped());
    }

    /**
     * How many messages the receiver has got since then and not dropped; what it drops is no longer counted as
     * received.
     */
    int keptByReceiver() {
        return (int) (statistics(pull).messagesReceived() - FIRST);
    }

    /** How many messages the sender says it has sent, of which the receiver knows nothing. */
    int lostBetween() {
        SocketStatistics received = statistics(pull);
        return (int) (statistics(push).messagesSent() - received.messagesReceived() - received.dropped());
    }

    private SocketStatistics statistics(ZmqSocket<?> socket) {
        CompletableFuture<SocketStatistics> read = socket.statistics().toFuture();
        loop.run();
        return read.join();
    }

    /** Tries to send a message for each letter; which of them were accepted. When the socket is closed none is. */
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

    /** All that has come; nothing else may be at work. */
    String receiveAll() {
        StringBuilder all = new StringBuilder();
        loop.run(() -> {
            for (ZmqMessage next = pull.tryReceive(); next != null; next = pull.tryReceive()) {
                all.append(next.text());
            }
        });
        return all.toString();
    }

    /** The same until no more comes. */
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
