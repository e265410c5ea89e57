package io.reactivezmq;

import io.reactivezmq.error.SocketClosedException;
import io.reactivezmq.error.TooManyPendingException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.SocketEvent.MessagesDropped;
import io.reactivezmq.options.OnUnsendable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * The side that sends. A message is sent when it is accepted by a pipe to a peer, which holds at most the send
 * high-water mark ({@code ZMQ_SNDHWM}); {@link #flush()} tells when it has left the process.
 */
public interface MessageSender {

    /**
     * Sends all that this publisher emits. It is asked for what the pipes have room for, and for no more: no peer, no
     * demand. The demand is signalled on the socket's loop, so a source without threads of its own runs there.
     *
     * <p>Several of these may be under way at once; free room is shared between them in turn.
     *
     * <p>Closing the socket ends it with an error, as not all was sent. Where the publisher has no end, and that is how
     * sending is meant to end, {@code onErrorComplete(SocketClosedException.class)} says so.
     *
     * @return completes when the publisher has completed and its last message is accepted; fails with what the
     *     publisher failed with, with {@link SocketClosedException}, or with a {@link ZmqException} about a message
     *     that can never be sent. Cancelling it cancels the publisher
     */
    default Mono<Void> send(Publisher<ZmqMessage> messages) {
        return send(messages, OnUnsendable.ERROR);
    }

    /**
     * Sends all that this publisher emits, as {@link #send(Publisher)} does, and says what becomes of a message that
     * can never be sent: one of the wrong form, such as one without a routing id at a ROUTER or of several frames at a
     * SCATTER, or one for a peer that is not there or has no room where the socket type reports that.
     *
     * <p>With {@link OnUnsendable#DROP} such a message is dropped: counted as {@link DropReason#UNSENDABLE},
     * {@link DropReason#UNROUTABLE} or {@link DropReason#PEER_FULL}, reported by the event {@link MessagesDropped}, and
     * given to the subscriber's discard hook ({@code doOnDiscard}). Sending goes on with the next message.
     *
     * <p>With either policy, a message that the publisher has emitted and no pipe has taken when the sending is
     * cancelled or fails is given to the discard hook, on the socket's loop.
     *
     * @return completes when the publisher has completed and its last message is accepted or dropped; fails as
     *     {@link #send(Publisher)} does, but with {@link OnUnsendable#DROP} not for a message
     */
    Mono<Void> send(Publisher<ZmqMessage> messages, OnUnsendable policy);

    /**
     * Sends one message, waiting for room if there is none.
     *
     * @return completes when it is accepted; fails with {@link TooManyPendingException} when too many wait already, or
     *     with {@link SocketClosedException}. Cancelling it while it waits takes the message back
     */
    Mono<Void> send(ZmqMessage message);

    /** Sends one message of one UTF-8 frame. */
    default Mono<Void> send(String text) {
        return send(ZmqMessage.of(text));
    }

    /**
     * Sends one message if there is room for it, and never waits. From other threads than the socket's loop the answer
     * may be false shortly after room has come about.
     *
     * <p>Where a message says itself whom it is for (ROUTER, SERVER, PEER, STREAM), only the loop knows whether that
     * peer is there and has room. Called on the loop this tells at once, as {@code send} does. Called elsewhere it is
     * true, and what proves undeliverable on the loop is counted, and told by the event {@link MessagesDropped} with
     * {@link DropReason#UNROUTABLE} or {@link DropReason#PEER_FULL}. Whoever must know of each message uses
     * {@code send}.
     *
     * @return whether it was accepted; false means that it was not taken and may be sent again
     * @throws SocketClosedException when the socket is closed
     * @throws ZmqException when the message can never be sent, such as one without a routing id
     */
    boolean trySend(ZmqMessage message);

    /**
     * Completes when all that was accepted before is handed to the operating system. What waits for a peer to connect
     * is waited for.
     */
    Mono<Void> flush();
}
