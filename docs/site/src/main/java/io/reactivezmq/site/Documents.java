package io.reactivezmq.site;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the documents of the project. */
final class Documents {

    /** Directories that builds and other tools write. */
    private static final Set<String> SKIPPED = Set.of("target", "node_modules", "src");

    /** The template of decisions has links to nowhere, and the site has a start page of its own. */
    private static final Set<String> NO_PAGES = Set.of("docs/decisions/template.md", "README.md");

    private Documents() {}

    /** Returns the paths of all pages relative to the root of the project, in the order of their names. */
    static List<String> find(Path root) throws IOException {
        List<String> found = new ArrayList<>();
        try (var files = Files.list(root)) {
            files.filter(file -> file.toString().endsWith(".md"))
                    .forEach(file -> found.add(file.getFileName().toString()));
        }
        for (String directory : List.of("docs", "samples")) {
            Files.walkFileTree(root.resolve(directory), new SimpleFileVisitor<>() {

                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                    return SKIPPED.contains(visited.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".md")) {
                        found.add(root.relativize(file).toString().replace('\\', '/'));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        found.removeAll(NO_PAGES);
        found.sort(null);
        return found;
    }
}
