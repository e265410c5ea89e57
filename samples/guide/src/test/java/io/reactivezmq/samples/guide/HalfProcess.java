package io.reactivezmq.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of its own, ours or Python's. */
final class HalfProcess extends Half {

    private static final int LIMIT = 40; // seconds

    private final Process process;
    private final Thread reader = new Thread(this::read);

    HalfProcess(List<String> command) {
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader.setName("process " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // The process has ended.
        }
        lines.end("has ended");
    }

    @Override
    void awaitEnd() {
        waitFor();
        assertThat(process.exitValue()).as("exit value, after %s", lines()).isZero();
    }

    @Override
    void kill() {
        process.destroyForcibly();
        waitFor();
    }

    private void waitFor() {
        try {
            if (!process.waitFor(LIMIT, TimeUnit.SECONDS)) {
                throw new AssertionError("process " + process.pid() + " goes on, after " + lines());
            }
            reader.join(TimeUnit.SECONDS.toMillis(LIMIT));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
