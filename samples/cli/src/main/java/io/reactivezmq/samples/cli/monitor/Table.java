package io.reactivezmq.samples.cli.monitor;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints rows with the rates since the last ones. On a terminal, each table replaces the one before. */
public final class Table {

    private static final String LINE = "%-20s %-8s %6s %12s %12s %9s %9s  %s%n";

    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, SocketRow> before = new HashMap<>();
    private long printed;

    public Table(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Prints the rows as they are at this moment of {@link System#nanoTime}. */
    public void print(List<SocketRow> rows, long now) {
        double seconds = before.isEmpty() ? 0 : (now - printed) / 1e9;
        if (terminal) {
            out.print("\033[H\033[2J");
        }
        out.printf(LINE, "SOCKET", "TYPE", "PEERS", "IN/s", "OUT/s", "QUEUED", "DROPPED", "ENDPOINTS");
        for (SocketRow row : rows) {
            SocketRow last = before.put(row.name(), row);
            out.printf(
                    LINE,
                    row.name(),
                    row.type(),
                    row.peers(),
                    rate(last == null ? null : last.messagesReceived(), row.messagesReceived(), seconds),
                    rate(last == null ? null : last.messagesSent(), row.messagesSent(), seconds),
                    row.queued(),
                    row.dropped(),
                    colored(row));
        }
        if (!terminal) {
            out.println();
        }
        out.flush();
        before.keySet().retainAll(rows.stream().map(SocketRow::name).toList());
        printed = now;
    }

    private String colored(SocketRow row) {
        if (row.failure().isEmpty()) {
            return row.endpoints();
        }
        String text = row.endpoints() + " (" + row.failure() + ")";
        return terminal ? "\033[31m" + text + "\033[0m" : text;
    }

    private static String rate(@Nullable Long last, long now, double seconds) {
        return last == null || seconds == 0 ? "-" : String.format(Locale.ROOT, "%,.0f", (now - last) / seconds);
    }
}
