package io.reactivezmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In a Java of its own, with little memory. */
@DisplayName("A crowd of stalled subscribers")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StalledCrowdTest {

    private static final int CROWD = 800;

    @Test
    @DisplayName("costs neither the publisher nor the one that reads anything, and memory stays within the budget")
    void leavesTheOthersAlone(@TempDir Path directory, TestReporter reporter) throws IOException, InterruptedException {
        File out = directory.resolve("out").toFile();
        File errors = directory.resolve("errors").toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:MaxDirectMemorySize=64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StalledCrowd.class.getName(),
                        String.valueOf(CROWD))
                .redirectOutput(out)
                .redirectError(errors)
                .start();
        try {
            assertThat(process.waitFor(4, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        String told = Files.readString(out.toPath());
        reporter.publishEntry("told", told);
        assertThat(Files.readString(errors.toPath())).doesNotContain("\tat ", "OutOfMemory", "ERROR");
        assertThat(told).startsWith("OK " + (CROWD + 1) + " peers");
        assertThat(process.exitValue()).isZero();
    }
}
