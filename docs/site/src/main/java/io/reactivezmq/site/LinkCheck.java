package io.reactivezmq.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the links of the site: between its pages, to their sections, and to what a browser loads with them. */
final class LinkCheck {

    private static final Pattern TAG = Pattern.compile("<(\\w+)\\b[^>]*?\\s(?:href|src)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]+)\"");

    /** What a browser loads without a click. */
    private static final Set<String> LOADED = Set.of("link", "script", "img");

    private final Path site;
    private final Map<Path, Set<String>> ids = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private int links;

    private LinkCheck(Path site) {
        this.site = site;
    }

    /** Checks all pages except for the Javadoc, whose tool checks its links itself. */
    static LinkCheck of(Path site) throws IOException {
        LinkCheck check = new LinkCheck(site);
        List<Path> pages;
        try (var files = Files.walk(site)) {
            pages = files.filter(file -> file.toString().endsWith(".html"))
                    .filter(file -> !file.startsWith(site.resolve("api")))
                    .toList();
        }
        for (Path page : pages) {
            check.page(page);
        }
        return check;
    }

    private void page(Path page) throws IOException {
        Matcher tag = TAG.matcher(Files.readString(page));
        while (tag.find()) {
            links++;
            String link = tag.group(2);
            boolean external = link.matches("[a-z]+:.*|//.*");
            if (external ? LOADED.contains(tag.group(1)) : !leadsSomewhere(page, link)) {
                broken.add(site.relativize(page) + ": " + link);
            }
        }
    }

    private boolean leadsSomewhere(Path page, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        return Files.isRegularFile(target)
                && target.startsWith(site)
                && (hash < 0 || idsOf(target).contains(link.substring(hash + 1)));
    }

    private Set<String> idsOf(Path page) throws IOException {
        Set<String> known = ids.get(page);
        if (known == null) {
            known = new HashSet<>();
            Matcher id = ID.matcher(Files.readString(page));
            while (id.find()) {
                known.add(id.group(1));
            }
            ids.put(page, known);
        }
        return known;
    }

    /** Returns how many links there are. */
    int links() {
        return links;
    }

    /** Returns the links that lead nowhere, and those to files of other hosts that a browser would load. */
    List<String> broken() {
        return broken;
    }
}
