package io.reactivezmq;

import io.reactivezmq.error.UndecodableMessageException;
import io.reactivezmq.options.value.OnUndecodable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Receives messages from a socket's peers, taken from all of them in turn (fair queueing). Each message goes to exactly
 * one receiver: the one with the oldest demand.
 *
 * <p>Without demand, messages wait in the pipe of their peer, up to the receive high-water mark ({@code ZMQ_RCVHWM}).
 * Then the connection is not read until there is room, which back-pressures the peer.
 *
 * <p>All receivers complete when the socket is closed. One that is subscribed to later fails with a
 * {@link io.reactivezmq.error.SocketClosedException}, so that {@code repeat()} behind any of these methods ends.
 */
public interface MessageReceiver {

    /**
     * Receives messages on the socket's loop. The Flux completes when the socket is closed, and no failure of a peer
     * ends it with an error.
     *
     * <p>A message leaves its queue only in the step that delivers it. So canceling on the loop, or inside
     * {@code onNext}, loses no message. An operator that cancels on another thread, such as {@code timeout}, may drop
     * the one message that is being delivered at that moment. Use {@link #receiveOne(Duration)} to receive with a time
     * limit.
     *
     * <p>The messages of each peer keep their order across consecutive receivers of any kind.
     */
    Flux<ZmqMessage> receive();

    /**
     * Receives messages on a worker of the scheduler. Messages cross from the loop in batches, through a window that is
     * refilled when half of it is used. The window holds at most the receive high-water mark, in addition to what the
     * socket holds. This costs a fraction of {@code receive().publishOn(scheduler)}.
     *
     * <p>After cancellation, on any thread, undelivered messages return to their place in the socket before a later
     * receiver gets a message. {@code onNext} may still be blocking at that time; it is not interrupted.
     *
     * <p>The Flux completes when the socket is closed. While the socket is open, it fails only with a
     * {@link java.util.concurrent.RejectedExecutionException}, when the scheduler rejects the worker or its task, or is
     * disposed of.
     */
    Flux<ZmqMessage> receive(Scheduler scheduler);

    /**
     * Receives values, decoded on the socket's loop, and fails with a message that cannot be decoded. See
     * {@link #receive(MessageCodec, OnUndecodable)}.
     */
    default <T> Flux<T> receive(MessageCodec<T> codec) {
        return receive(codec, OnUndecodable.FAIL);
    }

    /**
     * Receives values: messages as {@link #receive()} does, decoded on the socket's loop. Demand counts values.
     *
     * <p>The policy is about messages that the codec cannot decode. With {@link OnUndecodable#FAIL}, the Flux fails
     * with an {@link UndecodableMessageException} that names the peer; later messages stay in the socket. With
     * {@link OnUndecodable#SKIP}, no peer can end the Flux: the message is counted as
     * {@link io.reactivezmq.event.DropReason#UNDECODABLE} for the socket, and reported by the event
     * {@code MessagesDropped}. It is given to the subscriber's discard hook ({@code doOnDiscard}), where
     * {@link ZmqMessage#peer()} is the peer.
     *
     * @param codec decodes each message; must not block
     */
    <T> Flux<T> receive(MessageCodec<T> codec, OnUndecodable policy);

    /**
     * Receives values: messages as {@link #receive(Scheduler)} does, decoded on the worker of the scheduler. See
     * {@link #receive(MessageCodec, OnUndecodable)}.
     */
    <T> Flux<T> receive(Scheduler scheduler, MessageCodec<T> codec, OnUndecodable policy);

    /** Receives the next message, on the socket's loop. The Mono completes empty when the socket is closed first. */
    Mono<ZmqMessage> receiveOne();

    /**
     * Receives the next message if it arrives within the timeout ({@code ZMQ_RCVTIMEO}, for this call). The Mono
     * signals on the socket's loop and completes empty when the socket is closed first.
     *
     * <p>The timeout starts at subscription. With zero, only a message that is already waiting is received. The loop
     * decides between message and timeout, so no message is lost, unlike with {@code receiveOne().timeout(..)}.
     *
     * <p>The Mono fails with a {@link io.reactivezmq.error.ReceiveTimeoutException} when no message arrives in time.
     *
     * @throws IllegalArgumentException when the timeout is negative
     */
    Mono<ZmqMessage> receiveOne(Duration timeout);

    /**
     * Returns a message that is already waiting, or null. It never waits.
     *
     * <p>On the socket's loop the answer is exact. On other threads a few messages are set aside for this method, and
     * null may mean that they are still being fetched.
     */
    @Nullable
    ZmqMessage tryReceive();
}
