package io.reactivezmq.zmtp.arch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.reactivezmq.zmtp.NettyLoops;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The dependencies between the packages of the network engine. Those of the core module have a test there. */
class ZmtpArchitectureTest {

    private static final String ROOT = "io.reactivezmq.zmtp.";

    /** The package that applications use. It builds on the network engine. */
    private static final String API = "io.reactivezmq.zmtp";

    /** The most lines of a file, of a test too. */
    private static final int LONGEST_FILE = 450;

    private static final JavaClasses MAIN = new ClassFileImporter()
            .importPath(Path.of(URI.create(NettyLoops.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toString())));

    /** The other packages of this module that each package may use. */
    private static final Map<String, Set<String>> USES = Map.ofEntries(
            Map.entry("codec", Set.of()),
            Map.entry("mechanism", Set.of("codec")),
            Map.entry("plain", Set.of("codec", "mechanism")),
            Map.entry("curve", Set.of("codec", "mechanism")),
            Map.entry("session", Set.of("codec", "mechanism", "plain", "curve")),
            Map.entry("netty", Set.of("codec", "mechanism", "session")),
            Map.entry("netty.tls", Set.of("netty")),
            Map.entry("netty.ipc", Set.of("netty", "session")),
            Map.entry("netty.tcp", Set.of("netty", "netty.tls", "session")),
            // Hosts, ports and name resolution are those of tcp.
            Map.entry("netty.udp", Set.of("netty", "netty.tcp")),
            // A WebSocket is a TCP connection, and translates to and from frames of ZMTP.
            Map.entry("netty.ws", Set.of("netty", "netty.tcp", "netty.tls", "session", "codec")));

    static final List<String> PACKAGES = List.copyOf(USES.keySet());

    @Test
    void everyPackageHasARule() {
        Set<String> packages = MAIN.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(packages)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of(API), USES.keySet().stream().map(ROOT::concat))
                                .toList());
    }

    @ParameterizedTest
    @FieldSource("PACKAGES")
    void aPackageUsesOnlyThoseInItsRule(String name) {
        String[] allowed = Stream.concat(Stream.of(name), USES.get(name).stream())
                .map(ROOT::concat)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .dependOnClassesThat(resideInAPackage("io.reactivezmq.zmtp..").and(not(resideInAnyPackage(allowed))))
                .check(MAIN);
    }

    @Test
    void packagesFormNoCycle() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return type.getPackageName().startsWith(API)
                                ? SliceIdentifier.of(type.getPackageName())
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(MAIN);
    }

    @Test
    void theProtocolKnowsNoIoAndNoReactor() {
        noClasses()
                .that()
                .resideOutsideOfPackages(API, ROOT + "netty..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..", "reactor..", "org.reactivestreams..", "java.net..", "java.nio.channels..")
                .check(MAIN);
    }

    @Test
    void onlyCurveKnowsTheLibrariesForCryptography() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "curve")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle..", "com.sun.jna..")
                .check(MAIN);
    }

    @Test
    void onlyWebSocketsKnowHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "netty.ws")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty.handler.codec.http..")
                .check(MAIN);
    }

    @Test
    void theCoreModuleIsKnownByItsPublicPackagesOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.reactivezmq.internal..")
                .check(MAIN);
    }

    @Test
    void settingsAreCreatedByOptionsOnly() {
        noClasses()
                .should()
                .callConstructorWhere(target(owner(resideInAPackage("io.reactivezmq.spi.settings"))))
                .check(MAIN);
    }

    @Test
    void loggersAreThoseOfReactor() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "java.util.logging..", "io.netty.util.internal.logging..")
                .check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<JavaPackage> packages = MAIN.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
        assertThat(packages)
                .hasSize(USES.size() + 1)
                .allSatisfy(each -> assertThat(each.isAnnotatedWith(NullMarked.class))
                        .as("%s is @NullMarked", each.getName())
                        .isTrue());
    }

    @Test
    void noFileIsTooLong() throws IOException {
        for (String folder : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                assertThat(files.filter(file -> file.toString().endsWith(".java")))
                        .hasSizeGreaterThan(100)
                        .allSatisfy(file -> assertThat(Files.readAllLines(file))
                                .as("%s", file)
                                .hasSizeLessThanOrEqualTo(LONGEST_FILE));
            }
        }
    }
}
