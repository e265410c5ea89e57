package io.reactivezmq.interop;

import io.reactivezmq.PushSocket;
import io.reactivezmq.testing.Loops;
import io.reactivezmq.testing.OnKindOfLoops;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** A context on one kind of loops, and an {@code ipc} endpoint in a directory of its own. */
abstract class IpcFixture extends OnKindOfLoops {

    static final Duration LIMIT = Duration.ofSeconds(20);
    static final Duration RETRY = Duration.ofMillis(10);

    @TempDir
    Path directory;

    IpcFixture(Loops kind) {
        super(kind);
    }

    String endpoint() {
        return "ipc://" + path();
    }

    Path path() {
        return directory.resolve("socket");
    }

    PushSocket push() {
        return zmq.push(o -> o.linger(Duration.ZERO).reconnectInterval(RETRY));
    }

    static String abstractEndpoint() {
        return "ipc://@reactive-zmq-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    }
}
