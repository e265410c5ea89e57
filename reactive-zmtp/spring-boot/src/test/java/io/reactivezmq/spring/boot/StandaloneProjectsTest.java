package io.reactivezmq.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The standalone projects, which have no parent, have the versions of the build. */
class StandaloneProjectsTest {

    private static String pom(String directory) throws IOException {
        return Files.readString(Path.of("../..", directory, "pom.xml"));
    }

    @Test
    void versionsAreThoseOfTheBuild() throws IOException {
        String build = pom("");
        assertThat(pom("samples/standalone/spring-boot"))
                .contains("<netty.version>" + property(build, "netty.version") + "</")
                .contains("<reactor-bom.version>" + property(build, "reactor-bom.version") + "</")
                .containsPattern("spring-boot-starter-parent</artifactId>\\s*<version>"
                        + property(build, "spring-boot.version") + "</");
        assertThat(pom("samples/standalone/library"))
                .containsPattern("maven-dependency-plugin</artifactId>\\s*<version>"
                        + property(build, "maven-dependency-plugin.version") + "</");
    }

    private static String property(String build, String name) {
        String start = "<" + name + ">";
        int from = build.indexOf(start) + start.length();
        return build.substring(from, build.indexOf('<', from));
    }
}
