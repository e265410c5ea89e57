package io.reactivezmq.spring.boot.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.reactivezmq.spring.boot.ZmqSockets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The dependencies between the packages of the starter, and on what is optional. */
class StarterArchitectureTest {

    private static final String ROOT = "io.reactivezmq.spring.boot";

    /** The most lines of a file, of a test too. */
    private static final int LONGEST_FILE = 450;

    private static final JavaClasses MAIN = new ClassFileImporter()
            .importPath(Path.of(URI.create(ZmqSockets.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toString())));

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)").should().beFreeOfCycles().check(MAIN);
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".*..")
                .check(MAIN);
    }

    @Test
    void onlyActuateUsesTheActuatorAndMicrometer() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".actuate")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.micrometer..",
                        "org.springframework.boot.actuate..",
                        "org.springframework.boot.health..",
                        "org.springframework.boot.micrometer..")
                .check(MAIN);
    }

    @Test
    void nothingUsesInternalPackages() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.reactivezmq.internal..", "io.reactivezmq.zmtp.netty..")
                .check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<JavaPackage> packages = MAIN.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
        assertThat(packages)
                .hasSizeGreaterThan(1)
                .allSatisfy(each -> assertThat(each.isAnnotatedWith(NullMarked.class))
                        .as("%s is @NullMarked", each.getName())
                        .isTrue());
    }

    @Test
    void noFileIsTooLong() throws IOException {
        for (String folder : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                assertThat(files.filter(file -> file.toString().endsWith(".java")))
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(Files.readAllLines(file))
                                .as("%s", file)
                                .hasSizeLessThanOrEqualTo(LONGEST_FILE));
            }
        }
    }
}
