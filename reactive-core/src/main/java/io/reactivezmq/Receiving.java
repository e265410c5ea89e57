package io.reactivezmq;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The side that receives. Messages from all peers are taken fairly in turn. Each message goes to exactly one receiver:
 * the one whose demand is oldest. Demand is ZeroMQ's high-water mark: what nobody asks for waits in the pipes, up to
 * {@code ZMQ_RCVHWM} each; then the connection is no longer read, and the peer feels it.
 */
public interface Receiving {

    /**
     * The messages, on the socket's loop. It never fails; it completes when the socket is closed. A message leaves its
     * queue only in the step that hands it over, so cancelling loses none.
     */
    Flux<ZmqMessage> receive();

    /**
     * The messages, on a worker of this scheduler. They cross over in batches through a window of at most the receive
     * high-water mark, refilled by halves, which adds to what the socket holds; this costs a fraction of
     * {@code receive().publishOn(scheduler)}. What was not handed over when it is cancelled goes back into the socket. It
     * fails only when the scheduler refuses it a worker.
     */
    Flux<ZmqMessage> receive(Scheduler scheduler);

    /** The next message, on the socket's loop; empty when the socket is closed first. */
    Mono<ZmqMessage> receiveOne();

    /**
     * A message that is here now, or null. On the socket's loop the answer is exact. Elsewhere a few messages are set
     * aside for this call, and null may mean that they are being fetched.
     */
    @Nullable
    ZmqMessage tryReceive();
}
