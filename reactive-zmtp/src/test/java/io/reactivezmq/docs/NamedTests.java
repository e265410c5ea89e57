package io.reactivezmq.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests that a document names, as {@code `Class#method`}, looked up in the sources of both modules. */
final class NamedTests {

    private static final Pattern REFERENCE = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern ANNOTATION = Pattern.compile("\\s*@(Test|ParameterizedTest|RepeatedTest)\\b.*");

    private NamedTests() {}

    /** Those named in this text that there are not. */
    static List<String> missing(String text) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("../reactive-core", "../reactive-zmtp")) {
            try (Stream<Path> files = Files.walk(Path.of(module, "src/test/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        List<String> missing = new ArrayList<>();
        for (var match : REFERENCE.matcher(text).results().toList()) {
            if (!isTest(sources, match.group(1), match.group(2))) {
                missing.add(match.group(1) + "#" + match.group(2));
            }
        }
        return missing;
    }

    /** How many are named. */
    static long count(String text) {
        return REFERENCE.matcher(text).results().count();
    }

    private static boolean isTest(List<Path> sources, String type, String method) throws IOException {
        for (Path source : sources) {
            if (source.getFileName().toString().equals(type + ".java") && isTest(Files.readAllLines(source), method)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is such a head, with the annotation above it before anything else. */
    private static boolean isTest(List<String> lines, String method) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(" void " + method + "(")) {
                for (int above = i - 1; above >= 0 && !lines.get(above).isBlank(); above--) {
                    if (ANNOTATION.matcher(lines.get(above)).matches()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
