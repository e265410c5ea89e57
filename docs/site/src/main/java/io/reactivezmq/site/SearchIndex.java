package io.reactivezmq.site;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;

/** The text of all pages by section, as a script that the search of the site loads. */
final class SearchIndex {

    private final List<String> entries = new ArrayList<>();

    /** Adds the sections of a page. */
    void add(Page page) {
        Headings.Entry section = page.headings().all().get(0);
        StringBuilder text = new StringBuilder();
        for (Node node = page.document().getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                add(page, section, text);
                section = page.headings().entryOf(heading);
                text.setLength(0);
            } else {
                collect(node, text);
            }
        }
        add(page, section, text);
    }

    private void add(Page page, Headings.Entry section, StringBuilder text) {
        boolean isPage = section.level() == 1;
        if (!isPage || !text.isEmpty()) {
            entries.add("[" + Html.literal(isPage ? page.target() : page.target() + "#" + section.id()) + ","
                    + Html.literal(page.title()) + ","
                    + Html.literal(isPage ? "" : section.text()) + ","
                    + Html.literal(text.toString().replaceAll("\\s+", " ").strip()) + "]");
        }
    }

    private static void collect(Node node, StringBuilder text) {
        node.accept(new PlainText(text) {

            @Override
            public void visit(FencedCodeBlock part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(IndentedCodeBlock part) {
                text.append(part.getLiteral());
            }

            @Override
            protected void visitChildren(Node parent) {
                super.visitChildren(parent);
                boolean withinText =
                        parent instanceof Link || parent instanceof Emphasis || parent instanceof StrongEmphasis;
                if (!withinText) {
                    text.append(' ');
                }
            }
        });
    }

    /** Returns the script. */
    String script() {
        return "window.searchIndex=[\n" + String.join(",\n", entries) + "\n];\n";
    }
}
