package io.reactivezmq.sim;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.LinkTimeoutException;
import io.reactivezmq.error.PeerLostException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.LinkPipe;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A pipe that notes what goes through it. */
final class WirePipe implements LinkPipe {

    private final WireConnection connection;
    private final World world;
    private final LinkPipe pipe;
    private final WireTrack out;
    private final WireTrack in;

    /** Whether what a peer sent before it closed is received, though the peer is gone. */
    private final boolean receivesAll;

    WirePipe(WireConnection connection, boolean connecting, SocketType type, LinkPipe pipe) {
        // A REP does not receive the requests of a peer that is gone.
        this.receivesAll = type != SocketType.REP;
        this.connection = connection;
        this.world = connection.network().world;
        this.pipe = pipe;
        this.out = connection.sentBy(connecting);
        this.in = connection.sentBy(!connecting);
        out.writerAttached();
        in.readerAttached();
    }

    @Override
    public PeerInfo peer() {
        return pipe.peer();
    }

    @Override
    public boolean hasRoom() {
        return pipe.hasRoom();
    }

    @Override
    public int room() {
        return pipe.room();
    }

    @Override
    public void receive(ZmqMessage message) {
        world.called();
        in.received(message);
        pipe.receive(message);
    }

    @Override
    public void receive(Control control) {
        world.called();
        pipe.receive(control);
    }

    @Override
    public void rejected(DropReason reason) {
        if (!connection.isStrange()) {
            world.fail(Promise.WIRE, connection + ": a message is rejected: " + reason);
        }
        pipe.rejected(reason);
    }

    @Override
    public void unsendable(DropReason reason) {
        out.unsendable();
        pipe.unsendable(reason);
    }

    @Override
    public void readComplete() {
        pipe.readComplete();
    }

    @Override
    public @Nullable ZmqMessage pollUrgent() {
        ZmqMessage greeting = pipe.pollUrgent();
        if (greeting != null) {
            out.polled(greeting, false);
        }
        return greeting;
    }

    @Override
    public @Nullable ZmqMessage poll() {
        world.called();
        ZmqMessage message = pipe.poll();
        if (message != null) {
            out.polled(message, true);
        }
        return message;
    }

    @Override
    public @Nullable Control pollControl() {
        return pipe.pollControl();
    }

    @Override
    public ZmqMessage underWay(int index) {
        return pipe.underWay(index);
    }

    @Override
    public void written(int messages) {
        out.written(messages);
        pipe.written(messages);
    }

    @Override
    public void uncertain(int messages) {
        world.fail(Promise.WIRE, connection + ": " + messages + " messages are uncertain");
        pipe.uncertain(messages);
    }

    @Override
    public void bytesReceived(long bytes) {
        pipe.bytesReceived(bytes);
    }

    @Override
    public void bytesSent(long bytes) {
        pipe.bytesSent(bytes);
    }

    @Override
    public void peerLeft() {
        pipe.peerLeft();
    }

    @Override
    public void undelivered(long messages) {
        pipe.undelivered(messages);
    }

    @Override
    public void closed(ZmqException cause) {
        world.trace(connection + " ends: " + cause.getMessage());
        check(connection, cause);
        pipe.closed(cause);
        out.writerClosed();
        in.readerEnded(receivesAll && cause instanceof PeerLostException && cause.getCause() == null);
    }

    /** Checks the reason of an end. */
    static void check(WireConnection connection, ZmqException cause) {
        World world = connection.network().world;
        connection.reason(cause);
        world.coverage().reached(WireNetwork.REASONS, cause.getClass().getSimpleName());
        if (cause instanceof PeerLostException
                && cause.getCause() != null
                && !(cause.getCause() instanceof IOException)) {
            world.fail(Promise.ERRORS, connection + " ends by an unexpected failure", cause);
        }
        if (cause instanceof LinkTimeoutException timeout
                && !connection.isStrange()
                && timeout.stage() != LinkTimeoutException.Stage.HANDSHAKE
                && timeout.stage() != LinkTimeoutException.Stage.CONNECT
                && connection.wasAliveFor(connection.network().conditions().heartbeatLimit())) {
            world.fail(Promise.HEARTBEATS, connection + " ends though its peer is alive: " + cause.getMessage());
        }
    }
}
