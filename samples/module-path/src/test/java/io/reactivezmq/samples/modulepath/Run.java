package io.reactivezmq.samples.modulepath;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that has ended.
 *
 * @param lines what it wrote to the standard output
 * @param errors what it wrote to the standard error
 */
record Run(int status, List<String> lines, String errors) {

    private static final int LIMIT = 60; // seconds

    static Run of(List<String> command) {
        try {
            Path output = Files.createTempFile("run", ".out");
            Path errors = Files.createTempFile("run", ".err");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start();
                if (!process.waitFor(LIMIT, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError("Runs on after " + LIMIT + " s: " + Files.readString(errors));
                }
                return new Run(process.exitValue(), Files.readAllLines(output), Files.readString(errors));
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
