package io.reactivezmq.spi;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import org.jspecify.annotations.Nullable;

/** The bounded lane between one link and its socket, seen from the link. All calls are made on the loop. */
public interface LinkPipe {

    /** The peer, with the routing id the socket gave it; received messages carry it. */
    PeerInfo peer();

    /**
     * Whether another message may be received. When not, the link keeps what it has, stops reading, and goes on at
     * {@link Link#resume}.
     */
    boolean hasRoom();

    /**
     * How many messages may be received now. When that is less than half of the high-water mark, {@link Link#resume}
     * follows as soon as it is more.
     */
    int room();

    /**
     * A whole message came. Only while {@link #hasRoom}, or of a transport that {@link Transport#carriesDatagrams}.
     * Application code may run inside this call.
     *
     * @throws io.reactivezmq.error.ProtocolException when no peer of this socket may send that; the link closes
     */
    void receive(ZmqMessage message);

    /**
     * The peer subscribed or the like; always taken.
     *
     * @throws io.reactivezmq.error.ProtocolException when the peer goes beyond a limit; the link closes
     */
    void receive(Control control);

    /** Something came that can be no message here: it is dropped, for this reason, and counted. */
    void rejected(DropReason reason);

    /** The message that was polled last cannot be written: it counts as dropped, for this reason, and not as sent. */
    void unsendable(DropReason reason);

    /** A burst of messages is over: whoever was handed them on another thread is woken now. */
    void readComplete();

    /**
     * The next message that goes before all others, or null: a greeting. It is not counted, nor ever given back: the
     * next connection has its own.
     */
    @Nullable
    ZmqMessage pollUrgent();

    /**
     * The next message to write, or null when there is none, or so many are under way that the high-water mark allows
     * no more. It is under way until the link says that it was {@link #written} or {@link #uncertain}, or is
     * {@link #closed}: then it is queued again, in its old place. Application code may run inside this call, as demand
     * follows from room.
     */
    @Nullable
    ZmqMessage poll();

    /**
     * The next subscription, or the like, to tell the peer of, or null. These go before messages; they are never
     * dropped and never count against a high-water mark. A link fetches them only as it can write them.
     * {@link Link#wake} follows when there is one where there was none.
     */
    default @Nullable Control pollControl() {
        return null;
    }

    /** A message that is under way; 0 is the oldest. */
    ZmqMessage underWay(int index);

    /**
     * The oldest so many messages that are under way were taken by the operating system, or by the peer itself.
     * Application code may run inside this call, as a flush may be over.
     */
    void written(int messages);

    /**
     * The connection is lost, and whether the peer has the oldest so many messages that are under way cannot be known:
     * they are counted as {@link DropReason#CONNECTION_LOST}, as they must not be sent twice. To be called before
     * {@link #closed}.
     */
    void uncertain(int messages);

    /** For the statistics: so many bytes were read. */
    void bytesReceived(long bytes);

    /** For the statistics: so many bytes were written. */
    void bytesSent(long bytes);

    /**
     * The peer has left, and more of what it sent waits for room. The link goes on at {@link Link#resume}, and ends
     * when everything is received.
     */
    default void peerLeft() {}

    /**
     * For the statistics: so many messages came and are lost with the link, because this side closed it before they
     * could be received. It may be called after {@link #closed}, when some came only then.
     */
    void undelivered(long messages);

    /**
     * The link has ended, for this reason; what is under way is queued again. Nothing but {@link #undelivered} may be
     * called after it.
     */
    void closed(ZmqException cause);
}
