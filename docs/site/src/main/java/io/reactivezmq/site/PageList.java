package io.reactivezmq.site;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The pages of the site in reading order: the navigation shows them in this order, and "previous" and "next" follow it.
 *
 * <p>The file has one path per line, relative to the root of the project. A line with {@code #} begins a group. An
 * indented path belongs to the page above it, and is shown in the navigation only near that page. A path that ends with
 * {@code /*} is all further documents of that directory. Documents that are in no line come at the end.
 */
record PageList(List<Group> groups) {

    /** Pages below one heading of the navigation. */
    record Group(String title, List<Item> items) {}

    /** A page, and whether it belongs to the nearest page above it that does not. */
    record Item(String source, boolean nested) {}

    static PageList read(List<String> documents) {
        return parse(Resources.text("pages.txt"), documents);
    }

    static PageList parse(String lines, List<String> documents) {
        Set<String> rest = new LinkedHashSet<>(documents);
        List<String> named = lines.lines().map(String::strip).toList();
        List<Group> groups = new ArrayList<>();
        for (String line : lines.lines().filter(line -> !line.isBlank()).toList()) {
            if (line.startsWith("#")) {
                groups.add(new Group(line.substring(1).strip(), new ArrayList<>()));
                continue;
            }
            for (String source : matching(line.strip(), rest, named)) {
                rest.remove(source);
                groups.get(groups.size() - 1).items().add(new Item(source, line.startsWith(" ")));
            }
        }
        if (!rest.isEmpty()) {
            groups.add(new Group(
                    "More", rest.stream().map(source -> new Item(source, false)).toList()));
        }
        return new PageList(groups);
    }

    private static List<String> matching(String line, Set<String> rest, List<String> named) {
        if (line.endsWith("/*")) {
            String directory = line.substring(0, line.length() - 1);
            return rest.stream()
                    .filter(source -> source.startsWith(directory) && !named.contains(source))
                    .toList();
        }
        if (!rest.contains(line)) {
            throw new IllegalArgumentException("No document, or named twice: " + line);
        }
        return List.of(line);
    }

    List<Item> items() {
        return groups.stream().flatMap(group -> group.items().stream()).toList();
    }
}
