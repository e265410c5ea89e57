package io.reactivezmq.docs;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.options.ContextOptions;
import io.reactivezmq.options.LimitOptions;
import io.reactivezmq.options.PublishOptions;
import io.reactivezmq.options.RadioOptions;
import io.reactivezmq.options.XPubOptions;
import io.reactivezmq.spi.settings.ConnectSettings;
import io.reactivezmq.spi.settings.EntrySettings;
import io.reactivezmq.spi.settings.FrameSettings;
import io.reactivezmq.spi.settings.LimitSettings;
import io.reactivezmq.spi.settings.LinkSettings;
import io.reactivezmq.spi.settings.SocketSettings;
import io.reactivezmq.spi.settings.SubscriptionSettings;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every limit is in a table of docs/security/limits.md, with its default value. */
class LimitsDocumentTest {

    private static final Pattern OPTION = Pattern.compile("`(\\w+)`( of the context)?(?: \\(.*\\))?");

    /** A number of bytes, of something else, or of seconds. */
    private static final Pattern NUMBER = Pattern.compile("([\\d,]+)( KiB| MiB| s)?");

    private static final Pattern PART = Pattern.compile("1/(\\d+) of the heap");

    private static List<List<String>> rows() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../docs/security/limits.md"))) {
            if (line.startsWith("| ")) {
                rows.add(Stream.of(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }

    @Test
    void noLimitIsMissing() throws IOException {
        List<String> documented = rows().stream().map(row -> row.get(0)).toList();
        assertThat(documented).hasSizeGreaterThan(10);
        List<String> options = Stream.of(LimitOptions.class, PublishOptions.class, RadioOptions.class)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .map(Method::getName)
                .filter(name -> name.startsWith("max"))
                .distinct()
                .toList();
        assertThat(options).hasSizeGreaterThanOrEqualTo(11);
        assertThat(options)
                .allSatisfy(option -> assertThat(documented)
                        .anySatisfy(cell -> assertThat(cell).startsWith("`" + option + "`")));
        List<String> ofTheContext = Stream.of(ContextOptions.class.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("max"))
                .distinct()
                .toList();
        assertThat(ofTheContext).hasSizeGreaterThanOrEqualTo(3);
        assertThat(ofTheContext)
                .allSatisfy(option -> assertThat(documented)
                        .anySatisfy(cell -> assertThat(cell).startsWith("`" + option + "` of the context")));
    }

    @Test
    void defaultsAreThoseOfTheOptions() throws IOException {
        Map<String, Long> documented = new TreeMap<>();
        int column = -1;
        for (List<String> row : rows()) {
            Matcher option = OPTION.matcher(row.get(0));
            if (row.get(0).equals("option")) {
                column = row.indexOf("default");
            } else if (option.matches() && !row.get(column).matches("any|see below|1/8 of direct memory")) {
                documented.put(
                        option.group(1) + (option.group(2) == null ? "" : option.group(2)), value(row.get(column)));
            }
        }
        assertThat(documented).containsExactlyInAnyOrderEntriesOf(defaults());
    }

    private static long value(String cell) {
        Matcher part = PART.matcher(cell);
        if (part.matches()) {
            return Runtime.getRuntime().maxMemory() / Long.parseLong(part.group(1));
        }
        Matcher number = NUMBER.matcher(cell);
        assertThat(number.matches()).as(cell).isTrue();
        long count = Long.parseLong(number.group(1).replace(",", ""));
        String unit = number.group(2);
        if (unit == null) {
            return count;
        }
        return switch (unit) {
            case " KiB" -> count << 10;
            case " MiB" -> count << 20;
            default -> Duration.ofSeconds(count).toMillis();
        };
    }

    /** The default values by option; durations in milliseconds. That of {@code maxBytesUnderWay} is the JVM's. */
    private static Map<String, Long> defaults() {
        SocketSettings socket = new XPubOptions().settings();
        LinkSettings links = socket.links();
        ConnectSettings connect = links.connect();
        LimitSettings limits = links.limits();
        FrameSettings frames = limits.frames();
        EntrySettings entry = limits.entry();
        SubscriptionSettings subscriptions = limits.subscriptions();
        LinkSettings radio = new RadioOptions().settings().links();
        ContextOptions context = new ContextOptions();
        return Map.ofEntries(
                entry("maxFrameSize", frames.maxFrameSize()),
                entry("maxMessageSize", frames.maxMessageSize()),
                entry("maxFrames", (long) frames.maxFrames()),
                entry("maxCommandSize", (long) frames.maxCommandSize()),
                entry("maxDatagramSize", (long) radio.transport().datagrams().maxSize()),
                entry("receiveHighWaterMark", (long) socket.queues().receiveHighWaterMark()),
                entry("handshakeTimeout", connect.handshakeTimeout().toMillis()),
                entry(
                        "authenticationTimeout",
                        links.security().authenticationTimeout().toMillis()),
                entry("maxHandshakeSize", (long) entry.maxHandshakeSize()),
                entry("maxProperties", (long) entry.maxProperties()),
                entry("maxHandshakes", (long) entry.maxHandshakes()),
                entry("maxHandshakesPerAddress", (long) entry.maxHandshakesPerAddress()),
                entry("maxHandshakes of the context", (long) context.maxHandshakes()),
                entry("maxHandshakesPerAddress of the context", (long) context.maxHandshakesPerAddress()),
                entry("maxSockets of the context", (long) context.maxSockets()),
                entry("maxConnections", (long) entry.maxConnections()),
                entry("backlog", (long) links.transport().tcp().backlog()),
                entry("maxSubscriptionsPerPeer", (long) subscriptions.maxPerPeer()),
                entry("maxSubscriptionLength", (long) subscriptions.maxLength()),
                entry("maxSubscriptionBytesPerPeer", subscriptions.maxBytesPerPeer()),
                entry("maxSubscriptionBytes", subscriptions.maxBytes()),
                entry("maxGroupsPerPeer", (long) radio.limits().subscriptions().maxPerPeer()),
                entry("maxPingsPerSecond", (long) limits.maxPingsPerSecond()));
    }
}
