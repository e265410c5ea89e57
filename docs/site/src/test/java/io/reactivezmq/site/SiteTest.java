package io.reactivezmq.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The site")
class SiteTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern NEXT = Pattern.compile("<a rel=\"next\" href=\"([^\"]+)\"");
    private static final Pattern PREVIOUS = Pattern.compile("<a rel=\"prev\" href=\"([^\"]+)\"");

    @TempDir
    static Path site;

    private static int pages;

    @BeforeAll
    static void render() throws IOException {
        pages = new Site(ROOT, "1.2.3", "", site, Map.of()).write();
    }

    @Test
    @DisplayName("has no link that leads nowhere, and loads nothing from other hosts")
    void linksLeadSomewhere() throws IOException {
        LinkCheck check = LinkCheck.of(site);
        assertThat(check.links()).isGreaterThan(2000);
        assertThat(check.broken()).isEmpty();
        for (String asset : List.of("site.css", "site.js", "theme.js")) {
            assertThat(Files.readString(site.resolve("assets").resolve(asset)))
                    .doesNotContain("http:", "https:", "@import", "url(");
        }
    }

    @Test
    @DisplayName("has every document, on pages that follow one another")
    void everyDocumentIsReached() throws IOException {
        List<String> documents = Documents.find(ROOT);
        assertThat(documents)
                .hasSizeGreaterThan(60)
                .contains("docs/spring.md", "CHANGELOG.md", "samples/guide/README.md");
        assertThat(pages).isEqualTo(documents.size() + 1);
        Path first = site.resolve("getting-started.html");
        assertThat(Files.readString(site.resolve("index.html"))).contains("href=\"getting-started.html\"");
        List<Path> reached = new ArrayList<>(List.of(first));
        for (Path next = follow(first, NEXT); next != null; next = follow(next, NEXT)) {
            assertThat(follow(next, PREVIOUS)).isEqualTo(reached.get(reached.size() - 1));
            reached.add(next);
        }
        assertThat(reached).doesNotHaveDuplicates().hasSize(documents.size());
    }

    @SuppressWarnings("NullAway") // No page follows the last one.
    private static Path follow(Path page, Pattern relation) throws IOException {
        Matcher link = relation.matcher(Files.readString(page));
        return link.find() ? page.resolveSibling(link.group(1)).normalize() : null;
    }

    @Test
    @DisplayName("finds each section in its search")
    void searchHasSections() throws IOException {
        assertThat(Files.readString(site.resolve("assets/search-index.js")))
                .startsWith("window.searchIndex=[")
                .contains("[\"spring.html#start-and-shutdown\",\"Spring Boot\",\"Start and shutdown\",\"")
                .contains("[\"transports/udp.html\",")
                .doesNotContain("<");
    }

    @Test
    @DisplayName("says on its start page for whom it is, for whom not, and how fast, with the numbers of the report")
    void startPage() throws IOException {
        Benchmarks report = new Benchmarks(Files.readString(ROOT.resolve("docs/benchmarks.md")));
        assertThat(Files.readString(site.resolve("index.html")))
                .contains("For you if", "Not for you if", "How fast", "ZmqContext", "1.2.3")
                .contains(">" + report.stream("100", "", "ours app").text() + "</text>")
                .contains(">" + report.roundTrip("", "libzmq").text() + "</text>")
                .doesNotContain("{{");
    }
}
