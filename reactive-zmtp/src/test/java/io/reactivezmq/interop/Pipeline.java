package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.PushSocket;
import java.time.Duration;

/** A PUSH that is connected to a PULL. */
final class Pipeline {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Pipeline() {}

    /** Checks that the PULL receives a message of the PUSH. */
    static void assertDelivers(PullSocket pull, PushSocket push) {
        push.send("hello").block(LIMIT);
        assertThat(pull.receiveOne().block(LIMIT).text()).isEqualTo("hello");
    }
}
