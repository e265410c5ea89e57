package io.reactivezmq.zmtp.session;

import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.LegacySubscription;
import io.reactivezmq.zmtp.codec.MessageEncoder;
import io.reactivezmq.zmtp.codec.OldMessageEncoder;
import io.reactivezmq.zmtp.codec.PingCommand;
import io.reactivezmq.zmtp.codec.PlainMessageEncoder;
import io.reactivezmq.zmtp.codec.SubscriptionCommand;
import io.reactivezmq.zmtp.mechanism.FrameCipher;
import io.reactivezmq.zmtp.mechanism.SealedMessageEncoder;
import io.reactivezmq.zmtp.mechanism.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection's protocol, ZMTP 3.1 and 3.0 and, where that is wanted, 2.0 and 1.0, without I/O: the greeting, then the
 * mechanism's handshake, then traffic.
 * For one connection and one thread. The methods that take octets may call back into the {@link SessionHandler} and the
 * {@link LinkPipe}, and these may close the session meanwhile.
 */
public final class ZmtpSession {

    private static final byte[] NO_CONTEXT = {};

    private final SessionConfig config;
    private final SessionHandler handler;
    private final Handshake handshake;

    private @Nullable TrafficDecoder traffic;
    private @Nullable OldFrames oldFrames;
    private @Nullable FrameWriter writer;
    private @Nullable MessageEncoder encoder;
    private boolean closed;

    /** A session at its beginning. */
    public ZmtpSession(SessionConfig config, SessionHandler handler) {
        this.config = config;
        this.handler = handler;
        this.handshake = new Handshake(config, handler);
    }

    /** Writes what a connection begins with. */
    public void start() {
        handshake.start();
    }

    /**
     * Takes octets from the peer.
     *
     * @return how many were taken: fewer than there are only when the pipe has no room, a question of the handshake's is
     *     not answered yet, or the session was closed. What is left must be given again, before anything new.
     * @throws ProtocolException when the peer breaks the protocol. An ERROR about it may have been handed to
     *     {@link SessionHandler#write} before.
     * @throws io.reactivezmq.error.PeerRefusedException when the peer sent an ERROR in the handshake
     * @throws RuntimeException what handler and pipe throw; after any exception the session is closed
     */
    public int receive(byte[] data, int from, int to) {
        if (closed) {
            return 0;
        }
        try {
            int at = traffic == null ? shakeHands(data, from, to) : from;
            if (traffic != null) {
                at = oldFrames == null ? traffic.decode(data, at, to) : oldFrames.decode(data, at, to);
            }
            return at - from;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * The answer to {@link SessionHandler#authenticate}. The handshake goes on; what {@link #receive} has left is to be
     * given again.
     *
     * @throws io.reactivezmq.error.AuthenticationFailedException when the peer may not come in. It may have been told, by
     *     {@link SessionHandler#write}.
     * @throws RuntimeException what {@link #receive} throws; after any exception the session is closed
     */
    public void authenticated(AuthResult judgement) {
        goOn(() -> handshake.authenticated(judgement));
    }

    /**
     * The outcome of {@link SessionHandler#compute}. The handshake goes on; what {@link #receive} has left is to be given
     * again.
     *
     * @throws RuntimeException what {@link #receive} throws; after any exception the session is closed
     */
    public void computed(Step outcome) {
        goOn(() -> handshake.computed(outcome));
    }

    private void goOn(Runnable step) {
        if (closed) {
            return;
        }
        try {
            step.run();
            finishHandshake();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private int shakeHands(byte[] data, int from, int to) {
        int at = handshake.receive(data, from, to);
        finishHandshake();
        return at;
    }

    private void finishHandshake() {
        if (handshake.isFinished() && !closed) {
            beginTraffic();
        }
    }

    private void beginTraffic() {
        FrameCipher cipher = handshake.cipher();
        Dialect dialect = handshake.dialect();
        FrameWriter frames = new FrameWriter(cipher, dialect);
        writer = frames;
        encoder = encoder(cipher, dialect);
        LinkPipe pipe = handler.ready(handshake.peer());
        TrafficCommands commands = new TrafficCommands(config, pipe, handler, frames);
        TrafficDecoder decoder = new TrafficDecoder(pipe, config, commands, cipher, dialect);
        traffic = decoder;
        oldFrames = dialect.hasOldFrames() ? new OldFrames(decoder) : null;
        if (closed) {
            decoder.close();
        } else if (dialect.subscribesToAll() && config.type().publishes()) {
            commands.receive(Control.subscribe(new byte[0]));
        }
    }

    private static MessageEncoder encoder(@Nullable FrameCipher cipher, Dialect dialect) {
        if (dialect.hasOldFrames()) {
            return OldMessageEncoder.INSTANCE;
        }
        return cipher == null ? PlainMessageEncoder.INSTANCE : new SealedMessageEncoder(cipher);
    }

    /** Whether the handshake is finished and the socket has taken the peer; stays so after {@link #close}. */
    public boolean isReady() {
        return traffic != null;
    }

    /**
     * Whether a large part of a data frame is still to come and may be put into {@link #bodyTarget} without a detour.
     * The answer holds until the next {@link #bodyFilled} or {@link #receive}.
     */
    public boolean wantsBody() {
        return traffic != null && traffic.wantsBody();
    }

    /** Where the next octets may be put. Only while {@link #wantsBody}. */
    public byte[] bodyTarget() {
        return traffic().reader().body();
    }

    /** The place in {@link #bodyTarget} for the next octet. */
    public int bodyOffset() {
        return traffic().reader().bodyFilled();
    }

    /** How many octets fit behind {@link #bodyOffset} for now; never beyond the end of the frame. */
    public int bodyRoom() {
        return bodyTarget().length - bodyOffset();
    }

    /**
     * So many octets were put into {@link #bodyTarget}. The message may be whole with them and goes to the pipe then;
     * else another target may take the place of this one.
     *
     * @throws RuntimeException what the pipe throws; the session is closed then
     */
    public void bodyFilled(int octets) {
        try {
            if (oldFrames != null) {
                oldFrames.bodyFilled(octets);
            }
            traffic().bodyFilled(octets);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** The octets that tell the peer this, as it can read it. Only once {@link SessionHandler#ready} was called. */
    public byte[] encode(Control control) {
        return control.kind().isAboutGroups() || handshake.dialect().hasSubscriptionCommands()
                ? writer().frame(FrameHeader.COMMAND, SubscriptionCommand.encode(control))
                : writer().frame(0, LegacySubscription.encode(control));
    }

    /** Whether the peer answers PINGs. Only once {@link SessionHandler#ready} was called. */
    public boolean hasHeartbeats() {
        return handshake.dialect().hasCommands();
    }

    /**
     * The octets of a PING. Only once {@link SessionHandler#ready} was called.
     *
     * @param timeToLive after how long without a sign of ours the peer may give up, at most 65.5 seconds; zero for no
     *     demand
     */
    public byte[] ping(Duration timeToLive) {
        return writer().frame(FrameHeader.COMMAND, new PingCommand(timeToLive, NO_CONTEXT).encode());
    }

    /** What makes octets of messages. Only once {@link SessionHandler#ready} was called. */
    public MessageEncoder encoder() {
        return present(encoder);
    }

    /** Takes nothing more and drops what is not whole. Allowed at any time, within callbacks too. */
    public void close() {
        closed = true;
        handshake.close();
        if (traffic != null) {
            traffic.close();
        }
    }

    private TrafficDecoder traffic() {
        return present(traffic);
    }

    private FrameWriter writer() {
        return present(writer);
    }

    private static <T> T present(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the handshake is not finished");
        }
        return part;
    }
}
