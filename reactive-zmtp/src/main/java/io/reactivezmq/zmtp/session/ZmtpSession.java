package io.reactivezmq.zmtp.session;

import io.reactivezmq.security.AuthResult;
import io.reactivezmq.spi.Control;
import io.reactivezmq.spi.LinkPipe;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.LegacySubscription;
import io.reactivezmq.zmtp.codec.MessageEncoder;
import io.reactivezmq.zmtp.codec.PingCommand;
import io.reactivezmq.zmtp.codec.PlainMessageEncoder;
import io.reactivezmq.zmtp.codec.PongCommand;
import io.reactivezmq.zmtp.codec.SubscriptionCommand;
import io.reactivezmq.zmtp.codec.Zmtp1MessageEncoder;
import io.reactivezmq.zmtp.mechanism.FrameCipher;
import io.reactivezmq.zmtp.mechanism.SealedMessageEncoder;
import io.reactivezmq.zmtp.mechanism.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A ZMTP session, without I/O: the greeting, then the mechanism's handshake, then traffic. It speaks 3.1 and 3.0 and,
 * if allowed, 2.0 and 1.0. It is for one connection and one thread. The methods that take bytes may call back into the
 * {@link SessionHandler} and the {@link LinkPipe}, and these may close the session meanwhile.
 */
public final class ZmtpSession implements Session, CommandEncoder, DirectBodies {

    private static final byte[] NO_CONTEXT = {};

    private final SessionConfig config;
    private final SessionHandler handler;
    private final Handshake handshake;

    private @Nullable TrafficDecoder traffic;
    private @Nullable Zmtp1Frames oldFrames;
    private @Nullable FrameWriter writer;
    private @Nullable MessageEncoder encoder;
    private boolean closed;

    /**
     * Creates a session that has not started.
     *
     * @param config the settings of the socket
     * @param accepted whether this side accepted the connection, and therefore finishes the handshake last
     * @param handler the connection around the session
     */
    public ZmtpSession(SessionConfig config, boolean accepted, SessionHandler handler) {
        this.config = config;
        this.handler = handler;
        this.handshake = new Handshake(config, accepted, handler, this::authenticated, this::computed);
    }

    @Override
    public void start() {
        handshake.start();
    }

    @Override
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
     * Continues the handshake with the result of {@link SessionHandler#authenticate}. The caller then passes the bytes
     * that {@link #receive} has left.
     *
     * @throws io.reactivezmq.error.AuthenticationFailedException when the peer is refused; an ERROR may have been
     *     handed to {@link SessionHandler#write} before
     * @throws RuntimeException as {@link #receive}; after any exception the session is closed
     */
    void authenticated(AuthResult result) {
        goOn(() -> handshake.authenticated(result));
    }

    /**
     * Continues the handshake with the result of {@link SessionHandler#compute}. The caller then passes the bytes that
     * {@link #receive} has left.
     *
     * @throws RuntimeException as {@link #receive}; after any exception the session is closed
     */
    void computed(Step outcome) {
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
        MessageEncoder messages = encoder(cipher, dialect);
        encoder = messages;
        LinkPipe pipe = admit(messages);
        TrafficCommands commands = new TrafficCommands(config, pipe, handler, frames);
        TrafficDecoder decoder = new TrafficDecoder(pipe, config, commands, cipher, dialect);
        traffic = decoder;
        oldFrames = dialect.hasOldFrames() ? new Zmtp1Frames(decoder) : null;
        if (closed) {
            decoder.close();
        } else if (dialect.subscribesToAll() && config.type().publishes()) {
            commands.receive(Control.subscribe(new byte[0]));
        }
    }

    private LinkPipe admit(MessageEncoder messages) {
        // A socket that refuses the peer throws here. The peer gets no ERROR: the obstacle may be temporary, and a
        // libzmq peer that reads an ERROR never tries again.
        LinkPipe pipe = handler.ready(handshake.peer(), new SessionTraffic(messages, this, this));
        if (!closed) {
            handshake.admitted();
        }
        return pipe;
    }

    private static MessageEncoder encoder(@Nullable FrameCipher cipher, Dialect dialect) {
        if (dialect.hasOldFrames()) {
            return Zmtp1MessageEncoder.INSTANCE;
        }
        return cipher == null ? PlainMessageEncoder.INSTANCE : new SealedMessageEncoder(cipher);
    }

    /**
     * Returns whether the handshake is finished and the socket has accepted the peer; still true after {@link #close}.
     */
    public boolean isReady() {
        return traffic != null;
    }

    @Override
    public boolean wantsBody() {
        return traffic != null && traffic.wantsBody();
    }

    @Override
    public byte[] bodyTarget() {
        return traffic().reader().body();
    }

    @Override
    public int bodyOffset() {
        return traffic().reader().bodyFilled();
    }

    @Override
    public int bodyRoom() {
        return bodyTarget().length - bodyOffset();
    }

    @Override
    public void bodyFilled(int bytes) {
        try {
            if (oldFrames != null) {
                oldFrames.bodyFilled(bytes);
            }
            traffic().bodyFilled(bytes);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public byte[] encode(Control control) {
        return control.kind().isAboutGroups() || handshake.dialect().hasSubscriptionCommands()
                ? writer().frame(FrameHeader.COMMAND, SubscriptionCommand.encode(control))
                : writer().frame(0, LegacySubscription.encode(control));
    }

    @Override
    public boolean hasHeartbeats() {
        return handshake.dialect().hasCommands();
    }

    @Override
    public byte[] ping(Duration timeToLive) {
        return writer().frame(FrameHeader.COMMAND, new PingCommand(timeToLive, NO_CONTEXT).encode());
    }

    @Override
    public byte[] signOfLife() {
        return writer().frame(FrameHeader.COMMAND, new PongCommand(NO_CONTEXT).encode());
    }

    /** Returns the encoder of messages. Requires that {@link SessionHandler#ready} was called. */
    public MessageEncoder encoder() {
        return present(encoder);
    }

    @Override
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
