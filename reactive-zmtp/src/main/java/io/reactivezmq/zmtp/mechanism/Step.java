package io.reactivezmq.zmtp.mechanism;

import io.reactivezmq.security.Credentials;
import java.util.List;
import java.util.function.Supplier;

/** What a mechanism wants done next. */
public sealed interface Step {

    /** Nothing: the peer is to move. */
    Step NOTHING = new Send(List.of());

    /** Sends one command. */
    static Step send(byte[] command) {
        return new Send(List.of(command));
    }

    /**
     * Send commands.
     *
     * @param commands bodies of command frames
     */
    record Send(List<byte[]> commands) implements Step {}

    /**
     * Have the peer judged. If it may not come in the session tells it so and ends; the mechanism sees no command in
     * between.
     *
     * @param credentials what the peer showed
     * @param then the step that follows if it may
     */
    record Ask(Credentials credentials, Supplier<Step> then) implements Step {}

    /**
     * Compute something that takes long enough to be done elsewhere than on an event loop. The mechanism is left alone
     * meanwhile.
     *
     * @param task what to do; it tells the step that follows, or throws as {@link Mechanism#receive} does
     */
    record Work(Supplier<Step> task) implements Step {}
}
