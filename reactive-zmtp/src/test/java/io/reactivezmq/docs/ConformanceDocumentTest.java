package io.reactivezmq.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/conformance.md")
class ConformanceDocumentTest {

    private static String text() throws IOException {
        return Files.readString(Path.of("../docs/conformance.md"));
    }

    private static List<String> rows() throws IOException {
        return text().lines()
                .filter(line -> line.matches("\\| `(test|unittest)_\\w+` \\| [WS] \\| .*"))
                .toList();
    }

    @Test
    @DisplayName("names only tests that there are")
    void everyTestExists() throws IOException {
        assertThat(NamedTests.missing(text())).isEmpty();
        assertThat(NamedTests.missing("`ConformanceDocumentTest#text`, `NoTest#none`"))
                .hasSize(2);
    }

    @Test
    @DisplayName("counts right: 67 about the wire, 28 about sockets, and those that are missing")
    void countsRight() throws IOException {
        List<String> rows = rows();
        assertThat(rows.stream().distinct()).hasSize(95);
        assertThat(rows.stream().filter(row -> row.contains("` | W | "))).hasSize(67);
        long missing = rows.stream().filter(row -> row.contains("| missing: ")).count();
        assertThat(rows.stream().filter(row -> NamedTests.count(row) > 0)).hasSize((int) (rows.size() - missing));
        assertThat(text())
                .contains("%d of %d have a counterpart here; %d are missing."
                        .formatted(rows.size() - missing, rows.size(), missing));
    }
}
