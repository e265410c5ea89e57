package io.reactivezmq.security;

import io.reactivezmq.error.InvalidOptionException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The content of a certificate file: section names at the margin, indented {@code name = "value"} lines below them, and
 * comments that begin with {@code #}.
 */
record CertificateText(
        Map<String, String> metadata,
        @Nullable String publicKey,
        @Nullable String secretKey) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9\\-_.+]{1,255}");
    private static final Pattern ITEM =
            Pattern.compile("\\s+([A-Za-z0-9\\-_.+/@$]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^#]*?))\\s*(?:#.*)?");

    static CertificateText parse(String text) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> section = Map.of();
        for (String line : text.lines().toList()) {
            Matcher item = ITEM.matcher(line);
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            if (!Character.isWhitespace(line.charAt(0))) {
                section = sections.computeIfAbsent(line.strip(), name -> new LinkedHashMap<>());
            } else if (item.matches() && !sections.isEmpty()) {
                String quoted = item.group(2) == null ? item.group(3) : item.group(2);
                section.put(item.group(1), quoted == null ? item.group(4) : quoted);
            }
        }
        Map<String, String> keys = sections.getOrDefault("curve", Map.of());
        Map<String, String> metadata = new LinkedHashMap<>(sections.getOrDefault("metadata", Map.of()));
        metadata.keySet().removeIf(name -> !NAME.matcher(name).matches());
        return new CertificateText(metadata, keys.get("public-key"), keys.get("secret-key"));
    }

    static String of(Map<String, String> metadata, String publicKey, @Nullable String secretKey) {
        StringBuilder text = new StringBuilder();
        text.append("# A ZeroMQ CURVE certificate, written by Reactive ZMQ.\n");
        text.append(
                secretKey == null
                        ? "# The public half of a key. Make sure that it reaches others as it is.\n\n"
                        : "# BOTH HALVES of a key. Only its owner may see this file.\n\n");
        text.append("metadata\n");
        metadata.forEach((name, value) -> item(text, name, value));
        text.append("curve\n");
        item(text, "public-key", publicKey);
        if (secretKey != null) {
            item(text, "secret-key", secretKey);
        }
        return text.toString();
    }

    private static void item(StringBuilder text, String name, String value) {
        char quote = value.indexOf('"') < 0 ? '"' : '\'';
        text.append("    ")
                .append(name)
                .append(" = ")
                .append(quote)
                .append(value)
                .append(quote)
                .append('\n');
    }

    /** Checks that the name and value can be written and read back unchanged. */
    static void check(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidOptionException("metadata", name, "letters, digits, - _ . +");
        }
        boolean bothQuotes = value.indexOf('"') >= 0 && value.indexOf('\'') >= 0;
        if (bothQuotes || value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidOptionException("metadata " + name, value, "one line without both kinds of quotes");
        }
    }
}
