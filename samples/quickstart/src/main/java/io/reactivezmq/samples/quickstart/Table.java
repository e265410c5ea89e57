package io.reactivezmq.samples.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows below a header. The first column holds names.
 *
 * @param header names of the columns
 * @param rows rows, each with as many cells as the header
 */
record Table(List<String> header, List<List<String>> rows) {

    /** Returns the header and the rows as lines with aligned columns. */
    List<String> lines() {
        List<List<String>> all = new ArrayList<>(List.of(header));
        all.addAll(rows);
        int[] widths = IntStream.range(0, header.size())
                .map(i ->
                        all.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
                .toArray();
        return all.stream().map(row -> aligned(row, widths)).toList();
    }

    /** Returns all rows joined in one line. */
    String line() {
        return rows.stream().map(row -> String.join(" ", row)).collect(Collectors.joining(" | "));
    }

    private static String aligned(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder("  ").append(pad(row.get(0), -widths[0]));
        for (int i = 1; i < row.size(); i++) {
            line.append("  ").append(pad(row.get(i), widths[i]));
        }
        return line.toString();
    }

    private static String pad(String cell, int width) {
        return String.format("%" + width + "s", cell);
    }
}
