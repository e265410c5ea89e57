package io.reactivezmq.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of licenses in the documentation is the report of the build. */
class DependencyLicensesTest {

    private static final Path PAGE = Path.of("../../docs/artifacts.md");

    /** {@code (MIT) SLF4J API Module (org.slf4j:slf4j-api:2.0.20 - http://www.slf4j.org)}. */
    private static final Pattern REPORTED =
            Pattern.compile("(?m)^ +((?:\\([^)]+\\) )+).* \\(([\\w.-]+:[\\w.-]+):[^:]+(?: - .*)?\\)$");

    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([\\w.-]+:[\\w.-]+)` \\| ([^|]+) \\|$");

    private static Map<String, String> table(String text, Pattern row, int dependency, int licenses) {
        Map<String, String> table = new TreeMap<>();
        Matcher matcher = row.matcher(text);
        while (matcher.find()) {
            table.put(
                    matcher.group(dependency),
                    matcher.group(licenses).strip().replace(") (", ", ").replaceAll("^\\(|\\)$", ""));
        }
        return table;
    }

    @Test
    void theTableIsTheReport() throws IOException {
        Map<String, String> reported = reported();
        assertThat(reported).hasSizeGreaterThan(30).containsEntry("io.projectreactor:reactor-core", "Apache-2.0");
        assertThat(table(Files.readString(PAGE), DOCUMENTED, 1, 2)).isEqualTo(reported);
    }

    @Test
    void noDependencyRequiresTheGpl() throws IOException {
        assertThat(reported().values()).allSatisfy(licenses -> {
            if (licenses.contains("GPL")) {
                assertThat(licenses).containsAnyOf("EPL-2.0", "Apache-2.0");
            }
        });
    }

    private static Map<String, String> reported() throws IOException {
        Map<String, String> reported = table(Files.readString(Path.of(System.getProperty("licenses"))), REPORTED, 2, 1);
        reported.keySet().removeIf(dependency -> dependency.startsWith("io.reactivezmq:"));
        return reported;
    }
}
