package io.reactivezmq.internal.pattern;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.Distributor;
import io.reactivezmq.internal.routing.GroupMembers;
import io.reactivezmq.options.OnFull;
import io.reactivezmq.options.SocketSettings;
import io.reactivezmq.spi.Control;

/** RADIO: sends each message to whoever joined its group (RFC 48). */
public final class RadioPattern extends Pattern implements Outlet {

    private final GroupMembers members;
    private final Distributor distributor;
    private final Runnable membersChanged;

    /** With these told of room, and this run when a peer may have joined its first or left its last group. */
    public RadioPattern(SocketSettings settings, RoomListener senders, Runnable membersChanged) {
        this.members = new GroupMembers(settings.limits().maxSubscriptions());
        this.distributor = new Distributor(
                members, settings.pattern().onFull() == OnFull.BACKPRESSURE, false, senders::roomAvailable);
        this.membersChanged = membersChanged;
    }

    /** How many peers have joined a group. */
    public int memberCount() {
        return members.pipes().size();
    }

    @Override
    public void attached(Pipe pipe) {
        if (pipe.carriesDatagrams()) {
            distributor.add(pipe);
            members.joinAll(pipe);
            membersChanged.run();
            distributor.roomChanged();
        }
    }

    @Override
    public void detached(Pipe pipe) {
        if (pipe.carriesDatagrams()) {
            remove(pipe);
        }
    }

    @Override
    public void connected(Pipe pipe) {
        if (!pipe.carriesDatagrams()) {
            distributor.add(pipe);
        }
    }

    @Override
    public void disconnected(Pipe pipe) {
        if (!pipe.carriesDatagrams()) {
            remove(pipe);
        }
    }

    private void remove(Pipe pipe) {
        members.removeAll(pipe);
        distributor.remove(pipe);
        membersChanged.run();
    }

    @Override
    public void received(Pipe pipe, Control control) {
        switch (control.kind()) {
            case JOIN -> members.join(pipe, control.topic());
            case LEAVE -> members.leave(pipe, control.topic());
            case SUBSCRIBE, CANCEL -> {
                return;
            }
        }
        membersChanged.run();
        distributor.roomChanged();
    }

    @Override
    public void received(Pipe pipe, ZmqMessage message) {
        pipe.drop(DropReason.UNWANTED, 1);
    }

    @Override
    public void roomFreed(Pipe pipe, int messages) {
        distributor.roomChanged();
    }

    @Override
    public long room() {
        return distributor.waits() ? distributor.leastRoom() : UNBOUNDED;
    }

    @Override
    public long certainRoom() {
        return distributor.waits() ? distributor.certainRoom() : UNBOUNDED;
    }

    @Override
    public boolean isChoosy() {
        return distributor.waits();
    }

    @Override
    public void check(ZmqMessage message) {
        Groups.check(message);
    }

    @Override
    public boolean offer(ZmqMessage message) {
        check(message);
        return distributor.offer(message);
    }
}
