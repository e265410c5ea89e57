package io.reactivezmq.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.event.DropReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of dropped messages")
class DroppedMessagesDocumentTest {

    private static final Path ROOT = Path.of("..");

    /** Classes that count, report and read the drops of others. */
    private static final Set<String> COUNTING =
            Set.of("DropReason", "Drops", "Counters", "StatisticsRecorder", "SlowWatch");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|[^|]*\\| (.+) \\|$");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    private static final Pattern USE = Pattern.compile("\\bDropReason\\.([A-Z_]+)\\b");

    @Test
    @DisplayName("names each class that drops messages, and no other")
    void namesEachClassThatDrops() throws IOException {
        Map<DropReason, Set<String>> documented = new EnumMap<>(DropReason.class);
        Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/architecture.md")));
        while (row.find()) {
            Matcher name = NAME.matcher(row.group(2));
            Set<String> names = new TreeSet<>();
            while (name.find()) {
                names.add(name.group(1));
            }
            if (Stream.of(DropReason.values()).anyMatch(reason -> reason.name().equals(row.group(1)))) {
                documented.put(DropReason.valueOf(row.group(1)), names);
            }
        }
        assertThat(documented).isEqualTo(inCode());
    }

    private static Map<DropReason, Set<String>> inCode() throws IOException {
        Map<DropReason, Set<String>> classes = new EnumMap<>(DropReason.class);
        for (String module : new String[] {"reactive-core", "reactive-zmtp"}) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> add(classes, file));
            }
        }
        return classes;
    }

    private static void add(Map<DropReason, Set<String>> classes, Path file) {
        String name = file.getFileName().toString().replace(".java", "");
        if (COUNTING.contains(name)) {
            return;
        }
        try {
            Matcher use = USE.matcher(Files.readString(file));
            while (use.find()) {
                classes.computeIfAbsent(DropReason.valueOf(use.group(1)), reason -> new TreeSet<>())
                        .add(name);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
