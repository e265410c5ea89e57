package io.reactivezmq.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The medians in the report of docs/benchmarks.md, for the start page. */
final class Benchmarks {

    /** A case of a benchmark, its median as a number and as it is in the report. */
    record Bar(String label, double value, String text) {}

    private final List<List<String>> rows = new ArrayList<>();

    Benchmarks(String report) {
        report.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> List.of(line.substring(1).strip().split("\\s*\\|\\s*")))
                .forEach(rows::add);
    }

    /** Returns the rate at which a PULL socket received messages of this size. */
    Bar stream(String size, String label, String name) {
        List<String> row = row(List.of("stream", size, name, "pull"));
        return bar(label, row.get(5));
    }

    /** Returns the median time of a round trip of 100 bytes, in microseconds. */
    Bar roundTrip(String label, String name) {
        return bar(label, row(List.of("round-trips", "100", name)).get(4));
    }

    private List<String> row(List<String> start) {
        return rows.stream()
                .filter(row -> row.size() > 5 && row.subList(0, start.size()).equals(start))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("docs/benchmarks.md has no row " + start));
    }

    /** Reads a number such as {@code 13.50M [10.01M..15.03M]}. */
    private static Bar bar(String label, String cell) {
        String median = cell.replaceFirst(" .*", "");
        double factor = median.endsWith("M") ? 1e6 : median.endsWith("k") ? 1e3 : 1;
        return new Bar(label, Double.parseDouble(median.replaceAll("[Mk]$", "")) * factor, median);
    }

    /** Returns how many times the first is the second. */
    static String ratio(Bar first, Bar second) {
        return String.format(Locale.ROOT, "%.1f", first.value() / second.value());
    }

    /** Returns horizontal bars as SVG, in the colors of the page. */
    static String chart(String title, List<Bar> bars) {
        double largest = bars.stream().mapToDouble(Bar::value).max().orElseThrow();
        int height = 28 * bars.size();
        StringBuilder svg = new StringBuilder()
                .append(String.format("<svg viewBox=\"0 0 460 %d\" role=\"img\" aria-label=\"%s\">", height, title));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            boolean ours = bar.label().startsWith("Reactive");
            long width = Math.max(2, Math.round(240 * bar.value() / largest));
            svg.append(String.format(
                    "<text x=\"0\" y=\"%d\">%s</text>"
                            + "<rect class=\"%s\" x=\"160\" y=\"%d\" width=\"%d\" height=\"18\" rx=\"3\"/>"
                            + "<text x=\"%d\" y=\"%d\">%s</text>",
                    28 * i + 18,
                    Html.escape(bar.label()),
                    ours ? "ours" : "others",
                    28 * i + 4,
                    width,
                    160 + width + 8,
                    28 * i + 18,
                    Html.escape(bar.text())));
        }
        return svg.append("</svg>").toString();
    }
}
