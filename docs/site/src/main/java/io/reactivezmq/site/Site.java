package io.reactivezmq.site;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the site to a directory. */
final class Site {

    private static final List<String> ASSETS = List.of("site.css", "site.js", "theme.js", "icon.svg");
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern FIRST_CODE = Pattern.compile("(?s)```java\\n(.*?)```");

    private final Path root;
    private final String version;
    private final Path output;
    private final Map<String, Path> javadoc;
    private final Map<String, Page> pages = new TreeMap<>();
    private final Navigation navigation;
    private final Links links;

    /**
     * @param root the root directory of the project
     * @param repository the address of the repository's page, or empty
     * @param javadoc the directories of Javadoc by the names of their artifacts
     */
    Site(Path root, String version, String repository, Path output, Map<String, Path> javadoc) throws IOException {
        this.root = root;
        this.version = version;
        this.output = output;
        this.javadoc = javadoc;
        List<String> documents = Documents.find(root);
        for (String source : documents) {
            pages.put(source, Page.of(source, PageRenderer.parse(Files.readString(root.resolve(source)))));
        }
        this.navigation = new Navigation(PageList.read(documents), pages, List.copyOf(javadoc.keySet()));
        this.links = new Links(root, repository, pages);
    }

    /** Writes all files, and returns the number of pages. */
    int write() throws IOException {
        SearchIndex index = new SearchIndex();
        PageRenderer renderer = new PageRenderer(links);
        for (Page page : navigation.order()) {
            index.add(page);
            String content = renderer.render(page);
            writePage(
                    page.target(),
                    page.title() + " · Reactive ZMQ",
                    "page",
                    content,
                    navigation.neighbors(page),
                    sections(page));
        }
        writePage("index.html", "Reactive ZMQ", "start", start(), "", "");
        for (String file : links.files()) {
            copy(root.resolve(file), output.resolve(file.substring("docs/".length())));
        }
        for (String asset : ASSETS) {
            write("assets/" + asset, Resources.text(asset));
        }
        write("assets/search-index.js", index.script());
        for (Map.Entry<String, Path> api : javadoc.entrySet()) {
            copyAll(api.getValue(), output.resolve("api").resolve(api.getKey()));
        }
        return navigation.order().size() + 1;
    }

    private void writePage(String target, String title, String kind, String content, String neighbors, String sections)
            throws IOException {
        write(
                target,
                fill(
                        "layout.html",
                        Map.of(
                                "title",
                                Html.escape(title),
                                "top",
                                Paths.relative(target, "x").replaceFirst("x$", ""),
                                "kind",
                                kind,
                                "version",
                                Html.escape(version),
                                "navigation",
                                navigation.list(target),
                                "content",
                                content,
                                "neighbors",
                                neighbors,
                                "sections",
                                sections)));
    }

    private static String sections(Page page) {
        List<Headings.Entry> headings = page.headings().all().stream()
                .filter(heading -> heading.level() == 2 || heading.level() == 3)
                .toList();
        if (headings.size() < 2) {
            return "";
        }
        return headings.stream()
                .map(heading -> "<li><a" + (heading.level() == 3 ? " class=\"deeper\"" : "") + " href=\"#"
                        + heading.id() + "\">" + Html.escape(heading.text()) + "</a></li>")
                .collect(Collectors.joining("\n", "<h2>On this page</h2>\n<ul>\n", "\n</ul>"));
    }

    /** The start page has numbers of the report and code of the README, so that it cannot contradict them. */
    private String start() throws IOException {
        Benchmarks report = new Benchmarks(Files.readString(root.resolve("docs/benchmarks.md")));
        Benchmarks.Bar libzmq = report.stream("100", "libzmq", "libzmq");
        Benchmarks.Bar app = report.stream("100", "Reactive ZMQ, threads", "ours app");
        Benchmarks.Bar loop = report.stream("100", "Reactive ZMQ, loops", "ours loop");
        Matcher code = FIRST_CODE.matcher(Files.readString(root.resolve("README.md")));
        if (!code.find()) {
            throw new IllegalStateException("README.md has no block of Java");
        }
        return fill(
                "start.html",
                Map.of(
                        "api",
                                javadoc.keySet().stream()
                                        .limit(1)
                                        .map(name -> "<a class=\"button\" href=\"api/" + name + "/index.html\">API</a>")
                                        .collect(Collectors.joining()),
                        "large",
                                Benchmarks.ratio(
                                        report.stream("1048576", "", "ours app"),
                                        report.stream("1048576", "", "libzmq")),
                        "app", Benchmarks.ratio(app, libzmq),
                        "loop", Benchmarks.ratio(loop, libzmq),
                        "streams",
                                Benchmarks.chart(
                                        "Messages per second",
                                        List.of(loop, app, report.stream("100", "JeroMQ", "jeromq"), libzmq)),
                        "trips",
                                Benchmarks.chart(
                                        "Round trips in microseconds",
                                        List.of(
                                                report.roundTrip("Reactive ZMQ, loops", "ours loop"),
                                                report.roundTrip("Reactive ZMQ, threads", "ours app (client blocks)"),
                                                report.roundTrip("JeroMQ", "jeromq"),
                                                report.roundTrip("libzmq", "libzmq"))),
                        "code", Highlighter.html("java", code.group(1))));
    }

    private static String fill(String template, Map<String, String> values) {
        return PLACE.matcher(Resources.text(template)).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException(template + " has an unknown place: " + place.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private void write(String target, String text) throws IOException {
        Path file = output.resolve(target);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    private static void copyAll(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                copy(file, to.resolve(from.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Deletes what an earlier run has written. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> found = new ArrayList<>();
        try (var files = Files.walk(directory)) {
            files.forEach(found::add);
        }
        for (int i = found.size() - 1; i >= 0; i--) {
            Files.delete(found.get(i));
        }
    }
}
