package io.reactivezmq.internal.pattern.balanced;

import io.reactivezmq.DatagramAddress;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.InvalidMessageException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.routing.RoomListener;
import org.jspecify.annotations.Nullable;

/** Pattern of a DGRAM: one pipe for all peers, and the peer's address as the first frame of each message. */
public final class DgramPattern extends PairPattern {

    private final int largest;

    /**
     * Creates a pattern that puts received messages into this queue, and notifies this listener of room for sending.
     *
     * @param largest the largest size of a datagram in bytes
     */
    public DgramPattern(FairQueue inbound, RoomListener senders, int largest) {
        super(inbound, senders);
        this.largest = largest;
    }

    @Override
    public void checkPlace(@Nullable Pipe pipe, String address) {
        try {
            super.checkPlace(pipe, address);
        } catch (PeerRefusedException second) {
            throw new PeerRefusedException(address, "a DGRAM is bound once, and this one is already");
        }
    }

    @Override
    public void check(ZmqMessage message) {
        if (message.frameCount() != 2) {
            throw new InvalidMessageException(
                    "a DGRAM sends messages of an address and one frame, not of " + message.frameCount() + " frames");
        }
        DatagramAddress.of(message);
        if (message.size(1) > largest) {
            throw new InvalidMessageException(
                    "a datagram has up to " + largest + " bytes (maxDatagramSize), not " + message.size(1));
        }
    }

    @Override
    public boolean offer(ZmqMessage message) {
        check(message);
        return super.offer(message);
    }
}
