package io.reactivezmq.zmtp.arch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.channel.ChannelHandler;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.zmtp.NettyLoops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The metadata for native images list what the byte code of the libraries looks up by name, and nothing else. The test
 * stands in for the tracing agent of GraalVM, which the build cannot require.
 */
class ReachabilityMetadataTest {

    /** A library, and the classes that it looks up, by the class that does. */
    enum Library {
        CORE("reactive-core", ZmqContext.class, Map.of()),
        ZMTP(
                "reactive-zmtp",
                NettyLoops.class,
                Map.of(
                        "io.reactivezmq.zmtp.netty.ws.WsTransport",
                        "io.netty.handler.codec.http.websocketx.WebSocketFrame",
                        "io.reactivezmq.zmtp.curve.CurveLibrary",
                        "org.bouncycastle.math.ec.rfc7748.X25519"));

        private final String artifact;
        private final Path classes;
        private final Map<String, String> lookups;

        Library(String artifact, Class<?> member, Map<String, String> lookups) {
            this.artifact = artifact;
            this.classes = rootOf(member);
            this.lookups = lookups;
        }

        /** Returns the directory with the classes, which is in a jar if the module has been packaged. */
        private static Path rootOf(Class<?> member) {
            Path location = Path.of(URI.create(
                    member.getProtectionDomain().getCodeSource().getLocation().toString()));
            try {
                return Files.isDirectory(location)
                        ? location
                        : FileSystems.newFileSystem(location).getPath("/");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Map<String, ClassConstants> constants() throws IOException {
            Map<String, ClassConstants> constants = new TreeMap<>();
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.filter(file -> file.toString().endsWith(".class")
                                && !file.getFileName().toString().equals("module-info.class"))
                        .toList()) {
                    String name = classes.relativize(file).toString();
                    constants.put(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'),
                            ClassConstants.of(Files.readAllBytes(file)));
                }
            }
            assertThat(constants).hasSizeGreaterThan(100);
            return constants;
        }

        /** Returns the classes that call a method. */
        private Set<String> callersOf(String method) throws IOException {
            Set<String> callers = new TreeSet<>();
            constants().forEach((name, constants) -> {
                if (constants.methods().contains(method)) {
                    callers.add(name);
                }
            });
            return callers;
        }

        private List<JsonNode> reflection() throws IOException {
            List<JsonNode> entries = new ArrayList<>();
            metadata().get("reflection").forEach(entries::add);
            return entries;
        }

        private JsonNode metadata() throws IOException {
            Path directory =
                    classes.resolve("META-INF/native-image/io.reactivezmq").resolve(artifact);
            return new ObjectMapper().readTree(Files.readString(directory.resolve("reachability-metadata.json")));
        }

        private Map<String, List<String>> providers() throws IOException {
            Map<String, List<String>> providers = new TreeMap<>();
            try (Stream<Path> files = Files.list(classes.resolve("META-INF/services"))) {
                for (Path file : files.toList()) {
                    providers.put(file.getFileName().toString(), Files.readAllLines(file, UTF_8));
                }
            }
            return providers;
        }
    }

    private static final String RESOURCE = "java.lang.Class.getResourceAsStream";

    /** Files that classes read, by the class that does. */
    private static final Map<String, String> FILES =
            Map.of("io.reactivezmq.page.PageFile", "io/reactivezmq/page/index.html");

    private static final String VAR_HANDLE = "java.lang.invoke.MethodHandles$Lookup.findVarHandle";

    private static final Set<Class<?>> UPDATERS =
            Set.of(AtomicIntegerFieldUpdater.class, AtomicLongFieldUpdater.class, AtomicReferenceFieldUpdater.class);

    /** Lookups of fields, classes and services, which the other tests compare with the metadata. */
    private static final Set<String> LISTED = Set.of(
            "java.util.concurrent.atomic.AtomicIntegerFieldUpdater.newUpdater",
            "java.util.concurrent.atomic.AtomicLongFieldUpdater.newUpdater",
            "java.util.concurrent.atomic.AtomicReferenceFieldUpdater.newUpdater",
            VAR_HANDLE,
            "java.lang.Class.forName",
            RESOURCE,
            "java.util.ServiceLoader.load");

    /** Nothing is looked up by a name. */
    private static final Set<String> HARMLESS = Set.of(
            "java.lang.invoke.MethodHandles.lookup",
            "java.lang.invoke.MethodHandles$Lookup.ensureInitialized",
            "java.lang.invoke.MethodHandles.arrayElementVarHandle",
            "java.lang.invoke.MethodHandles.byteArrayViewVarHandle",
            "java.util.ServiceLoader.findFirst",
            "java.util.ServiceLoader.forEach");

    private static boolean isReflective(String method) {
        return method.matches(
                        "java\\.(lang\\.(reflect|invoke\\.MethodHandles)|util\\.ServiceLoader|util\\.ResourceBundle"
                                + "|io\\.Object(In|Out)putStream|lang\\.ClassLoader)\\b.*")
                || method.matches("java\\.util\\.concurrent\\.atomic\\..*\\.newUpdater")
                || method.matches("java\\.lang\\.(System|Runtime)\\.load.*")
                || method.matches("java\\.lang\\.Class\\.(forName|newInstance"
                        + "|get(Declared)?(Method|Field|Constructor|Resource|RecordComponent).*)");
    }

    @ParameterizedTest
    @EnumSource
    void nothingElseIsReflective(Library library) throws IOException {
        Set<String> found = new TreeSet<>();
        library.constants().forEach((name, constants) -> {
            for (String method : constants.methods()) {
                if (isReflective(method) && !LISTED.contains(method) && !HARMLESS.contains(method)) {
                    found.add(name + " calls " + method);
                }
            }
        });
        assertThat(found).isEmpty();
    }

    @Test
    void reflectiveMethodsAreRecognized() throws IOException {
        Class<?> caller = ReachabilityMetadataTest.class;
        String file = caller.getName().replace('.', '/') + ".class";
        Path classes = Path.of(URI.create(
                caller.getProtectionDomain().getCodeSource().getLocation().toString()));
        assertThat(ClassConstants.of(Files.readAllBytes(classes.resolve(file))).methods())
                .filteredOn(ReachabilityMetadataTest::isReflective)
                .contains(
                        "java.lang.Class.forName",
                        "java.lang.Class.getDeclaredField",
                        "java.lang.Class.getDeclaredFields",
                        "java.lang.reflect.Modifier.isAbstract");
    }

    @ParameterizedTest
    @EnumSource
    void typesAreThoseThatAreLookedUp(Library library) throws Exception {
        Set<String> expected = new TreeSet<>(library.lookups.values());
        library.providers().values().forEach(expected::addAll);
        if (library == Library.ZMTP) {
            for (String name : library.constants().keySet()) {
                Class<?> type = load(name);
                // Netty looks up which of the methods of a handler it can skip.
                if (ChannelHandler.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                    expected.add(name);
                }
            }
        }
        Set<String> listed = new TreeSet<>();
        for (JsonNode entry : library.reflection()) {
            if (!entry.has("fields")) {
                listed.add(entry.get("type").asText());
            }
        }
        assertThat(listed).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void classesAreLookedUpByTheseNames(Library library) throws Exception {
        assertThat(library.callersOf("java.lang.Class.forName")).isEqualTo(library.lookups.keySet());
        for (Map.Entry<String, String> lookup : library.lookups.entrySet()) {
            assertThat(library.constants().get(lookup.getKey()).strings()).contains(lookup.getValue());
            assertThat(Class.forName(lookup.getValue())).isNotNull();
        }
    }

    /** Each updater, and each class with a variable handle of a field, has the name of a field that exists. */
    @ParameterizedTest
    @EnumSource
    void fieldsAreThoseOfUpdatersAndVarHandles(Library library) throws Exception {
        Map<String, Integer> expected = new TreeMap<>();
        Set<String> updating = new TreeSet<>();
        for (Class<?> updater : UPDATERS) {
            updating.addAll(library.callersOf(updater.getName() + ".newUpdater"));
        }
        for (String name : updating) {
            int updaters = (int) Arrays.stream(load(name).getDeclaredFields())
                    .filter(field -> UPDATERS.contains(field.getType()))
                    .count();
            assertThat(updaters).as(name).isPositive();
            expected.merge(outermost(name), updaters, Integer::sum);
        }
        library.callersOf(VAR_HANDLE).forEach(name -> expected.merge(outermost(name), 1, Integer::sum));
        Map<String, Integer> listed = new TreeMap<>();
        Map<String, ClassConstants> constants = library.constants();
        for (JsonNode entry : library.reflection()) {
            String type = entry.get("type").asText();
            for (JsonNode field : entry.path("fields")) {
                String name = field.get("name").asText();
                assertThat(Class.forName(type).getDeclaredField(name)).isNotNull();
                assertThat(constants).as("%s.%s is looked up", type, name).anySatisfy((user, of) -> {
                    assertThat(outermost(user)).isEqualTo(outermost(type));
                    assertThat(of.strings()).contains(name);
                });
                listed.merge(outermost(type), 1, Integer::sum);
            }
        }
        assertThat(listed).isEqualTo(expected);
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
        return Class.forName(name, false, ReachabilityMetadataTest.class.getClassLoader());
    }

    /** A class may look up fields of the classes that it contains. */
    private static String outermost(String type) {
        return type.replaceFirst("\\$.*", "");
    }

    @ParameterizedTest
    @EnumSource
    void providersOfServicesCanBeCreated(Library library) throws IOException {
        Set<String> constructed = new TreeSet<>();
        for (JsonNode entry : library.reflection()) {
            for (JsonNode method : entry.path("methods")) {
                assertThat(method.get("name").asText()).isEqualTo("<init>");
                assertThat(method.get("parameterTypes")).isEmpty();
                constructed.add(entry.get("type").asText());
            }
        }
        Set<String> providers = new TreeSet<>();
        library.providers().values().forEach(providers::addAll);
        assertThat(constructed).isEqualTo(providers);
    }

    @ParameterizedTest
    @EnumSource
    void resourcesAreTheFilesOfServicesAndThePage(Library library) throws IOException {
        Set<String> globs = new TreeSet<>();
        library.metadata()
                .get("resources")
                .forEach(entry -> globs.add(entry.get("glob").asText()));
        Set<String> files = new TreeSet<>();
        library.providers().keySet().forEach(service -> files.add("META-INF/services/" + service));
        for (String reader : library.callersOf(RESOURCE)) {
            files.add(FILES.get(reader));
        }
        assertThat(globs).isEqualTo(files);
    }
}
