package io.reactivezmq.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What readers copy never subscribes to {@code bind} alone, which would hide its failure (decision 33). */
class NoBareBindTest {

    private static final Path ROOT = Path.of("..");

    /** A call of bind whose result is subscribed to without an error consumer. The prose of decision 33 has dots. */
    private static final Pattern BARE =
            Pattern.compile("\\bbind\\((?!\\.\\.)(?:[^()]|\\([^()]*\\))*\\)\\s*\\.subscribe\\(\\s*\\)");

    @Test
    void thePatternFindsSuchACall() {
        assertThat(BARE.matcher("rep.bind(\"tcp://*:5555\").subscribe();").find())
                .isTrue();
        assertThat(BARE.matcher("rep.bind(at.quotes(1).uri())\n    .subscribe()")
                        .find())
                .isTrue();
        assertThat(BARE.matcher("rep.bind(uri).then(rep.serve(h)).subscribe();").find())
                .isFalse();
    }

    @Test
    void documentsSamplesAndJavadocShowNone() throws IOException {
        List<Path> shown = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        for (String directory : List.of("docs", "samples", "reactive-core/src/main", "reactive-zmtp/src/main")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
                files.filter(file -> file.toString().endsWith(".md")
                                || file.toString().endsWith(".java"))
                        .filter(file -> !file.toString().contains("/target/"))
                        .forEach(shown::add);
            }
        }
        assertThat(shown).hasSizeGreaterThan(300);
        assertThat(shown)
                .allSatisfy(
                        file -> assertThat(BARE.matcher(Files.readString(file)).find())
                                .as("%s", file)
                                .isFalse());
    }
}
