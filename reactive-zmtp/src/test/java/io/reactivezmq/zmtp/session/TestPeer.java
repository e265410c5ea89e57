package io.reactivezmq.zmtp.session;

import io.reactivezmq.SocketType;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.error.AuthenticationFailedException;
import io.reactivezmq.error.PeerRefusedException;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.error.ZmqException;
import io.reactivezmq.event.DropReason;
import io.reactivezmq.event.PeerInfo;
import io.reactivezmq.options.XPubOptions;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.security.Credentials;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.spi.PeerInfoBuilder;
import io.reactivezmq.spi.settings.LimitSettings;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.Greeting;
import io.reactivezmq.zmtp.codec.Metadata;
import io.reactivezmq.zmtp.codec.ReadyCommand;
import io.reactivezmq.zmtp.mechanism.Step;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** A session, and everything around it: what it tells is written down, line by line. */
final class TestPeer implements SessionHandler, LinkPipe {

    static final LimitSettings LIMITS = limits().settings().links().limits();

    /** The limits of most tests, which may be changed. */
    static XPubOptions limits() {
        return new XPubOptions()
                .maxFrameSize(1 << 30)
                .maxMessageSize(1 << 30)
                .maxFrames(1000)
                .maxCommandSize(65_536)
                .maxSubscriptionsPerPeer(1000);
    }

    /** Limits that a test can exceed with a few bytes. */
    static final LimitSettings SMALL_LIMITS = limits(100, 150);

    /** Limits of a few bytes, but for those of frames and messages. */
    static LimitSettings limits(int maxFrameSize, int maxMessageSize) {
        return new XPubOptions()
                .maxFrameSize(maxFrameSize)
                .maxMessageSize(maxMessageSize)
                .maxFrames(4)
                .maxCommandSize(600)
                .maxSubscriptionsPerPeer(10)
                .settings()
                .links()
                .limits();
    }

    final ZmtpSession session;
    final List<String> log = new ArrayList<>();
    final List<ZmqMessage> messages = new ArrayList<>();
    final ByteArrayOutputStream written = new ByteArrayOutputStream();
    BooleanSupplier room = () -> true;
    Runnable onMessage = () -> {};
    Runnable onReady = () -> {};
    Runnable onWrite = () -> {};

    /** Throws when there is no place for a peer. */
    Runnable place = () -> {};

    /** Answers what the handshake asks; when it is null the answer is left open. */
    Function<Credentials, AuthResult> judge = credentials -> AuthResult.accepted();

    private final PeerInfo info =
            PeerInfoBuilder.of("test://here", "there", true).build();
    private boolean lastRoom;
    private boolean dead;
    private boolean closing;
    private byte[] left = {};
    private Credentials asked;
    private Consumer<AuthResult> answer;
    private Supplier<Step> toCompute;
    private Consumer<Step> outcome;

    TestPeer(SocketType type) {
        this(type, LIMITS);
    }

    TestPeer(SocketType type, LimitSettings limits) {
        this(SessionConfig.plain(type, new byte[0], limits));
    }

    /** A side that has connected. */
    TestPeer(SessionConfig config) {
        this(config, false);
    }

    TestPeer(SessionConfig config, boolean accepted) {
        session = new ZmtpSession(config, accepted, this);
    }

    /** A peer whose handshake is over, with nothing written down yet. */
    static TestPeer ready(SocketType type) {
        return new TestPeer(type).shakeHands();
    }

    static TestPeer ready(SocketType type, LimitSettings limits) {
        return new TestPeer(type, limits).shakeHands();
    }

    TestPeer shakeHands() {
        session.start();
        feed(greeting(1));
        feed(ready());
        if (!session.isReady()) {
            throw new AssertionError(log.toString());
        }
        log.clear();
        written.reset();
        return this;
    }

    static byte[] greeting(int minor) {
        byte[] greeting = Greeting.encode(0, "NULL", false);
        greeting[Greeting.MAJOR_END] = (byte) minor;
        return greeting;
    }

    /** A READY that says nothing, which suits every socket. */
    static byte[] ready() {
        return FrameHeader.frame(FrameHeader.COMMAND, new ReadyCommand(new Metadata(List.of())).encode());
    }

    static byte[] ready(String... namesAndValues) {
        List<Metadata.Property> properties = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.add(new Metadata.Property(
                    namesAndValues[i], namesAndValues[i + 1].getBytes(StandardCharsets.ISO_8859_1)));
        }
        return FrameHeader.frame(FrameHeader.COMMAND, new ReadyCommand(new Metadata(properties)).encode());
    }

    /** Gives the session bytes behind those that it left. Whatever it throws is written down, and ends it. */
    TestPeer feed(byte[] bytes) {
        if (dead) {
            return this;
        }
        byte[] all = Arrays.copyOf(left, left.length + bytes.length);
        System.arraycopy(bytes, 0, all, left.length, bytes.length);
        step(() -> session.receive(all, 0, all.length), all);
        while ((toCompute != null || asked != null && judge != null) && !dead) {
            Runnable answer = answer();
            byte[] waiting = left;
            step(
                    () -> {
                        answer.run();
                        return session.receive(waiting, 0, waiting.length);
                    },
                    waiting);
        }
        return this;
    }

    private Runnable answer() {
        Supplier<Step> task = toCompute;
        if (task != null) {
            toCompute = null;
            return () -> outcome.accept(task.get());
        }
        Credentials question = asked;
        asked = null;
        return () -> answer.accept(judge.apply(question));
    }

    private void step(IntSupplier receiving, byte[] all) {
        try {
            int taken = receiving.getAsInt();
            if (taken < all.length && lastRoom && !closing && asked == null && toCompute == null) {
                log.add("took " + taken + " of " + all.length + " without being out of room");
            }
            left = Arrays.copyOfRange(all, taken, all.length);
        } catch (AuthenticationFailedException e) {
            dead = true;
            log.add("refused " + e.status());
        } catch (ProtocolException e) {
            dead = true;
            log.add("error " + e.error());
        } catch (PeerRefusedException e) {
            dead = true;
            log.add("refused " + e.status());
        }
    }

    /** Closes the session; from now on it may leave bytes. */
    void close() {
        closing = true;
        session.close();
    }

    TestPeer feed(String hex) {
        return feed(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /** How many bytes the session has not taken. */
    int left() {
        return left.length;
    }

    String writtenHex() {
        return HexFormat.of().formatHex(written.toByteArray());
    }

    @Override
    public void write(byte[] bytes) {
        written.writeBytes(bytes);
        onWrite.run();
    }

    @Override
    public void pong(byte[] bytes) {
        write(bytes);
    }

    @Override
    public void checkPlace() {
        place.run();
    }

    @Override
    public void authenticate(Credentials credentials, Consumer<AuthResult> answer) {
        log.add("asked " + credentials);
        asked = credentials;
        this.answer = answer;
    }

    @Override
    public void compute(Supplier<Step> task, Consumer<Step> outcome) {
        toCompute = task;
        this.outcome = outcome;
    }

    @Override
    public LinkPipe ready(PeerAnnouncement peer, SessionTraffic traffic) {
        log.add("ready " + peer.socketType() + " " + HexFormat.of().formatHex(peer.routingId()) + " "
                + peer.properties() + " " + peer.major() + "." + peer.minor()
                + (peer.authentication().userId().isEmpty()
                        ? ""
                        : " as " + peer.authentication().userId()));
        onReady.run();
        return this;
    }

    @Override
    public void pinged(Duration peerTimeToLive) {
        log.add("pinged " + peerTimeToLive);
    }

    @Override
    public PeerInfo peer() {
        return info;
    }

    @Override
    public int room() {
        return hasRoom() ? 1 : 0;
    }

    @Override
    public boolean hasRoom() {
        lastRoom = room.getAsBoolean();
        return lastRoom;
    }

    @Override
    public void receive(ZmqMessage message) {
        if (!lastRoom) {
            log.add("a message without room");
        }
        if (message.peer() != info) {
            log.add("a message of another peer");
        }
        messages.add(message);
        StringJoiner frames = new StringJoiner(",", "message ", "");
        for (int i = 0; i < message.frameCount(); i++) {
            byte[] frame = message.unwrap(i);
            frames.add(
                    frame.length > 64
                            ? frame.length + "#" + Arrays.hashCode(frame)
                            : HexFormat.of().formatHex(frame));
        }
        log.add(frames.toString());
        onMessage.run();
    }

    @Override
    public void receive(Control control) {
        log.add(control.kind() + " " + HexFormat.of().formatHex(control.topic()));
    }

    @Override
    public void rejected(DropReason reason) {}

    @Override
    public void unsendable(DropReason reason) {}

    @Override
    public void readComplete() {}

    @Override
    public ZmqMessage pollUrgent() {
        return null;
    }

    @Override
    public ZmqMessage underWay(int index) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void written(int messages) {}

    @Override
    public void uncertain(int messages) {}

    @Override
    public ZmqMessage poll() {
        return null;
    }

    @Override
    public void bytesReceived(long bytes) {}

    @Override
    public void bytesSent(long bytes) {}

    @Override
    public void undelivered(long messages) {}

    @Override
    public void closed(ZmqException cause) {}
}
