package io.reactivezmq.zmtp.session;

import io.reactivezmq.error.AuthenticationFailedException;
import io.reactivezmq.error.ProtocolError;
import io.reactivezmq.error.ProtocolException;
import io.reactivezmq.security.AuthResult;
import io.reactivezmq.zmtp.codec.ErrorCommand;
import io.reactivezmq.zmtp.codec.FrameHeader;
import io.reactivezmq.zmtp.codec.FrameReader;
import io.reactivezmq.zmtp.codec.Metadata;
import io.reactivezmq.zmtp.mechanism.FrameCipher;
import io.reactivezmq.zmtp.mechanism.Mechanism;
import io.reactivezmq.zmtp.mechanism.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything before traffic: the greetings, then the mechanism's commands, including the authentication of the peer.
 *
 * <p>The side that accepted the connection writes its last command only after the socket has accepted the peer. So a
 * refused peer never considers itself connected. The side that connected writes first where the mechanism allows either
 * order; otherwise both sides would wait.
 */
final class Handshake {

    private final SessionConfig config;
    private final boolean accepted;
    private final SessionHandler handler;
    private final Consumer<AuthResult> answer;
    private final Consumer<Step> outcome;
    private final Mechanism mechanism;
    private final GreetingExchange greetings;
    private final FrameRules rules;
    private final FrameReader reader = new FrameReader();

    private @Nullable Dialect dialect;
    private @Nullable ZmtpIdentityReader oldIdentity;
    private @Nullable PeerAnnouncement peer;
    private AuthResult authentication = AuthResult.accepted();

    /** The authentication or computation in progress. No bytes are taken until it has finished. */
    private @Nullable Step pending;

    /** The number of bytes that the peer may still send before the handshake is finished. */
    private long allowance;

    /** The last frames of this side's handshake. They wait until the socket has accepted the peer. */
    private List<byte[]> lastWord = List.of();

    private boolean closed;

    /**
     * Creates a handshake that has not started.
     *
     * @param answer passes the result of an authentication to {@link #authenticated}
     * @param outcome passes the result of a computation to {@link #computed}
     */
    Handshake(
            SessionConfig config,
            boolean accepted,
            SessionHandler handler,
            Consumer<AuthResult> answer,
            Consumer<Step> outcome) {
        this.config = config;
        this.accepted = accepted;
        this.allowance = config.limits().entry().maxHandshakeSize();
        this.handler = handler;
        this.answer = answer;
        this.outcome = outcome;
        this.mechanism = config.mechanism().create(Announcements.ours(config));
        this.greetings = new GreetingExchange(config, mechanism, handler);
        this.rules = new FrameRules(config.limits().frames(), config.strict());
    }

    /** Writes the beginning of this side's greeting. */
    void start() {
        greetings.start();
    }

    /** Takes bytes until the handshake is finished or waits for a result, and returns the index after them. */
    int receive(byte[] data, int from, int to) {
        int at = from;
        while (at < to && pending == null && !isFinished() && !closed) {
            int next = receiveNext(data, at, to);
            allowance -= next - at;
            at = next;
        }
        return at;
    }

    private int receiveNext(byte[] data, int at, int to) {
        if (dialect == null) {
            return receiveGreeting(data, at, to);
        }
        return oldIdentity == null ? receiveCommand(data, at, to) : receiveOldIdentity(oldIdentity, data, at, to);
    }

    private int receiveGreeting(byte[] data, int at, int to) {
        int next = greetings.receive(data, at, to);
        Dialect spoken = greetings.dialect();
        if (spoken != null) {
            dialect = spoken;
            handler.checkPlace();
            if (spoken.hasCommands()) {
                perform(mechanism.start());
            } else {
                say(greetings.identity(), accepted);
                ZmtpIdentityReader identity = new ZmtpIdentityReader(spoken);
                oldIdentity = identity;
                byte[] begun = greetings.frameBytes();
                receiveOldIdentity(identity, begun, 0, begun.length);
            }
        }
        return next;
    }

    private int receiveOldIdentity(ZmtpIdentityReader identity, byte[] data, int at, int to) {
        int next = identity.receive(data, at, to);
        if (identity.isComplete()) {
            peer = Announcements.ofOld(config, greetings.oldType(), identity.id(), dialect == Dialect.V1_0 ? 1 : 2);
        }
        return next;
    }

    private int receiveCommand(byte[] data, int at, int to) {
        // libzmq accepts a READY in a message frame, with flags 00. No peer is known to send that, and a message before
        // READY is more likely.
        if (reader.atBoundary() && (rules.flags(data[at]) & FrameHeader.COMMAND) == 0) {
            throw new ProtocolException(
                    ProtocolError.UNEXPECTED_COMMAND, "a message before the handshake was finished");
        }
        int next = at;
        if (!reader.hasHeader()) {
            next = reader.readHeader(data, next, to);
            if (!reader.hasHeader()) {
                return next;
            }
            rules.command(reader.size());
            if (reader.size() > allowance - (next - at)) {
                throw new ProtocolException(
                        ProtocolError.LIMIT_EXCEEDED,
                        "a command of " + reader.size()
                                + " bytes, with which the handshake has more than maxHandshakeSize "
                                + config.limits().entry().maxHandshakeSize());
            }
        }
        next = reader.readBody(data, next, to);
        if (reader.isComplete()) {
            perform(mechanism.receive(reader.take()));
        }
        return next;
    }

    private void perform(Step step) {
        if (step instanceof Step.Send send) {
            Metadata metadata = mechanism.peerMetadata();
            if (peer == null && metadata != null) {
                peer = announcement(metadata);
            }
            List<byte[]> frames = new ArrayList<>(send.commands().size());
            for (byte[] command : send.commands()) {
                frames.add(FrameHeader.frame(FrameHeader.COMMAND, command));
            }
            say(frames, mechanism.hasSaidAll() && (accepted || mechanism.isReady()));
        } else if (step instanceof Step.Ask ask) {
            pending = ask;
            handler.authenticate(ask.credentials(), answer);
        } else if (step instanceof Step.Work work) {
            pending = work;
            handler.compute(work.task(), outcome);
        }
    }

    /** Continues after a computation, with the step that it returned. */
    void computed(Step next) {
        if (!(pending instanceof Step.Work)) {
            throw new IllegalStateException("nothing was to be computed");
        }
        pending = null;
        perform(next);
    }

    /**
     * Continues after the authentication of the peer.
     *
     * @throws AuthenticationFailedException when the peer has been refused
     */
    void authenticated(AuthResult result) {
        if (!(pending instanceof Step.Ask ask)) {
            throw new IllegalStateException("no authentication was requested");
        }
        pending = null;
        authentication = result;
        if (!result.isAccepted()) {
            refuse(result);
        }
        perform(ask.then().get());
    }

    private void say(List<byte[]> frames, boolean last) {
        if (last && !frames.isEmpty()) {
            lastWord = frames;
        } else {
            frames.forEach(handler::write);
        }
    }

    /** Writes the last frames of this side, after the socket has accepted the peer. */
    void admitted() {
        lastWord.forEach(handler::write);
        lastWord = List.of();
    }

    private void refuse(AuthResult result) {
        int status = result.status().code();
        // After a temporary error the peer gets no ERROR, so that it tries again.
        if (result.status() != AuthResult.Status.TEMPORARY_ERROR) {
            sayError(Integer.toString(status));
        }
        throw new AuthenticationFailedException("peer", status, result.text());
    }

    private PeerAnnouncement announcement(Metadata metadata) {
        try {
            return Announcements.theirs(config, metadata, greetings.greeting(), authentication);
        } catch (ProtocolException e) {
            sayError(reason(e.error()));
            throw e;
        }
    }

    private static String reason(ProtocolError error) {
        return switch (error) {
            case INCOMPATIBLE_SOCKET_TYPE -> "Incompatible socket type";
            case LIMIT_EXCEEDED -> "Too many properties";
            default -> "Invalid routing id";
        };
    }

    private void sayError(String reason) {
        handler.write(FrameHeader.frame(FrameHeader.COMMAND, new ErrorCommand(reason).encode()));
    }

    /** Returns whether everything about the peer is known, so that the socket may accept it and traffic may follow. */
    boolean isFinished() {
        return peer != null && (oldIdentity != null || mechanism.isReady());
    }

    /** Returns the peer's announcement. Requires a finished handshake. */
    PeerAnnouncement peer() {
        return Objects.requireNonNull(peer, "the handshake is not finished");
    }

    /** Returns the protocol version of the traffic. Requires a finished handshake. */
    Dialect dialect() {
        return Objects.requireNonNull(dialect, "the handshake is not finished");
    }

    /** Returns the cipher of the traffic, or null when frames are not sealed. Requires a finished handshake. */
    @Nullable
    FrameCipher cipher() {
        return mechanism.cipher();
    }

    /** Drops the incomplete command and stops. */
    void close() {
        closed = true;
        reader.reset();
    }
}
