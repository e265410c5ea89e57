package io.reactivezmq.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Links between documents")
class LinksTest {

    private static final Path ROOT = Path.of("..");

    /** The directories of the root with documents and sources. */
    private static final Set<String> DIRECTORIES = Set.of("docs", "reactive-core", "reactive-zmtp", "samples");

    private static final Set<String> GENERATED = Set.of("target", "node_modules");

    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?) *$");

    /** The link of the template of decisions, which is replaced in each decision. */
    private static final String TEMPLATE = "NNNN-title.md";

    /** A document named in prose, in code or in a comment. */
    private static final Pattern NAME = Pattern.compile("\\bdocs/[\\w./-]+\\.md\\b");

    @Test
    @DisplayName("lead to files and headings that exist")
    void linksLeadSomewhere() throws IOException {
        List<Path> documents = files(".md");
        assertThat(documents).hasSizeGreaterThan(50).anyMatch(document -> document.endsWith("docs/security/limits.md"));
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : documents) {
            for (String link : matches(LINK, text(document))) {
                if (!link.matches("[a-z]+:.*") && !link.equals(TEMPLATE)) {
                    links++;
                    if (!leadsSomewhere(document, link)) {
                        broken.add(document + ": " + link);
                    }
                }
            }
        }
        assertThat(links).isGreaterThan(100);
        assertThat(broken).isEmpty();
    }

    @Test
    @DisplayName("include names of documents in prose and in comments")
    void namesAreOfDocuments() throws IOException {
        List<Path> sources = new ArrayList<>(files(".md"));
        sources.addAll(files(".java"));
        List<String> broken = new ArrayList<>();
        int names = 0;
        for (Path source : sources) {
            for (String name : matches(NAME, Files.readString(source))) {
                names++;
                if (!Files.exists(ROOT.resolve(name))) {
                    broken.add(source + ": " + name);
                }
            }
        }
        assertThat(names).isGreaterThan(10);
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Path document, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? document : document.resolveSibling(path);
        if (hash < 0 || !Files.isRegularFile(target)) {
            return hash < 0 && Files.exists(target);
        }
        return anchors(text(target)).contains(link.substring(hash + 1));
    }

    /** Returns the anchors of the headings, in the form of GitHub. */
    private static Set<String> anchors(String text) {
        Set<String> anchors = new HashSet<>();
        for (MatchResult heading : HEADING.matcher(text).results().toList()) {
            String anchor = heading.group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            String unique = anchor;
            for (int i = 1; !anchors.add(unique); i++) {
                unique = anchor + "-" + i;
            }
        }
        return anchors;
    }

    private static String text(Path document) throws IOException {
        return CODE_BLOCK.matcher(Files.readString(document)).replaceAll("");
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(match.groupCount()))
                .toList();
    }

    /** Returns the files of the project with this suffix, without those that builds and other tools have written. */
    private static List<Path> files(String suffix) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                // Other builds may change these directories meanwhile.
                return isOfTheProject(directory) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(suffix)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static boolean isOfTheProject(Path directory) {
        Path parent = directory.getParent();
        String name = directory.getFileName().toString();
        return ROOT.equals(parent) ? DIRECTORIES.contains(name) : !GENERATED.contains(name);
    }
}
