package io.reactivezmq.spi;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import org.jspecify.annotations.Nullable;

/**
 * The bounded pipe between one link and its socket, as the link sees it. All methods are called on the loop.
 *
 * <p>A message is in flight from {@link #poll} until the link reports it as {@link #written}, {@link #uncertain} or
 * {@link #unsendable}, or is {@link #closed}.
 */
public interface LinkPipe {

    /** Returns the peer, with the routing id that the socket assigned to it. Received messages refer to it. */
    PeerInfo peer();

    /**
     * Returns whether another message may be received. If not, the link keeps what it has read, stops reading, and goes
     * on after {@link Link#resume}.
     */
    boolean hasRoom();

    /**
     * Returns how many messages may be received now. When that is less than half of the high-water mark,
     * {@link Link#resume} follows as soon as it is more.
     */
    int room();

    /**
     * Takes a received message. The link calls it only while {@link #hasRoom} is true, except if its transport
     * {@link Transport#carriesDatagrams}. Application code may run inside this call.
     *
     * @throws io.reactivezmq.error.ProtocolException when no peer may send this message to this socket; the link closes
     */
    void receive(ZmqMessage message);

    /**
     * Takes a received subscription or group command, whether or not there is room.
     *
     * @throws io.reactivezmq.error.ProtocolException when the peer exceeds a limit; the link closes
     */
    void receive(Control control);

    /** Counts a received message that the link has dropped because it is not valid here. */
    void rejected(DropReason reason);

    /** Reports that the message polled last cannot be written. It is counted as dropped, and not as sent. */
    void unsendable(DropReason reason);

    /** Reports the end of a burst of received messages. Receivers on other threads are woken now. */
    void readComplete();

    /**
     * Polls the next greeting, which precedes all other messages, or null. Greetings are neither counted nor returned
     * to the pipe: the next connection has its own.
     */
    @Nullable
    ZmqMessage pollUrgent();

    /**
     * Polls the next message to write. Returns null when there is none, or when as many messages are in flight as the
     * high-water mark allows. Application code may run inside this call, because freed room leads to demand.
     *
     * <p>If the link is {@link #closed} while the message is in flight, the message returns to its old place in the
     * queue.
     */
    @Nullable
    ZmqMessage poll();

    /**
     * Polls the next subscription or group command for the peer, or null. Commands precede messages, are never dropped,
     * and do not count against a high-water mark. A link polls them only as fast as it can write them.
     * {@link Link#wake} is called when the first one is available.
     */
    default @Nullable Control pollControl() {
        return null;
    }

    /** Returns a message in flight; index 0 is the oldest. */
    ZmqMessage underWay(int index);

    /**
     * Reports that the operating system, or the peer itself, has taken the oldest messages in flight. Application code
     * may run inside this call, because a flush may complete.
     *
     * @param messages how many
     */
    void written(int messages);

    /**
     * Reports that the connection is lost and that it is unknown whether the peer has the oldest messages in flight.
     * They are counted as {@link DropReason#CONNECTION_LOST}, because they must not be sent twice. Called before
     * {@link #closed}.
     *
     * @param messages how many
     */
    void uncertain(int messages);

    /** Counts bytes read from the connection, for the statistics. */
    void bytesReceived(long bytes);

    /** Counts bytes written to the connection, for the statistics. */
    void bytesSent(long bytes);

    /**
     * Reports that the peer has closed the connection while messages from it still wait for room. The socket sends the
     * peer nothing more, and may close the link. Otherwise the link goes on after {@link Link#resume}, and ends when
     * all of these messages are received.
     */
    default void peerLeft() {}

    /**
     * Counts messages that arrived and are lost with the link, because this side closed it before they could be
     * received. It may also be called after {@link #closed}, for messages that arrive later.
     *
     * @param messages how many
     */
    void undelivered(long messages);

    /**
     * Reports that the link has ended. Messages in flight return to the queue. Only {@link #undelivered} may be called
     * after it.
     *
     * @param cause the reason
     */
    void closed(ZmqException cause);
}
