package io.reactivezmq;

import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.TooManyPendingException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent.MessagesDropped;
import io.reactivezmq.options.value.OnUnsendable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Sends messages to a socket's peers. A message is accepted as soon as a pipe to a peer has taken it. A pipe queues at
 * most as many messages as the send high-water mark ({@code ZMQ_SNDHWM}). {@link #flush()} reports when accepted
 * messages have been handed to the operating system.
 */
public interface MessageSender {

    /**
     * Sends all messages that the publisher emits. Demand follows the room in the pipes: while no peer has room,
     * nothing is requested. Where the socket drops or fails instead of waiting, it requests bounded batches. It
     * requests on its loop, so a source without threads of its own emits there.
     *
     * <p>Several publishers may be sent at the same time. They share the free room in turn.
     *
     * <p>Closing the socket fails the send, because not all messages were sent. If that is the intended end of an
     * endless publisher, add {@code onErrorComplete(SocketClosedException.class)}.
     *
     * @return a Mono that completes when the publisher has completed and its last message is accepted. It fails with
     *     the publisher's error, with {@link SocketClosedException}, or with a {@link ZmqException} about a message
     *     that can never be sent. Canceling it cancels the publisher
     */
    default Mono<Void> send(Publisher<ZmqMessage> messages) {
        return send(messages, OnUnsendable.ERROR);
    }

    /**
     * Sends all messages that the publisher emits, as {@link #send(Publisher)} does, with a policy for messages that
     * can never be sent. Such a message has the wrong form, for example no routing id at a ROUTER or several frames at
     * a SCATTER. At socket types that report it, this includes messages to a peer that is unknown or has no room.
     *
     * <p>With {@link OnUnsendable#DROP} the message is dropped and sending goes on with the next one. The drop is
     * counted as {@link DropReason#UNSENDABLE}, {@link DropReason#UNROUTABLE} or {@link DropReason#PEER_FULL} and
     * reported by the event {@link MessagesDropped}. The message is given to the subscriber's discard hook
     * ({@code doOnDiscard}).
     *
     * <p>When the send is canceled or fails, with either policy, emitted messages that no pipe has taken are given to
     * the discard hook, on the socket's loop.
     *
     * @return a Mono that completes when the publisher has completed and its last message is accepted or dropped. It
     *     fails as that of {@link #send(Publisher)} does, but with {@link OnUnsendable#DROP} never because of a message
     */
    Mono<Void> send(Publisher<ZmqMessage> messages, OnUnsendable policy);

    /**
     * Sends the messages that a codec makes of values, as {@link #send(Publisher)} does. It fails with a value that
     * cannot be encoded. See {@link #send(Publisher, MessageCodec, OnUnsendable)}.
     */
    default <T> Mono<Void> send(Publisher<T> values, MessageCodec<? super T> codec) {
        return send(values, codec, OnUnsendable.ERROR);
    }

    /**
     * Sends the messages that a codec makes of values, as {@link #send(Publisher, OnUnsendable)} does. A value is
     * encoded on the thread that emits it, once there is room for its message.
     *
     * <p>The policy also applies to values that the codec cannot encode. With {@link OnUnsendable#ERROR}, the publisher
     * is canceled and the send fails with what the codec threw. With {@link OnUnsendable#DROP}, the value is given to
     * the subscriber's discard hook and counted as {@link DropReason#UNSENDABLE}.
     *
     * @param codec encodes each value; must not block
     */
    <T> Mono<Void> send(Publisher<T> values, MessageCodec<? super T> codec, OnUnsendable policy);

    /**
     * Sends one message, and waits for room if there is none.
     *
     * @return a Mono that completes when the message is accepted. It fails with {@link TooManyPendingException} when
     *     more than {@code maxPendingSends} callers would wait, with {@link SocketClosedException}, or with a
     *     {@link ZmqException} when the message can never be sent. Canceling it while the message waits takes the
     *     message back
     */
    Mono<Void> send(ZmqMessage message);

    /** Sends one message of one UTF-8 frame, as {@link #send(ZmqMessage)} does. */
    default Mono<Void> send(String text) {
        return send(ZmqMessage.of(text));
    }

    /**
     * Sends one message if there is room for it, and never waits. On threads other than the socket's loop, the answer
     * may be false for a short time after room has been freed.
     *
     * <p>At socket types whose messages name their peer (ROUTER, SERVER, PEER, STREAM), only the loop knows whether
     * that peer exists and has room. On the loop this method reports that at once, as {@code send} does. On other
     * threads it returns true. If the loop then cannot deliver the message, the drop is counted as
     * {@link DropReason#UNROUTABLE} or {@link DropReason#PEER_FULL} and reported by the event {@link MessagesDropped}.
     * Use {@code send} to get the outcome for each message.
     *
     * @return whether the message was accepted. After false it may be sent again
     * @throws SocketClosedException when the socket is closed
     * @throws ZmqException when the message can never be sent, such as one without a routing id
     */
    boolean trySend(ZmqMessage message);

    /**
     * Returns a Mono that completes when all messages accepted before its subscription have been handed to the
     * operating system. Messages for an endpoint that is not connected are waited for as well.
     */
    Mono<Void> flush();
}
