package io.reactivezmq.samples.benchmarks;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Tables of what several rounds have measured. Compare inside a table only. */
final class Report {

    /** What stands before a sample in the file: the round, and the name of the case. */
    static final String COLUMNS = "round,case," + Sample.COLUMNS;

    private static final int PREFIX = 2;
    private static final String BASELINE = "libzmq";
    private static final String ASKING = "req";

    private final Map<Key, List<Sample>> groups;

    private Report(Map<Key, List<Sample>> groups) {
        this.groups = groups;
    }

    private record Key(int size, String name, String side) {}

    /** Reads the raw data; the order of the cases stays. */
    static Report read(Path csv) {
        try {
            return of(Files.readAllLines(csv));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Report of(List<String> lines) {
        return new Report(lines.stream()
                .filter(line -> !line.isBlank() && !line.equals(COLUMNS))
                .map(line -> line.split(",", -1))
                .collect(groupingBy(
                        Report::key, LinkedHashMap::new, mapping(fields -> Sample.parse(fields, PREFIX), toList()))));
    }

    private static Key key(String[] fields) {
        Sample sample = Sample.parse(fields, PREFIX);
        return new Key(sample.size(), fields[1], sample.side());
    }

    String markdown() {
        return streams() + "\n" + roundTrips();
    }

    private String streams() {
        StringBuilder text = new StringBuilder("""
                | size | case | side | n | msg/s | MB/s | vs libzmq | cpu ns/msg | heap B/msg |
                |---|---|---|---|---|---|---|---|---|
                """);
        each(
                key -> !key.side().equals(ASKING),
                (key, samples) -> text.append(row(
                        key.size(),
                        key.name(),
                        key.side(),
                        samples.size(),
                        Spread.of(samples, Sample::perSecond).text(),
                        Spread.of(samples, sample -> sample.perSecond() * sample.size() / 1e6)
                                .text(),
                        ratio(key, samples, Sample::perSecond),
                        Spread.of(samples, Sample::cpu).text(),
                        Spread.of(samples, Sample::allocated).text())));
        return text.toString();
    }

    private String roundTrips() {
        StringBuilder text = new StringBuilder("""
                | size | case | n | p50 us | vs libzmq | p99 us | vs libzmq | mean us | cpu ns/trip | heap B/trip |
                |---|---|---|---|---|---|---|---|---|---|
                """);
        each(
                key -> key.side().equals(ASKING),
                (key, samples) -> text.append(row(
                        key.size(),
                        key.name(),
                        samples.size(),
                        Spread.of(samples, Sample::p50).text(),
                        ratio(key, samples, Sample::p50),
                        Spread.of(samples, Sample::p99).text(),
                        ratio(key, samples, Sample::p99),
                        Spread.of(samples, Sample::mean).text(),
                        Spread.of(samples, Sample::cpu).text(),
                        Spread.of(samples, Sample::allocated).text())));
        return text.toString();
    }

    private void each(Predicate<Key> which, BiConsumer<Key, List<Sample>> then) {
        groups.keySet().stream()
                .filter(which)
                .sorted(comparingInt(Key::size))
                .forEach(key -> then.accept(key, groups.getOrDefault(key, List.of())));
    }

    private String ratio(Key key, List<Sample> samples, ToDoubleFunction<Sample> number) {
        List<Sample> baseline = groups.get(new Key(key.size(), BASELINE, key.side()));
        if (baseline == null) {
            return "";
        }
        double ratio = Spread.of(samples, number).median()
                / Spread.of(baseline, number).median();
        return String.format(Locale.ROOT, "%.2fx", ratio);
    }

    private static String row(Object... cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ').append(cell).append(" |");
        }
        return row.append('\n').toString();
    }
}
