package io.reactivezmq.sim;

import io.netty.buffer.Unpooled;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.ZmqException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An end of a connection that is no socket, and does what its conduct says until the faults are over. */
final class HostilePeer implements WireEnd {

    /** The time within which a socket must have noticed what it can notice. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    private final WireConnection connection;
    private final World world;
    private final Chance chance;
    private final Actor thread;
    private final Conduct conduct;
    private final ArrayDeque<byte[]> parts;
    private final boolean deaf;
    private @Nullable WireStream in;
    private @Nullable WireStream out;
    private boolean connected;
    private boolean waitsForRoom;
    private boolean over;

    /** Whether it leaves by itself. */
    private boolean leaves;

    /** When the socket must have ended the connection; null for no such time yet. */
    private @Nullable Duration deadline;

    HostilePeer(WireConnection connection, Actor thread, Conduct conduct, List<byte[]> script) {
        this.connection = connection;
        this.world = connection.network().world;
        this.chance = connection.network().chance;
        this.thread = thread;
        this.conduct = conduct;
        this.parts = new ArrayDeque<>(script);
        this.deaf = chance.oneIn(3);
    }

    /** Takes its place at a connection. */
    void join(WireStream incoming, WireStream outgoing) {
        in = incoming;
        out = outgoing;
        incoming.to(this);
        outgoing.from(this);
    }

    private WireStream in() {
        return Objects.requireNonNull(in);
    }

    private WireStream out() {
        return Objects.requireNonNull(out);
    }

    @Override
    public void connected() {
        if (!over) {
            connected = true;
            world.coverage().reached(WireNetwork.CONDUCTS, conduct.name());
            if (conduct.end() == Conduct.End.TIMEOUT) {
                // From here, as each byte of these counts on the time for the whole handshake.
                deadline = world.now()
                        .plus(connection.network().conditions().handshakeTimeout())
                        .plus(BOUND);
            }
            go();
        }
    }

    @Override
    public void refused(Throwable cause) {
        close();
    }

    private void go() {
        if (over || !connected || waitsForRoom) {
            return;
        }
        byte[] part = parts.poll();
        if (part == null) {
            said();
            return;
        }
        try {
            int taken = out().write(Unpooled.wrappedBuffer(part));
            if (taken < part.length) {
                parts.addFirst(Arrays.copyOfRange(part, taken, part.length));
                waitsForRoom = true;
                out().wantRoom();
                return;
            }
        } catch (IOException reset) {
            close();
            return;
        }
        if (conduct == Conduct.SLOW) {
            thread.after(Duration.ofSeconds(1), this::go);
        } else if (chance.oneIn(4)) {
            thread.after(chance.upTo(Duration.ofMillis(50)), this::go);
        } else {
            thread.execute(this::go);
        }
    }

    /** Everything is said. */
    private void said() {
        if (conduct.end() == Conduct.End.LEAVES) {
            leave();
        } else if (conduct.end() == Conduct.End.VIOLATION) {
            deadline = world.now().plus(BOUND);
        }
    }

    @Override
    public void readable() {
        if (over) {
            return;
        }
        if (!deaf && in().available() > 0) {
            in().arrived().take(in().available());
            in().taken();
        }
        if (in().seen() != null) {
            close();
        }
    }

    @Override
    public void writable() {
        if (waitsForRoom) {
            waitsForRoom = false;
            go();
        }
    }

    /** Leaves, whatever it was about to do. Called on its thread. */
    void leave() {
        leaves = true;
        close();
    }

    private void close() {
        if (over) {
            return;
        }
        over = true;
        if (in != null) {
            if (chance.oneIn(2)) {
                out().finish();
            } else {
                out().abort();
            }
            in().readerGone();
        }
        connection.closed(this);
        checkReason();
    }

    /** Checks that the socket tells why it has ended the connection. */
    private void checkReason() {
        ZmqException reason = connection.reason();
        boolean demanded = conduct.end() == Conduct.End.VIOLATION || conduct.end() == Conduct.End.TIMEOUT;
        if (demanded && !leaves && reason instanceof PeerLostException) {
            world.fail(Promise.HOSTILE, connection + " does " + conduct + " and is ended for " + reason);
        }
    }

    /** Checks that the socket has ended the connection in time. */
    void look() {
        Duration end = deadline;
        if (end != null && !over && world.now().compareTo(end) > 0 && !connection.isOppositeOver(this)) {
            world.fail(Promise.HOSTILE, connection + " does " + conduct + " and is not disconnected");
        }
    }

    Actor thread() {
        return thread;
    }

    boolean isOver() {
        return over;
    }
}
