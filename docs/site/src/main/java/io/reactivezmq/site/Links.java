package io.reactivezmq.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns links between files of the project into links between files of the site. */
final class Links {

    private final Path root;
    private final String repository;
    private final Map<String, Page> pages;
    private final Set<String> files = new TreeSet<>();

    /**
     * @param repository address of the repository's page, where files are that the site does not contain, or empty
     * @param pages by their paths in the project
     */
    Links(Path root, String repository, Map<String, Page> pages) {
        this.root = root;
        this.repository = repository;
        this.pages = pages;
    }

    /** Returns the link as it is in the site, or an empty string if neither site nor repository has its target. */
    String rewrite(Page page, String link) {
        if (link.startsWith("#") || link.matches("[a-z]+:.*")) {
            return link;
        }
        int hash = link.indexOf('#');
        String anchor = hash < 0 ? "" : link.substring(hash);
        String source = Paths.resolve(page.source(), hash < 0 ? link : link.substring(0, hash));
        Page target = page(source);
        if (target != null) {
            return page.pathTo(target.target()) + anchor;
        }
        if (source.startsWith("docs/") && Files.isRegularFile(root.resolve(source))) {
            files.add(source);
            return page.pathTo(source.substring("docs/".length())) + anchor;
        }
        if (!Files.exists(root.resolve(source))) {
            throw new IllegalArgumentException(page.source() + " links to " + link + ", which does not exist");
        }
        return repository.isEmpty() ? "" : repository + "/blob/HEAD/" + source + anchor;
    }

    /** A directory is the document in it. */
    private @Nullable Page page(String source) {
        Page page = pages.get(source);
        return page == null ? pages.get(source + "/README.md") : page;
    }

    /** Returns the files in docs that pages link to and that are no pages. */
    Set<String> files() {
        return files;
    }
}
