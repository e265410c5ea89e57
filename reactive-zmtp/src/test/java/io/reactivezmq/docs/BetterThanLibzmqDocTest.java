package io.reactivezmq.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

@DisplayName("docs/better-than-libzmq.md")
class BetterThanLibzmqDocTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| `([\\w.]+)#(\\w+)` \\|");

    /** A test of the core, whose classes are not to be had here: its annotation, perhaps others, its head. */
    private static final String TEST_IN_SOURCE = "@(Test|RepeatedTest|ParameterizedTest)\\b[^{}]*?\\bvoid %s\\(";

    private record Row(int point, String type, String method) {}

    private static List<Row> rows() throws IOException {
        Matcher matcher = ROW.matcher(Files.readString(Path.of("../docs/better-than-libzmq.md")));
        return matcher.results()
                .map(row -> new Row(Integer.parseInt(row.group(1)), row.group(2), row.group(3)))
                .toList();
    }

    @Test
    @DisplayName("names a test for each of the eleven points")
    void everyPointHasATest() throws IOException {
        Set<Integer> points = new TreeSet<>();
        rows().forEach(row -> points.add(row.point()));
        assertThat(points).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    @DisplayName("names only tests that there are")
    void everyTestExists() throws IOException {
        for (Row row : rows()) {
            String path = "src/test/java/io/reactivezmq/" + row.type().replace('.', '/') + ".java";
            assertThat(Files.exists(Path.of(path)) ? isTestHere(row) : isTestIn(Path.of("../reactive-core", path), row))
                    .as("%s#%s is a test", row.type(), row.method())
                    .isTrue();
        }
    }

    private static boolean isTestHere(Row row) {
        try {
            Class<?> type = Class.forName("io.reactivezmq." + row.type());
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.getName().equals(row.method()))
                    .anyMatch((Method method) -> AnnotationSupport.isAnnotated(method, Testable.class));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean isTestIn(Path source, Row row) throws IOException {
        return Files.exists(source)
                && Pattern.compile(TEST_IN_SOURCE.formatted(row.method()))
                        .matcher(Files.readString(source))
                        .find();
    }
}
