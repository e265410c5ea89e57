package io.reactivezmq.samples.modulepath;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The module descriptors of the libraries. */
class DescriptorsTest {

    private static final String SERVICES = "META-INF/services/";

    private final ModulePath path = ModulePath.ofSample();

    private Set<String> exportsOf(String module) {
        return path.find(module).descriptor().exports().stream()
                .peek(exported -> assertThat(exported.isQualified()).isFalse())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    @Test
    void everyPackageThatIsNotInternalIsExported() {
        Set<String> packages = path.find("io.reactivezmq").descriptor().packages();
        assertThat(packages).anyMatch(name -> name.startsWith("io.reactivezmq.internal."));
        assertThat(exportsOf("io.reactivezmq"))
                .isEqualTo(packages.stream()
                        .filter(name -> !name.startsWith("io.reactivezmq.internal."))
                        .collect(Collectors.toSet()));
    }

    @Test
    void theEngineIsNotExported() {
        assertThat(exportsOf("io.reactivezmq.zmtp")).containsExactly("io.reactivezmq.zmtp");
    }

    @Test
    void noPackageIsInBothModules() {
        assertThat(path.find("io.reactivezmq").descriptor().packages())
                .doesNotContainAnyElementsOf(
                        path.find("io.reactivezmq.zmtp").descriptor().packages());
    }

    /** The module path reads the descriptor, the class path reads the files. */
    @ParameterizedTest
    @ValueSource(strings = {"io.reactivezmq", "io.reactivezmq.zmtp"})
    void descriptorAndServiceFilesNameTheSameProviders(String module) throws IOException {
        ModuleReference reference = path.find(module);
        Map<String, Set<String>> described = reference.descriptor().provides().stream()
                .collect(Collectors.toMap(
                        ModuleDescriptor.Provides::service, provided -> Set.copyOf(provided.providers())));
        assertThat(described).isNotEmpty();
        assertThat(serviceFiles(reference)).isEqualTo(described);
    }

    private static Map<String, Set<String>> serviceFiles(ModuleReference reference) throws IOException {
        Map<String, Set<String>> providers = new TreeMap<>();
        try (ModuleReader reader = reference.open()) {
            List<String> files = reader.list()
                    .filter(name -> name.startsWith(SERVICES) && !name.endsWith("/"))
                    .toList();
            for (String file : files) {
                String lines = UTF_8.decode(reader.read(file).orElseThrow()).toString();
                providers.put(
                        file.substring(SERVICES.length()),
                        Set.copyOf(lines.lines().toList()));
            }
        }
        return providers;
    }
}
