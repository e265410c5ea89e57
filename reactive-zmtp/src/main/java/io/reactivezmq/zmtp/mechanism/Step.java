package io.reactivezmq.zmtp.mechanism;

import io.reactivezmq.security.Credentials;
import java.util.List;
import java.util.function.Supplier;

/** The next action of a handshake, which a mechanism asks the session for. */
public sealed interface Step {

    /** A step without action: the handshake waits for the next command from the peer. */
    Step NOTHING = new Send(List.of());

    /** Creates a step that sends one command. */
    static Step send(byte[] command) {
        return new Send(List.of(command));
    }

    /**
     * Sends commands.
     *
     * @param commands bodies of command frames, possibly none
     */
    record Send(List<byte[]> commands) implements Step {}

    /**
     * Authenticates the peer. If the peer is refused, the session fails, after an ERROR unless the refusal is
     * temporary. The mechanism receives no command meanwhile.
     *
     * @param credentials the credentials that the peer has sent
     * @param then supplies the step that follows if the peer is accepted
     */
    record Ask(Credentials credentials, Supplier<Step> then) implements Step {}

    /**
     * Runs a computation that takes too long for an event loop. The session does not call the mechanism meanwhile.
     *
     * @param task the computation; it returns the step that follows, or throws as {@link Mechanism#receive} does
     */
    record Work(Supplier<Step> task) implements Step {}
}
