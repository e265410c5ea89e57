package io.reactivezmq.site;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/** The headings of a document and their anchors, which have GitHub's form. */
final class Headings {

    /** A heading that can be linked to. */
    record Entry(int level, String text, String id) {}

    private final Map<Node, Entry> entries = new IdentityHashMap<>();
    private final List<Entry> inOrder = new ArrayList<>();

    private Headings() {}

    static Headings of(Node document) {
        Headings headings = new Headings();
        Set<String> ids = new HashSet<>();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                String text = PlainText.of(heading);
                Entry entry = new Entry(heading.getLevel(), text, unique(id(text), ids));
                headings.entries.put(heading, entry);
                headings.inOrder.add(entry);
            }
        }
        return headings;
    }

    List<Entry> all() {
        return inOrder;
    }

    /** Returns what is known of a heading, which has to be at the top level of the document. */
    Entry entryOf(Node heading) {
        return Objects.requireNonNull(entries.get(heading));
    }

    private static String id(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static String unique(String id, Set<String> ids) {
        String unique = id;
        for (int i = 1; !ids.add(unique); i++) {
            unique = id + "-" + i;
        }
        return unique;
    }
}
