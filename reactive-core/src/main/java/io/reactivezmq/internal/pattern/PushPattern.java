package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.RoundRobin;

/** Pattern of a PUSH: sends to the peers in turn, and makes senders wait while no peer has room (RFC 30). */
public class PushPattern extends Pattern implements Outlet {

    private final RoundRobin outbound = new RoundRobin();
    private final RoomListener senders;

    /** Creates a pattern that notifies this listener of room for sending. */
    public PushPattern(RoomListener senders) {
        this.senders = senders;
    }

    @Override
    public void attached(Pipe pipe) {
        outbound.add(pipe);
        senders.roomAvailable();
    }

    @Override
    public void detached(Pipe pipe) {
        outbound.remove(pipe);
        senders.roomAvailable();
    }

    @Override
    public void takeBack(Pipe pipe) {
        outbound.takeBack(pipe);
        senders.roomAvailable();
    }

    @Override
    public void roomFreed(Pipe pipe, int messages) {
        outbound.freed(pipe, messages);
        senders.roomAvailable();
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        pipe.drop(DropReason.UNWANTED, 1);
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
