package io.reactivezmq.internal.pattern.group;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.internal.loop.SlicedWork;
import io.reactivezmq.internal.pattern.Outlet;
import io.reactivezmq.internal.pattern.Pattern;
import io.reactivezmq.internal.pipe.Pipe;
import io.reactivezmq.internal.routing.Distributor;
import io.reactivezmq.internal.routing.RoomListener;
import io.reactivezmq.internal.subscription.Subscribers;
import io.reactivezmq.internal.subscription.SubscriptionLimits;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.settings.SocketSettings;

/**
 * Pattern of a RADIO: sends each message to the peers that joined its group, and to all {@code udp} endpoints (RFC 48).
 */
public final class RadioPattern extends Pattern implements Outlet {

    private final Subscribers members;
    private final Distributor distributor;
    private final Runnable membersChanged;

    /**
     * Creates a pattern without peers.
     *
     * @param senders notified of room for sending
     * @param clearing removes the groups of peers that have left
     * @param membersChanged run when a peer may have joined its first group or left its last
     */
    public RadioPattern(SocketSettings settings, RoomListener senders, SlicedWork clearing, Runnable membersChanged) {
        this.members = new Subscribers(
                Subscribers.Matching.WHOLE,
                SubscriptionLimits.ofGroups(settings.links().limits().subscriptions()),
                clearing);
        this.distributor = new Distributor(members, settings.pattern().publish().waitsForRoom(), false, senders);
        this.membersChanged = membersChanged;
    }

    /** Returns the number of peers that have joined a group, including {@code udp} endpoints. */
    public int memberCount() {
        return members.pipes().size();
    }

    @Override
    public void attached(Pipe pipe) {
        if (pipe.carriesDatagrams()) {
            distributor.add(pipe);
            members.addToAll(pipe);
            membersChanged.run();
            distributor.roomChanged();
        }
    }

    @Override
    public void detached(Pipe pipe) {
        if (pipe.carriesDatagrams()) {
            remove(pipe);
        } else if (pipe.connected()) {
            distributor.leave(pipe);
        }
    }

    @Override
    public void connected(Pipe pipe) {
        if (!pipe.carriesDatagrams()) {
            distributor.add(pipe);
        }
    }

    @Override
    public void peerLeft(Pipe pipe) {
        distributor.leave(pipe);
    }

    @Override
    public void disconnected(Pipe pipe) {
        if (!pipe.carriesDatagrams()) {
            remove(pipe);
        }
    }

    private void remove(Pipe pipe) {
        members.leave(pipe, (group, last) -> {});
        distributor.remove(pipe);
        membersChanged.run();
    }

    @Override
    public void received(Pipe pipe, Control control) {
        switch (control.kind()) {
            case JOIN -> members.add(pipe, control.topic());
            case LEAVE -> members.remove(pipe, control.topic());
            case SUBSCRIBE, CANCEL -> {
                return;
            }
        }
        membersChanged.run();
        distributor.roomChanged();
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
    public boolean dependsOnMessage() {
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
