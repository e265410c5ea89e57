package io.reactivezmq.samples.microbenchmarks;

import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.spi.PeerInfoBuilder;
import io.reactivezmq.zmtp.mechanism.Step;
import io.reactivezmq.zmtp.session.PeerAnnouncement;
import io.reactivezmq.zmtp.session.SessionHandler;
import io.reactivezmq.zmtp.session.SessionTraffic;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The handler and pipe of a benchmarked session. It keeps the last received message and the written bytes. */
final class Ear implements SessionHandler, LinkPipe {

    private final PeerInfo info = PeerInfoBuilder.of("bench://here", "there", true)
            .announced("PUSH", new byte[0], Map.of())
            .build();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private @Nullable ZmqMessage last;

    @Nullable
    ZmqMessage last() {
        return last;
    }

    /** Returns the bytes that the session has written since the last call. */
    byte[] takeWritten() {
        byte[] bytes = written.toByteArray();
        written.reset();
        return bytes;
    }

    @Override
    public void receive(ZmqMessage message) {
        last = message;
    }

    @Override
    public void write(byte[] bytes) {
        written.writeBytes(bytes);
    }

    @Override
    public void pong(byte[] bytes) {}

    @Override
    public void checkPlace() {}

    @Override
    public void authenticate(Credentials credentials, Consumer<AuthResult> answer) {
        throw new IllegalStateException("no peer is authenticated here");
    }

    @Override
    public void compute(Supplier<Step> task, Consumer<Step> outcome) {
        throw new IllegalStateException("nothing is to be computed here");
    }

    @Override
    public LinkPipe ready(PeerAnnouncement peer, SessionTraffic traffic) {
        return this;
    }

    @Override
    public void pinged(Duration peerTimeToLive) {}

    @Override
    public PeerInfo peer() {
        return info;
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public int room() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void receive(Control control) {}

    @Override
    public void rejected(DropReason reason) {}

    @Override
    public void unsendable(DropReason reason) {}

    @Override
    public void readComplete() {}

    @Override
    public @Nullable ZmqMessage poll() {
        return null;
    }

    @Override
    public @Nullable ZmqMessage pollUrgent() {
        return null;
    }

    @Override
    public ZmqMessage underWay(int index) {
        throw new IllegalStateException("nothing is under way here");
    }

    @Override
    public void written(int messages) {}

    @Override
    public void uncertain(int messages) {}

    @Override
    public void bytesReceived(long bytes) {}

    @Override
    public void bytesSent(long bytes) {}

    @Override
    public void undelivered(long messages) {}

    @Override
    public void closed(ZmqException cause) {}
}
