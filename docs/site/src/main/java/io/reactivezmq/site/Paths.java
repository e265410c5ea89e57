package io.reactivezmq.site;

import java.nio.file.Path;
import java.util.Objects;

/** Paths with {@code /} inside the project or the site, whatever the operating system. */
final class Paths {

    private Paths() {}

    /** Returns the path to a file from the directory of another one. */
    static String relative(String from, String to) {
        Path directory = Objects.requireNonNull(Path.of("/", from).getParent());
        return slashes(directory.relativize(Path.of("/", to)));
    }

    /** Returns the file that a link of another file leads to. */
    static String resolve(String from, String link) {
        return slashes(
                Path.of("/").relativize(Path.of("/", from).resolveSibling(link).normalize()));
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }
}
