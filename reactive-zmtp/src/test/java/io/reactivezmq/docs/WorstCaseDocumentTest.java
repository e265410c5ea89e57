package io.reactivezmq.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.options.ContextOptions;
import io.reactivezmq.options.XPubOptions;
import io.reactivezmq.spi.settings.EntrySettings;
import io.reactivezmq.spi.settings.FrameSettings;
import io.reactivezmq.spi.settings.LimitSettings;
import io.reactivezmq.spi.settings.QueueSettings;
import io.reactivezmq.spi.settings.SubscriptionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The numbers in docs/security/worst-case.md are computed from the defaults of the options. */
class WorstCaseDocumentTest {

    private final LimitSettings limits = new XPubOptions().settings().links().limits();
    private final QueueSettings queues = new XPubOptions().settings().queues();
    private final FrameSettings frames = limits.frames();
    private final SubscriptionSettings subscriptions = limits.subscriptions();
    private final EntrySettings entry = limits.entry();
    private final ContextOptions context = new ContextOptions();

    private static String row(String what, String formula, long bytes) {
        return "| " + what + " | " + formula + " | " + String.format(Locale.ROOT, "%,d", bytes) + " |";
    }

    @Test
    void isComputedFromTheDefaults() throws IOException {
        String text = Files.readString(Path.of("../docs/security/worst-case.md"));
        List<String> rows = text.lines().filter(line -> line.startsWith("|")).toList();
        long messages = (queues.receiveHighWaterMark() + 1L) * frames.maxMessageSize();
        long uncapped = subscriptions.maxPerPeer() * SubscriptionSettings.cost(subscriptions.maxLength());
        assertThat(rows)
                .contains(
                        row(
                                "queued messages, and one that is arriving",
                                "(`receiveHighWaterMark` + 1) × `maxMessageSize`",
                                messages),
                        row("a command that is arriving", "`maxCommandSize`", frames.maxCommandSize()),
                        row("metadata of the peer", "`maxHandshakeSize`", entry.maxHandshakeSize()),
                        row(
                                "subscriptions, by their number alone",
                                "`maxSubscriptionsPerPeer` × (288 + 2 × `maxSubscriptionLength`)",
                                uncapped),
                        row(
                                "notifications that an XPUB keeps individually",
                                "1024 × (`maxSubscriptionLength` + 1)",
                                1024L * (subscriptions.maxLength() + 1)),
                        row(
                                "open handshakes of a listener",
                                "`maxHandshakes` × `maxHandshakeSize`",
                                (long) entry.maxHandshakes() * entry.maxHandshakeSize()),
                        row(
                                "metadata of all peers of a listener",
                                "`maxConnections` × `maxHandshakeSize`",
                                (long) entry.maxConnections() * entry.maxHandshakeSize()),
                        row(
                                "open handshakes of all listeners",
                                "`maxHandshakes` of the context × `maxHandshakeSize`",
                                (long) context.maxHandshakes() * entry.maxHandshakeSize()));
        long heap = Runtime.getRuntime().maxMemory();
        assertThat(subscriptions.maxBytesPerPeer()).isEqualTo(heap / 8);
        assertThat(subscriptions.maxBytes()).isEqualTo(heap / 4);
        assertThat(rows)
                .contains(
                        "| subscriptions | `maxSubscriptionBytesPerPeer` | 1/8 of the heap |",
                        "| subscriptions of all peers | `maxSubscriptionBytes` | 1/4 of the heap |");
    }
}
