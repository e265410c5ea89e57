package io.reactivezmq.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.PullSocket;
import io.reactivezmq.ZmqContext;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The library that encrypts the traffic, chosen in a fresh JVM. */
class CurveLibraryTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final CurveKeyPair SERVER = CurveKeyPair.generate();

    private static final String ENABLED = "-Dio.reactivezmq.curve.libsodium=true";
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private static Process start(String classPath, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dorg.slf4j.simpleLogger.log.io.reactivezmq.security=info");
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, Exchange.class.getName()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String output(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    @Test
    @DisplayName("libsodium encrypts only if it is enabled and there; one line names the library")
    void choice() throws Exception {
        String withoutJna = Stream.of(CLASS_PATH.split(File.pathSeparator))
                .filter(entry -> !new File(entry).getName().startsWith("jna"))
                .collect(Collectors.joining(File.pathSeparator));
        Process byDefault = start(CLASS_PATH);
        Process missing = start(withoutJna, ENABLED);
        Process enabled = start(CLASS_PATH, ENABLED);
        assertThat(output(byDefault))
                .containsOnlyOnce("CURVE encrypts with")
                .contains("CURVE encrypts with Bouncy Castle, as io.reactivezmq.curve.libsodium is not true")
                .contains("received hello");
        assertThat(output(missing))
                .containsOnlyOnce("CURVE encrypts with")
                .contains("CURVE encrypts with Bouncy Castle, as libsodium cannot be used: ")
                .contains("com/sun/jna/Native")
                .contains("received hello");
        // Without the native library, Bouncy Castle is used here too.
        assertThat(output(enabled))
                .containsOnlyOnce("CURVE encrypts with")
                .contains(
                        Boolean.parseBoolean(System.getenv("REQUIRE_PEERS"))
                                ? "CURVE encrypts with libsodium 1."
                                : "CURVE encrypts with")
                .contains("received hello");
    }

    /** Run in a JVM of its own. */
    static final class Exchange {

        public static void main(String[] arguments) {
            ZmqContext zmq = ZmqContext.create();
            PullSocket pull = zmq.pull(o -> o.curveServer(SERVER));
            zmq.push(o -> o.curveClient(SERVER.publicKey(), CurveKeyPair.generate()))
                    .connect(pull.bind("tcp://127.0.0.1:*").block(LIMIT))
                    .send("hello")
                    .block(LIMIT);
            System.out.println("received " + pull.receiveOne().block(LIMIT).text());
            zmq.close().block(LIMIT);
        }
    }
}
