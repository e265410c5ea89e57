package io.reactivezmq;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The side that receives. Messages from all peers are taken fairly in turn. Each message goes to exactly one receiver:
 * the one whose demand is oldest. Demand is ZeroMQ's high-water mark: what nobody asks for waits in the pipes, up to
 * {@code ZMQ_RCVHWM} each; then the connection is no longer read, and the peer feels it.
 */
public interface MessageReceiver {

    /**
     * The messages, on the socket's loop. It never fails; it completes when the socket is closed. A message leaves its
     * queue only in the step that hands it over, so cancelling on the loop, or from inside {@code onNext}, loses none.
     * Of what cancels on another thread, {@code timeout} for one, Reactor may drop the one message that is being handed
     * over in the same moment; for giving up in time there is {@link #receiveOne(Duration)}.
     *
     * <p>Each peer's messages keep their order over all receivers that follow one another, of whichever kind.
     */
    Flux<ZmqMessage> receive();

    /**
     * The messages, on a worker of this scheduler. They cross over in batches through a window of at most the receive
     * high-water mark, refilled by halves, which adds to what the socket holds; this costs a fraction of
     * {@code receive().publishOn(scheduler)}. What was not handed over when it is cancelled, on whichever thread, is
     * back in the socket, at its place, before a later receiver gets anything; {@code onNext} may block meanwhile, and
     * is not interrupted. It fails only when the scheduler refuses it a worker or the worker's task, or is disposed of,
     * with a {@link java.util.concurrent.RejectedExecutionException}.
     */
    Flux<ZmqMessage> receive(Scheduler scheduler);

    /** The next message, on the socket's loop; empty when the socket is closed first. */
    Mono<ZmqMessage> receiveOne();

    /**
     * The next message, on the socket's loop, if it comes within this time ({@code ZMQ_RCVTIMEO}, for this call); empty
     * when the socket is closed first. The loop decides between the message and the timeout, so that none is lost,
     * other than with {@code receiveOne().timeout(..)}. The time begins with the subscription. Zero takes a message
     * that is here now.
     *
     * <p>It fails with a {@link io.reactivezmq.error.ReceiveTimeoutException} when no message came in time.
     *
     * @throws IllegalArgumentException when the time is negative
     */
    Mono<ZmqMessage> receiveOne(Duration timeout);

    /**
     * A message that is here now, or null. On the socket's loop the answer is exact. Elsewhere a few messages are set
     * aside for this call, and null may mean that they are being fetched.
     */
    @Nullable
    ZmqMessage tryReceive();
}
