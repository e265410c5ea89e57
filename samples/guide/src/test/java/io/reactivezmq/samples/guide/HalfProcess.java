package io.reactivezmq.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java or Python program that runs in a process of its own. */
final class HalfProcess extends Half {

    private static final int LIMIT = 40; // seconds
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final String MAIN_CLASS = Guide.class.getName();
    private static final Path SCRIPTS = Path.of("src/test/python");

    private final Process process;
    private final Thread reader = new Thread(this::read);

    /** Starts a Java program in a JVM with the given maximum heap size. */
    static Half ours(String heap, String... command) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> line = new ArrayList<>(List.of(
                java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx" + heap, "-cp", CLASS_PATH, MAIN_CLASS));
        line.addAll(List.of(command));
        return new HalfProcess(line);
    }

    /** Starts the Python script of the same name. */
    static Half script(String interpreter, String... command) {
        Path script = SCRIPTS.resolve(command[0].replace('-', '_') + ".py");
        List<String> line = new ArrayList<>(List.of(interpreter, script.toString()));
        line.addAll(List.of(command).subList(1, command.length));
        return new HalfProcess(line);
    }

    private HalfProcess(List<String> command) {
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
