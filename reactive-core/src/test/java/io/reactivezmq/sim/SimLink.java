package io.reactivezmq.sim;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.Link;
import io.reactivezmq.spi.LinkHost;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.spi.ReceivedMessages;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection. Messages go from the pipe into the writes of this end, from there into the network when the
 * operating system takes them, and leave it when the other end reads them.
 */
final class SimLink implements Link {

    private final SimConnection connection;
    private final World world;
    private final Chance chance;
    private final int writeLimit;
    private final int kernelLimit;

    /** What was polled and not taken by the operating system. */
    private final ArrayDeque<Item> writes = new ArrayDeque<>();

    /** What is on its way to the other end. */
    private final ArrayDeque<Item> transit = new ArrayDeque<>();

    private final List<Runnable> flushes = new ArrayList<>();
    private @Nullable LinkHost host;
    private @Nullable SimLink other;
    private @Nullable LinkPipe pipe;
    private @Nullable ZmqException end;
    private boolean attaching;
    private boolean over;
    private boolean drainScheduled;
    private boolean takeScheduled;
    private boolean readScheduled;
    private boolean draining;

    /** Whether nothing more enters the network from this end. */
    private boolean closedForWriting;

    /** Whether the peer is known to have left while messages from it wait for room. */
    private boolean peerLeft;

    private record Item(
            @Nullable ZmqMessage message, @Nullable Control control, boolean counted) {}

    SimLink(SimConnection connection) {
        this.connection = connection;
        this.world = connection.network().world;
        this.chance = connection.network().chance();
        this.writeLimit = 1 + chance.below(4);
        this.kernelLimit = 1 + chance.below(8);
    }

    SimLink(SimConnection connection, LinkHost host) {
        this(connection);
        this.host = host;
    }

    void connectTo(SimLink peer) {
        other = peer;
    }

    void host(LinkHost known) {
        host = known;
    }

    LinkHost host() {
        return Objects.requireNonNull(host);
    }

    private SimLink other() {
        return Objects.requireNonNull(other);
    }

    boolean isOver() {
        return over;
    }

    boolean isAttached() {
        return pipe != null;
    }

    private void later(Runnable task) {
        host().loop().schedule(task, connection.delay());
    }

    private void onLoop() {
        if (!host().loop().inLoop()) {
            world.fail(Promise.TASKS, "a link is used outside of its loop");
        }
    }

    void attach(PeerInfo peer) {
        attaching = true;
        LinkPipe attached = host().attach(this, peer);
        attaching = false;
        pipe = attached;
        if (end != null) {
            attached.closed(end);
            return;
        }
        world.trace(connection + ": " + host().name() + " is attached");
        wake();
        read();
    }

    /** This end never gets a pipe. */
    void abandon() {
        over = true;
        closedForWriting = true;
        other().loseAll();
        other().arriving();
        connection.ended();
    }

    // Output.

    @Override
    public void wake() {
        onLoop();
        if (!drainScheduled && !over) {
            drainScheduled = true;
            host().loop().execute(() -> {
                drainScheduled = false;
                drain();
            });
        }
    }

    @Override
    public void drain() {
        onLoop();
        LinkPipe source = pipe;
        if (source == null || draining || over) {
            return;
        }
        draining = true;
        while (!over && writes.size() < writeLimit) {
            world.called();
            Item item = poll(source);
            if (item == null || over) {
                break;
            }
            writes.add(item);
        }
        draining = false;
        if (!over) {
            scheduleTake();
            flushNow();
        }
    }

    private static @Nullable Item poll(LinkPipe source) {
        Control control = source.pollControl();
        if (control != null) {
            return new Item(null, control, false);
        }
        ZmqMessage greeting = source.pollUrgent();
        if (greeting != null) {
            return new Item(greeting, null, false);
        }
        ZmqMessage message = source.poll();
        return message == null ? null : new Item(message, null, true);
    }

    private void scheduleTake() {
        if (!takeScheduled && !writes.isEmpty()) {
            takeScheduled = true;
            later(this::take);
        }
    }

    /** The operating system takes some of the writes, as far as it has room. */
    private void take() {
        takeScheduled = false;
        if (over || connection.isCut() || writes.isEmpty()) {
            return;
        }
        int most = 1 + chance.below(writes.size());
        int counted = 0;
        while (most-- > 0 && transit.size() < kernelLimit) {
            Item item = writes.remove();
            if (item.message() == null
                    || !connection.network().vanishes(item.message().text())) {
                transit.add(item);
            }
            counted += item.counted() ? 1 : 0;
        }
        if (other().over) {
            loseAll();
        }
        other().arriving();
        if (counted > 0) {
            Objects.requireNonNull(pipe).written(counted);
        }
        if (!over) {
            if (transit.size() < kernelLimit) {
                scheduleTake();
            }
            flushNow();
            wake();
        }
    }

    @Override
    public void flush(Runnable written) {
        onLoop();
        if (over) {
            written.run();
        } else {
            flushes.add(written);
            wake();
        }
    }

    private void flushNow() {
        if (writes.isEmpty() && !flushes.isEmpty()) {
            List<Runnable> due = List.copyOf(flushes);
            flushes.clear();
            due.forEach(Runnable::run);
        }
    }

    // Input.

    /** The other end has put something into the network, or has left. */
    void arriving() {
        if (host != null && !readScheduled && !over) {
            readScheduled = true;
            later(() -> {
                readScheduled = false;
                read();
            });
        }
    }

    @Override
    public void resume() {
        onLoop();
        host().loop().execute(this::read);
    }

    private void read() {
        LinkPipe target = pipe;
        if (target == null || over) {
            return;
        }
        ArrayDeque<Item> inbound = other().transit;
        boolean any = false;
        int most = 1 + chance.below(16);
        while (!over && !inbound.isEmpty() && most-- > 0) {
            Item item = inbound.element();
            if (item.control() == null && !target.hasRoom()) {
                break;
            }
            inbound.remove();
            any = true;
            world.called();
            try {
                if (item.control() != null) {
                    target.receive(item.control());
                } else {
                    target.receive(copy(Objects.requireNonNull(item.message()), target.peer()));
                }
            } catch (ProtocolException violation) {
                close(violation.of(target.peer().address()));
            }
        }
        if (over) {
            return;
        }
        if (any) {
            target.readComplete();
            other().wakeFromAfar();
        }
        if (over) {
            return;
        }
        if (inbound.isEmpty() && other().closedForWriting) {
            close(new PeerLostException(target.peer().address(), "the peer closed the connection", null));
        } else if (!inbound.isEmpty() && target.hasRoom()) {
            arriving();
        } else if (!inbound.isEmpty() && other().closedForWriting && !peerLeft) {
            peerLeft = true;
            target.peerLeft();
        }
    }

    private static ZmqMessage copy(ZmqMessage message, PeerInfo peer) {
        byte[][] frames = new byte[message.frameCount()][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = message.unwrap(i);
        }
        return ReceivedMessages.of(frames, peer);
    }

    /** The other end has read, so that the operating system may have room again. */
    private void wakeFromAfar() {
        if (host != null && !over) {
            scheduleTake();
        }
    }

    // End.

    /** The connection is cut: some of what is in transit still arrives, and each end learns of it after a while. */
    void cut() {
        int arrive = transit.isEmpty() ? 0 : chance.below(transit.size() + 1);
        while (transit.size() > arrive) {
            loseLast();
        }
        closedForWriting = true;
        if (host != null && !over) {
            later(this::cutSeen);
        }
    }

    private void cutSeen() {
        if (over || pipe == null) {
            return;
        }
        if (other().transit.isEmpty() || chance.oneIn(2)) {
            close(new PeerLostException(pipe.peer().address(), "connection reset", null));
        } else {
            read();
        }
    }

    private void loseAll() {
        while (!transit.isEmpty()) {
            loseLast();
        }
    }

    private void loseLast() {
        Item last = transit.removeLast();
        if (last.counted()) {
            connection.network().lost(Objects.requireNonNull(last.message()).text());
        }
    }

    @Override
    public void close(ZmqException reason) {
        onLoop();
        if (over) {
            return;
        }
        over = true;
        closedForWriting = true;
        end = reason;
        writes.clear();
        // Nothing reads what is still on its way to this end.
        other().loseAll();
        world.trace(connection + ": " + host().name() + " ends: " + reason.getMessage());
        if (pipe != null && !attaching) {
            pipe.closed(reason);
        }
        List<Runnable> due = List.copyOf(flushes);
        flushes.clear();
        due.forEach(Runnable::run);
        other().arriving();
        connection.ended();
    }
}
