package io.reactivezmq.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/** The one file of the page, and the headers that keep browsers from running anything else. */
final class PageFile {

    private static final String NAME = "index.html";

    private final byte[] html;
    private final Map<String, String> headers;

    private PageFile(byte[] html) {
        this.html = html;
        String text = new String(html, UTF_8);
        this.headers = Map.of(
                "Content-Security-Policy",
                "default-src 'none'; script-src " + hash(text, "script") + "; style-src " + hash(text, "style")
                        + "; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
                        + "; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
                "X-Content-Type-Options",
                "nosniff",
                "Referrer-Policy",
                "no-referrer",
                "Cross-Origin-Resource-Policy",
                "same-origin",
                "Cache-Control",
                "no-cache");
    }

    static PageFile load() {
        try (InputStream file = Objects.requireNonNull(PageFile.class.getResourceAsStream(NAME), NAME)) {
            return new PageFile(file.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Returns the hash of the text of the only element of this name, as a source of the policy. */
    private static String hash(String text, String element) {
        String start = "<" + element + ">";
        int from = text.indexOf(start) + start.length();
        int to = text.indexOf("</" + element + ">", from);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(text.substring(from, to).getBytes(UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException missing) {
            // Every JDK has it.
            throw new IllegalStateException(missing);
        }
    }

    byte[] html() {
        return html.clone();
    }

    Map<String, String> headers() {
        return headers;
    }
}
