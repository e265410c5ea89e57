package io.reactivezmq.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the examples of docs/cli.md in a shell and compares what they print. */
class CliPageTest {

    private static final Path PAGE = Path.of("../../docs/cli.md");
    private static final Pattern EXAMPLE = Pattern.compile("```sh\n(.*?)```\n\n```output\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    static Stream<MatchResult> examples() throws Exception {
        return EXAMPLE.matcher(Files.readString(PAGE)).results();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExamplePrintsWhatThePageSays(MatchResult example) throws Exception {
        Path bash = Path.of("/bin/bash");
        assumeThat(bash).exists();
        Path script = Files.writeString(directory.resolve("example.sh"), function() + example.group(1));
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(bash.toString(), script.toString())
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        assertThat(Files.readString(output, StandardCharsets.UTF_8)).isEqualTo(example.group(2));
    }

    /** Returns a shell function that runs the classes under test. */
    private static String function() {
        return "zmqcat() { '" + System.getProperty("java.home") + "/bin/java' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
                + " --enable-native-access=ALL-UNNAMED -cp '" + System.getProperty("java.class.path")
                + "' io.reactivezmq.samples.cli.Zmqcat \"$@\"; }\n";
    }
}
