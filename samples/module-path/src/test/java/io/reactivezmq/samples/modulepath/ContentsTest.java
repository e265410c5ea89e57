package io.reactivezmq.samples.modulepath;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the libraries contain beside their classes. */
class ContentsTest {

    private static final Path ROOT = Path.of("../..");

    private static final Map<String, String> ARTIFACTS =
            Map.of("io.reactivezmq", "reactive-core", "io.reactivezmq.zmtp", "reactive-zmtp");

    private static String read(String module, String file) throws IOException {
        try (ModuleReader reader = ModulePath.ofSample().find(module).open()) {
            return UTF_8.decode(reader.read(file).orElseThrow(() -> new AssertionError(module + " has no " + file)))
                    .toString();
        }
    }

    @Test
    void licenseAndNoticeAreThoseOfTheProject() throws IOException {
        for (String module : ARTIFACTS.keySet()) {
            for (String file : new String[] {"LICENSE", "NOTICE"}) {
                assertThat(read(module, "META-INF/" + file)).isEqualTo(Files.readString(ROOT.resolve(file)));
            }
        }
    }

    @Test
    void metadataForNativeImagesAreWhereTheToolLooksForThem() throws IOException {
        for (Map.Entry<String, String> artifact : ARTIFACTS.entrySet()) {
            String directory = "META-INF/native-image/io.reactivezmq/" + artifact.getValue();
            assertThat(read(artifact.getKey(), directory + "/reachability-metadata.json"))
                    .contains("\"reflection\"", "io.reactivezmq.");
        }
    }
}
