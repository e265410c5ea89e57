package io.reactivezmq.site;

import java.util.List;
import java.util.Locale;
import org.commonmark.node.Node;

/**
 * A document of the site.
 *
 * @param source its path relative to the root of the project, with {@code /}
 * @param target its path in the site
 */
record Page(String source, String target, String title, Node document, Headings headings) {

    static Page of(String source, Node document) {
        Headings headings = Headings.of(document);
        List<Headings.Entry> all = headings.all();
        if (all.isEmpty() || all.get(0).level() != 1) {
            throw new IllegalArgumentException(source + " has no title");
        }
        return new Page(source, target(source), all.get(0).text(), document, headings);
    }

    /**
     * Documents in docs are at the top of the site, and those of the root directory are in a directory of their own.
     */
    private static String target(String source) {
        String page = source.indexOf('/') < 0
                ? "project/" + source.toLowerCase(Locale.ROOT)
                : source.replaceFirst("^docs/", "");
        return page.replaceFirst("README\\.md$", "index.md").replaceFirst("\\.md$", ".html");
    }

    /** Returns the path from this page to another file of the site. */
    String pathTo(String other) {
        return Paths.relative(target, other);
    }
}
