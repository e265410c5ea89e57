package io.reactivezmq.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of single links, headings and blocks of code. */
class RenderingTest {

    @TempDir
    Path root;

    private String render(String repository, String markdown) {
        Page page = Page.of("samples/a/page.md", PageRenderer.parse("# Page\n\n" + markdown));
        Page other = Page.of("SECURITY.md", PageRenderer.parse("# Other"));
        Page readme = Page.of("samples/b/README.md", PageRenderer.parse("# Readme"));
        Map<String, Page> pages = Map.of(page.source(), page, other.source(), other, readme.source(), readme);
        return new PageRenderer(new Links(root, repository, pages)).render(page);
    }

    @Test
    void linksLeadToPages() {
        assertThat(render("", "[x](../../SECURITY.md#y)")).contains("<a href=\"../../project/security.html#y\">x</a>");
        assertThat(render("", "[x](../../samples/b)")).contains("<a href=\"../b/index.html\">x</a>");
        assertThat(render("", "[x](#y)")).contains("<a href=\"#y\">x</a>");
        assertThat(render("", "[x](https://example.org)")).contains("<a href=\"https://example.org\">x</a>");
    }

    @Test
    void linksToFilesOfTheRepositoryNeedItsAddress() throws IOException {
        Files.writeString(root.resolve("pom.xml"), "");
        assertThat(render("", "[the `POM`](../../pom.xml)")).contains("<p>the <code>POM</code></p>");
        assertThat(render("https://example.org/r", "[x](../../pom.xml)"))
                .contains("<a href=\"https://example.org/r/blob/HEAD/pom.xml\">x</a>");
    }

    @Test
    void aLinkToNothingIsAnError() {
        assertThatThrownBy(() -> render("", "[x](nothing.md)")).hasMessageContaining("nothing.md");
    }

    @Test
    void headingsHaveAnchors() {
        assertThat(render("", "## `ZMQ_X`: one, two\n\n## Same\n\n## Same"))
                .contains("<h2 id=\"zmq_x-one-two\">", "<h2 id=\"same\">", "<h2 id=\"same-1\">", "href=\"#same-1\"");
    }

    @Test
    void codeIsEscapedAndColored() {
        assertThat(render("", "```java\nreturn \"<b>\"; // a & b\n```"))
                .contains(
                        "<span class=\"code-keyword\">return</span> <span class=\"code-text\">&quot;&lt;b&gt;&quot;</span>; "
                                + "<span class=\"code-comment\">// a &amp; b</span>");
        assertThat(render("", "```\nreturn <x>\n```")).contains("<code>return &lt;x&gt;");
    }

    @Test
    void brokenLinksAreFound() throws IOException {
        Files.writeString(
                root.resolve("a.html"),
                "<p id=\"here\"><a class=\"x\" href=\"#here\">"
                        + "<a href=\"#gone\"><a href=\"b.html\"><img src=\"https://example.org/i.png\"><a href=\"https://example.org\">");
        LinkCheck check = LinkCheck.of(root);
        assertThat(check.links()).isEqualTo(5);
        assertThat(check.broken())
                .containsExactly("a.html: #gone", "a.html: b.html", "a.html: https://example.org/i.png");
    }

    @Test
    void pagesFollowTheListAndOthersComeLast() {
        PageList list = PageList.parse("# A\nd/x.md\n  d/*\nd/z.md\n", List.of("d/w.md", "d/x.md", "d/z.md", "e.md"));
        assertThat(list.items())
                .containsExactly(
                        new PageList.Item("d/x.md", false),
                        new PageList.Item("d/w.md", true),
                        new PageList.Item("d/z.md", false),
                        new PageList.Item("e.md", false));
        assertThatThrownBy(() -> PageList.parse("# A\ngone.md", List.of())).hasMessageContaining("gone.md");
    }
}
