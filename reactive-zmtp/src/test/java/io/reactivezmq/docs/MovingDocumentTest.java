package io.reactivezmq.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.ZmqContext;
import io.reactivezmq.testing.LibzmqAvailable;
import io.reactivezmq.testing.PythonPeer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.zeromq.ZAuth;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** In docs/recipes.md, the tables for those who come from another library name only methods that there are. */
@DisplayName("docs/recipes.md: moving from another library")
class MovingDocumentTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CALL = Pattern.compile("(\\w+)\\(");

    /** The names that are called in one column of the tables of a section, from 0. */
    private static Set<String> calls(String section, int column) throws IOException {
        String page = Files.readString(Path.of("../docs/recipes.md"));
        int begin = page.indexOf("## " + section + "\n");
        assertThat(begin).as(section).isNotNegative();
        int end = page.indexOf("\n## ", begin + 1);
        Set<String> calls = new TreeSet<>();
        List<String> rows = page.substring(begin, end < 0 ? page.length() : end)
                .lines()
                .filter(line -> line.startsWith("| `") || line.startsWith("| its ") || line.startsWith("| `await"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(4);
        for (String row : rows) {
            String cell = row.substring(1).split("\\|")[column];
            for (MatchResult code : CODE.matcher(cell).results().toList()) {
                CALL.matcher(code.group(1)).results().forEach(call -> calls.add(call.group(1)));
            }
        }
        return calls;
    }

    /** The names of the public methods of reactive-core, except in packages that need an optional artifact. */
    private static Set<String> ours() throws Exception {
        Path place = Path.of(ZmqContext.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> names = new TreeSet<>();
        try (FileSystem jar = Files.isDirectory(place) ? null : FileSystems.newFileSystem(place)) {
            Path root = jar == null ? place : jar.getPath("/");
            try (Stream<Path> files = Files.walk(root.resolve("io/reactivezmq"))) {
                for (Path file : files.filter(file -> file.toString().endsWith(".class"))
                        .filter(file ->
                                !file.toString().matches(".*(/internal/|/micrometer/|/page/|Jackson|package-info).*"))
                        .toList()) {
                    Class<?> type = Class.forName(root.relativize(file)
                            .toString()
                            .replace(".class", "")
                            .replace('/', '.'));
                    if (Modifier.isPublic(type.getModifiers())) {
                        Stream.of(type.getMethods()).map(Method::getName).forEach(names::add);
                    }
                }
            }
        }
        assertThat(names).hasSizeGreaterThan(300);
        return names;
    }

    private static Set<String> methodsOf(Class<?>... types) {
        return Stream.of(types)
                .flatMap(type -> Stream.concat(
                        Stream.of(type.getMethods()).map(Method::getName), Stream.of(type.getSimpleName())))
                .collect(Collectors.toSet());
    }

    @Test
    @DisplayName("each call of ours is a method of the API, or of Reactor")
    void ourCallsExist() throws Exception {
        Set<String> known = new TreeSet<>(ours());
        known.addAll(methodsOf(Flux.class, Mono.class));
        for (String section : List.of(
                "Talking to pyzmq",
                "Moving from JeroMQ",
                "Moving from `zmq.asyncio`",
                "Moving from Spring Integration")) {
            assertThat(known).as(section).containsAll(calls(section, 1));
        }
        assertThat(calls("Moving from JeroMQ", 1)).hasSizeGreaterThan(20);
    }

    @Test
    @DisplayName("each call of JeroMQ is one of its methods")
    void callsOfJeroMqExist() throws IOException {
        assertThat(methodsOf(ZContext.class, ZMQ.class, ZMQ.Socket.class, ZMQ.Poller.class, ZMsg.class, ZAuth.class))
                .containsAll(calls("Moving from JeroMQ", 0));
    }

    @Test
    @ExtendWith(LibzmqAvailable.class)
    @DisplayName("each call of pyzmq is one of its methods, or of asyncio")
    void callsOfPyzmqExist() throws Exception {
        Set<String> calls = calls("Moving from `zmq.asyncio`", 0);
        calls.addAll(calls("Talking to pyzmq", 0));
        assertThat(calls).hasSizeGreaterThan(20);
        String script = """
                import asyncio, sys, zmq, zmq.asyncio, zmq.auth.asyncio
                places = [asyncio, zmq, zmq.asyncio, zmq.asyncio.Context, zmq.asyncio.Socket, zmq.auth.asyncio]
                print([name for name in sys.argv[1:] if not any(hasattr(place, name) for place in places)])
                """;
        List<String> command = new ArrayList<>(List.of(PythonPeer.python(), "-c", script));
        command.addAll(calls);
        Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
        String unknown = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(unknown).isZero();
        assertThat(unknown.strip()).isEqualTo("[]");
    }
}
