package io.reactivezmq.options;

import io.reactivezmq.error.InvalidOptionException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/** Checks of option values. Each check throws at once, with the name of the option. */
final class Check {

    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private static final Pattern ORIGIN = Pattern.compile("null|file://|[a-z][a-z0-9+.-]*://[^/?#@\\sA-Z]+");

    private Check() {}

    /** Refuses null at run time, as the caller's compiler may not check nullness. */
    static <T> T notNull(String option, T value) {
        return Objects.requireNonNull(value, () -> option + " is null");
    }

    static int atLeast(int least, String option, int value) {
        if (value < least) {
            throw new InvalidOptionException(option, value, "at least " + least);
        }
        return value;
    }

    static int between(int least, int most, String option, int value) {
        if (value < least || value > most) {
            throw new InvalidOptionException(option, value, "between " + least + " and " + most);
        }
        return value;
    }

    static long atLeast(long least, String option, long value) {
        if (value < least) {
            throw new InvalidOptionException(option, value, "at least " + least);
        }
        return value;
    }

    static Duration notNegative(String option, Duration value) {
        return atMost(LONGEST, option, value);
    }

    static Duration atMost(Duration longest, String option, Duration value) {
        if (notNull(option, value).isNegative() || value.compareTo(longest) > 0) {
            throw new InvalidOptionException(option, value, "between zero and " + longest);
        }
        return value;
    }

    /** Checks a duration that the operating system takes in whole seconds. */
    static Duration seconds(Duration longest, String option, Duration value) {
        if (notNull(option, value).compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(longest) > 0) {
            throw new InvalidOptionException(option, value, "between " + Duration.ofSeconds(1) + " and " + longest);
        }
        return value;
    }

    static Duration positive(String option, Duration value) {
        if (notNull(option, value).isZero()) {
            throw new InvalidOptionException(option, value, "above zero");
        }
        return notNegative(option, value);
    }

    /**
     * Checks the length of a text for a field of at most 255 bytes. The error does not contain the text, which may be
     * secret.
     */
    static void bytes(int least, String option, String text) {
        int length = notNull(option, text).getBytes(StandardCharsets.UTF_8).length;
        if (length < least || length > 255) {
            throw new InvalidOptionException(option, length + " bytes", least + " to 255 bytes of UTF-8");
        }
    }

    /** Checks that a text is not blank and has at most 255 bytes, and returns it. */
    static String text(String option, String text) {
        if (notNull(option, text).isBlank()) {
            throw new InvalidOptionException(option, text, "not blank");
        }
        bytes(1, option, text);
        return text;
    }

    /** Refuses a blank name. */
    static String name(String option, String text) {
        if (notNull(option, text).isBlank()) {
            throw new InvalidOptionException(option, text, "a name or number");
        }
        return text;
    }

    /** Refuses an origin in another form than browsers send, because it would match no page. */
    static String origin(String option, String text) {
        boolean plain = ORIGIN.matcher(notNull(option, text)).matches();
        if (!plain
                || text.startsWith("http://") && text.endsWith(":80")
                || text.startsWith("https://") && text.endsWith(":443")) {
            throw new InvalidOptionException(
                    option,
                    text,
                    "an origin as browsers write it, such as https://app.example.org or http://localhost:8080");
        }
        return text;
    }

    static byte[] routingId(byte[] value) {
        String option = "routingId (ZMQ_ROUTING_ID)";
        if (notNull(option, value).length == 0 || value.length > 255) {
            throw new InvalidOptionException(option, value.length + " bytes", "1 to 255 bytes");
        }
        if (value[0] == 0) {
            throw new InvalidOptionException(option, "0x00...", "the first byte zero is kept for generated ids");
        }
        return value.clone();
    }
}
