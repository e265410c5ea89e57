package io.reactivezmq.internal.pattern.balanced;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.pattern.ReceivingPattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.FairQueue;
import io.reactivezmq.internal.routing.RoomListener;
import io.reactivezmq.internal.routing.RoundRobin;

/**
 * Pattern of a DEALER: sends to the peers in turn and receives from all of them fairly, with messages unchanged (RFC
 * 28).
 */
public class DealerPattern extends ReceivingPattern implements Outlet {

    private final RoundRobin outbound;

    /**
     * Creates a pattern that puts received messages into this queue, and notifies this listener of room for sending.
     */
    public DealerPattern(FairQueue inbound, RoomListener senders) {
        super(inbound);
        this.outbound = new RoundRobin(senders);
    }

    @Override
    public void attached(Pipe pipe) {
        outbound.add(pipe);
    }

    @Override
    public void detached(Pipe pipe) {
        outbound.remove(pipe);
    }

    @Override
    public void takeBack(Pipe pipe) {
        outbound.takeBack(pipe);
    }

    @Override
    public void roomFreed(Pipe pipe, int messages) {
        outbound.freed(pipe, messages);
    }

    @Override
    public int unplaced() {
        return outbound.orphans();
    }

    @Override
    public long room() {
        return outbound.room();
    }

    @Override
    public boolean offer(ZmqMessage message) {
        return outbound.offer(message);
    }
}
