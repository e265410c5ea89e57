package io.reactivezmq.arch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.reactivezmq.ZmqContext;
import io.reactivezmq.ZmqMessage;
import io.reactivezmq.event.PeerInfo;
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

class ArchitectureTest {

    private static final String ROOT = "io.reactivezmq";

    /** The most lines of a file, of a test too. */
    private static final int LONGEST_FILE = 450;

    private static final JavaClasses MAIN = new ClassFileImporter()
            .importPath(Path.of(URI.create(ZmqContext.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toString())));

    /** By which the SPI creates messages and peers. It depends on no other package. */
    private static final DescribedPredicate<JavaClass> ACCESS = resideInAPackage(ROOT + ".internal.access");

    private static String[] in(String... rooms) {
        return Stream.of(rooms).map(room -> ROOT + room).toArray(String[]::new);
    }

    @Test
    void packagesFormNoCycle() {
        // Each package is a slice of its own, the root too, which a pattern would leave out.
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return type.getPackageName().startsWith(ROOT)
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
    void theRootKnowsNothingBehindIt() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(in(".internal..", ".spi..")).and(not(ACCESS)))
                .check(MAIN);
    }

    @Test
    void whatIsPublicKnowsNothingInternal() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".internal..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".internal..").and(not(ACCESS)))
                .check(MAIN);
    }

    /** So that no other class can create messages and peers by a private constructor. */
    @Test
    void onlyTheSpiIsGrantedAccessToMessagesAndPeers() {
        noClasses()
                .that()
                .resideOutsideOfPackages(in(".spi", ".internal.access"))
                .and(not(belongToAnyOf(ZmqMessage.class, PeerInfo.class)))
                .should()
                .dependOnClassesThat(ACCESS)
                .check(MAIN);
    }

    @Test
    void valuesKnowNoSockets() {
        noClasses()
                .that()
                .resideInAnyPackage(in(".options..", ".spi.settings", ".event..", ".error..", ".security.."))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(in(".internal..", ".spi", ".loop..")).and(not(ACCESS)))
                .check(MAIN);
    }

    /** An option has its name and its checks there. */
    @Test
    void onlyOptionsCreateSettings() {
        noClasses()
                .that()
                .resideOutsideOfPackages(in(".options", ".spi.settings"))
                .should()
                .callConstructorWhere(target(owner(resideInAPackage(ROOT + ".spi.settings"))))
                .check(MAIN);
    }

    @Test
    void settingsHaveFewComponents() {
        assertThat(MAIN.stream().filter(type -> type.getPackageName().equals(ROOT + ".spi.settings")))
                .hasSizeGreaterThan(15)
                .flatExtracting(JavaClass::getConstructors)
                .allSatisfy(constructor -> assertThat(constructor.getParameters())
                        .as("%s", constructor)
                        .hasSizeLessThanOrEqualTo(6));
    }

    @Test
    void patternsRoutesAndPipesKnowNoReactor() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        in(".internal.pattern..", ".internal.routing", ".internal.subscription", ".internal.pipe"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("reactor..", "org.reactivestreams..")
                .check(MAIN);
    }

    /** Internal packages, the uppermost floor first. Those of one floor do not know each other. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("context"),
            List.of("type"),
            List.of("request"),
            List.of("send", "receive", "endpoint"),
            List.of("socket", "auth"),
            List.of("pattern"),
            List.of("routing"),
            List.of("subscription"),
            List.of("pipe", "inproc", "proxy"),
            List.of("loop"),
            List.of("signal", "access"));

    private static String internal(String room) {
        return ROOT + ".internal." + room + "..";
    }

    @Test
    void eachFloorKnowsOnlyThoseBelow() {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            for (String room : FLOORS.get(floor)) {
                String[] unknown = FLOORS.subList(0, floor + 1).stream()
                        .flatMap(List::stream)
                        .filter(other -> !other.equals(room))
                        .map(ArchitectureTest::internal)
                        .toArray(String[]::new);
                noClasses()
                        .that()
                        .resideInAPackage(internal(room))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(unknown)
                        .allowEmptyShould(unknown.length == 0)
                        .check(MAIN);
            }
        }
    }

    @Test
    void eachInternalPackageHasAFloor() {
        List<String> known = FLOORS.stream().flatMap(List::stream).toList();
        assertThat(MAIN.stream().map(JavaClass::getPackageName))
                .filteredOn(name -> name.startsWith(ROOT + ".internal."))
                .allSatisfy(name -> assertThat(known)
                        .contains(name.substring((ROOT + ".internal.").length()).replaceAll("\\..*", "")));
    }

    @Test
    void socketTypesOfOneKindKnowNothingOfThoseOfAnother() {
        slices().matching(ROOT + ".internal.pattern.(*)")
                .should()
                .notDependOnEachOther()
                .check(MAIN);
    }

    @Test
    void pipesKnowNothingElseOfOurs() {
        noClasses()
                .that()
                .resideInAPackage(internal("pipe"))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + ".internal..").and(not(resideInAPackage(internal("pipe")))))
                .check(MAIN);
    }

    /** It meets sockets where every transport does, and wakes loops in the way that sockets do. */
    @Test
    void inprocIsATransportLikeAnyOther() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".internal.inproc")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".internal..")
                        .and(not(resideInAnyPackage(in(".internal.inproc", ".internal.loop")))))
                .check(MAIN);
    }

    @Test
    void nothingKnowsNettyOrALogger() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "reactor.netty..", "org.slf4j..", "java.util.logging..")
                .check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<JavaPackage> packages = MAIN.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
        assertThat(packages)
                .hasSizeGreaterThan(8)
                .allSatisfy(room -> assertThat(room.isAnnotatedWith(NullMarked.class))
                        .as("%s is @NullMarked", room.getName())
                        .isTrue());
    }

    @Test
    void noFileIsLongerThanOneCanHoldInOnesHead() throws IOException {
        for (String folder : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                assertThat(files.filter(file -> file.toString().endsWith(".java")))
                        .hasSizeGreaterThan(50)
                        .allSatisfy(file -> assertThat(Files.readAllLines(file))
                                .as("%s", file)
                                .hasSizeLessThanOrEqualTo(LONGEST_FILE));
            }
        }
    }
}
