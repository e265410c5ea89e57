package io.reactivezmq.spring.boot.aot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

/** An application that is processed ahead of time has the same sockets and listener methods. */
@Timeout(300)
class AheadOfTimeTest {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    Path directory;

    @Test
    void theGeneratedApplicationHasItsSocketsAndListeners() throws Exception {
        Path sources = directory.resolve("sources");
        Path resources = directory.resolve("resources");
        Path classes = Files.createDirectories(directory.resolve("classes"));
        // The steps of Spring Boot's plug-ins for Maven and Gradle: generate, compile, run.
        SpringApplicationAotProcessor.main(new String[] {
            AotApp.class.getName(), sources.toString(), resources.toString(), classes.toString(), "group", "artifact"
        });
        compile(sources, classes);
        String hints =
                Files.readString(resources.resolve("META-INF/native-image/group/artifact/reachability-metadata.json"));
        assertThat(hints).contains("AotApp$Question", "AotApp$Answer", "ZmqProperties$Socket");

        String output = run(List.of(
                "-Dspring.aot.enabled=true",
                "-cp",
                classes + File.pathSeparator + CLASS_PATH,
                AotApp.class.getName(),
                "--spring.main.banner-mode=off"));
        assertThat(output).contains("alias: true", "{\"text\":\"answer to a\",\"aheadOfTime\":true}");
    }

    private static void compile(Path sources, Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-cp", CLASS_PATH, "-d", classes.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(result).isZero();
    }

    /** Runs a JVM and returns what it prints. */
    private static String run(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
