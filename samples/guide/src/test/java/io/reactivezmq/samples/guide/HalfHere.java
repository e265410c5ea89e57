package io.reactivezmq.samples.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reactivezmq.ZmqContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A Java program that runs in this process. */
final class HalfHere extends Half {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final ZmqContext zmq;
    private final Sinks.Empty<Void> end = Sinks.empty();
    private final Disposable running;

    HalfHere(ZmqContext zmq, String... command) {
        this.zmq = zmq;
        this.running = Guide.program(command)
                .run(zmq, printer())
                .onErrorResume(failure ->
                        Mono.fromRunnable(() -> lines.end("failed: " + failure)).then(Mono.error(failure)))
                .subscribe(nothing -> {}, end::tryEmitError, end::tryEmitEmpty);
    }

    /** Returns a stream that passes on whole lines. */
    private PrintStream printer() {
        ByteArrayOutputStream line = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(int value) {
                if (value == '\n') {
                    lines.add(toString(UTF_8));
                    reset();
                } else {
                    super.write(value);
                }
            }

            @Override
            public synchronized void write(byte[] bytes, int from, int count) {
                for (int i = from; i < from + count; i++) {
                    write(bytes[i]);
                }
            }
        };
        return new PrintStream(line, true, UTF_8);
    }

    @Override
    void awaitEnd() {
        end.asMono()
                .timeout(LIMIT)
                .onErrorMap(TimeoutException.class, late -> new AssertionError("goes on, after " + lines(), late))
                .block();
        zmq.close().block(LIMIT); // sends the accepted messages
        lines.end("has ended");
    }

    @Override
    void kill() {
        running.dispose();
        zmq.close().block(LIMIT);
        lines.end("was ended");
    }
}
