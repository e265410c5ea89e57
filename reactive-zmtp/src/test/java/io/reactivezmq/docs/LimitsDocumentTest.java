package io.reactivezmq.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.options.ContextOptions;
import io.reactivezmq.options.LimitOptions;
import io.reactivezmq.options.PublishOptions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every limit is in a table of docs/security/limits.md. */
class LimitsDocumentTest {

    @Test
    void noLimitIsMissing() throws IOException {
        String text = Files.readString(Path.of("../docs/security/limits.md"));
        List<String> rows = text.lines().filter(line -> line.startsWith("|")).toList();
        assertThat(rows).hasSizeGreaterThan(10);
        List<String> options = Stream.of(LimitOptions.class, PublishOptions.class)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .map(Method::getName)
                .filter(name -> name.startsWith("max"))
                .distinct()
                .toList();
        assertThat(options).hasSizeGreaterThanOrEqualTo(11);
        assertThat(options)
                .allSatisfy(option ->
                        assertThat(rows).anySatisfy(row -> assertThat(row).contains("| `" + option + "`")));
        List<String> ofTheContext = Stream.of(ContextOptions.class.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("max"))
                .distinct()
                .toList();
        assertThat(ofTheContext).hasSizeGreaterThanOrEqualTo(3);
        assertThat(ofTheContext)
                .allSatisfy(option -> assertThat(rows)
                        .anySatisfy(row -> assertThat(row).contains("| `" + option + "` of the context")));
    }
}
