package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.Endpoint;
import io.reactivezmq.PullSocket;
import io.reactivezmq.RepSocket;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.error.BindFailedException;
import io.reactivezmq.event.SocketEvent.BindFailed;
import io.reactivezmq.testing.CapturedLogs;
import io.reactivezmq.testing.EventLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/** A failed bind says in its own text which endpoint it was, and why. */
class BindMessagesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ZmqContext zmq = ZmqContext.create();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        zmq.close().block(LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://127.0.0.1:0", "ws://127.0.0.1:0/", "ipc://DIRECTORY/file", "inproc://name"})
    void theAddressIsInUse(String endpoint) {
        String uri = endpoint.replace("DIRECTORY", directory.toString());
        Endpoint taken = zmq.pull().bind(uri).block(LIMIT);
        PullSocket pull = zmq.pull();
        EventLog events = EventLog.of(pull);
        assertThatThrownBy(() -> pull.bind(taken.uri()).block(LIMIT))
                .isInstanceOf(BindFailedException.class)
                .hasMessageStartingWith("Cannot bind '" + taken.uri() + "': ")
                .hasMessageContaining("in use");
        assertThat(events.next(BindFailed.class).cause()).hasMessageContaining("in use");
    }

    @Test
    void theFailureIsAWarningInTheLog() {
        Endpoint taken = zmq.pull().bind("tcp://127.0.0.1:0").block(LIMIT);
        try (CapturedLogs logs = CapturedLogs.open()) {
            PullSocket pull = zmq.pull(o -> o.name("orders"));
            EventLog events = EventLog.of(pull);
            assertThatThrownBy(() -> pull.bind(taken.uri()).block(LIMIT)).isInstanceOf(BindFailedException.class);
            // The line is written before the event is emitted.
            events.next(BindFailed.class);
            assertThat(logs.of("WARN", "connection"))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("orders " + taken.uri() + ": cannot listen: ")
                            .contains("in use"));
        }
    }

    @Test
    void theFailureEndsWhatComesBehindIt() {
        Endpoint taken = zmq.pull().bind("tcp://127.0.0.1:0").block(LIMIT);
        RepSocket rep = zmq.rep();
        assertThatThrownBy(
                        () -> rep.bind(taken.uri()).then(rep.serve(Mono::just)).block(LIMIT))
                .isInstanceOf(BindFailedException.class)
                .hasMessageContaining("in use");
    }

    @Test
    void evenADroppedFailureHasTheReason() {
        Endpoint taken = zmq.pull().bind("tcp://127.0.0.1:0").block(LIMIT);
        PullSocket pull = zmq.pull();
        EventLog events = EventLog.of(pull);
        AtomicReference<Throwable> dropped = new AtomicReference<>();
        Hooks.onErrorDropped(dropped::set);
        try {
            pull.bind(taken.uri()).subscribe();
            events.next(BindFailed.class);
            pull.statistics().block(LIMIT);
        } finally {
            Hooks.resetOnErrorDropped();
        }
        assertThat(dropped.get()).hasMessageContaining("Cannot bind '" + taken.uri() + "'");
        assertThat(dropped.get()).hasMessageContaining("in use");
    }
}
