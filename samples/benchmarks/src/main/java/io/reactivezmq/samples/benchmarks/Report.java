package io.reactivezmq.samples.benchmarks;

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
import java.util.function.BiPredicate;
import java.util.function.ToDoubleFunction;

/** Creates tables of the measurements of several rounds. Numbers are comparable only within a table. */
final class Report {

    private static final String BASELINE = "libzmq";
    private static final String ASKING = "req";
    private static final String IDLE = "idle";

    private final List<Measured> all;
    private final List<Target> targets;
    private final Map<Key, List<Sample>> groups;

    private Report(List<Measured> all, List<Target> targets) {
        this.all = all;
        this.targets = targets;
        this.groups =
                all.stream().collect(groupingBy(Key::of, LinkedHashMap::new, mapping(Measured::sample, toList())));
    }

    private record Key(String row, int size, String name, String side) {

        static Key of(Measured measured) {
            Sample sample = measured.sample();
            return new Key(measured.row(), sample.size(), measured.name(), sample.side());
        }
    }

    /** Reads the raw data and the targets. The order of the cases is kept. */
    static Report read(Path csv, Path targets) {
        try {
            return of(Files.readAllLines(csv), Files.readAllLines(targets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Report of(List<String> lines, List<String> targets) {
        return new Report(
                lines.stream()
                        .filter(line -> !line.isBlank() && !line.equals(Measured.COLUMNS))
                        .map(Measured::parse)
                        .toList(),
                targets.stream()
                        .filter(line -> !line.isBlank() && !line.equals(Target.COLUMNS))
                        .map(Target::parse)
                        .toList());
    }

    String markdown() {
        return new Verdicts(targets, all).markdown() + "\n" + streams() + "\n" + roundTrips() + "\n" + connections();
    }

    private String streams() {
        StringBuilder text = new StringBuilder("""
                | row | size | case | side | n | msg/s | MB/s | vs libzmq | cpu ns/msg | heap B/msg |
                |---|---|---|---|---|---|---|---|---|---|
                """);
        each(
                (key, samples) -> !isTrip(samples) && !key.side().equals(IDLE),
                (key, samples) -> text.append(row(
                        key.row(),
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
                | row | size | case | n | p50 us | vs libzmq | p99 us | vs libzmq | mean us | cpu ns/trip | heap B/trip |
                |---|---|---|---|---|---|---|---|---|---|---|
                """);
        each(
                (key, samples) -> isTrip(samples),
                (key, samples) -> text.append(row(
                        key.row(),
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

    private String connections() {
        StringBuilder text = new StringBuilder("""
                | case | n | connections | memory B/connection | vs libzmq |
                |---|---|---|---|---|
                """);
        each(
                (key, samples) -> key.side().equals(IDLE),
                (key, samples) -> text.append(row(
                        key.name(),
                        samples.size(),
                        samples.get(0).messages(),
                        Spread.of(samples, Sample::resident).text(),
                        ratio(key, samples, Sample::resident))));
        return text.toString();
    }

    /**
     * Returns whether the samples are round trips. Pipelined requests are a stream: they have a rate, and no time for
     * each.
     */
    private static boolean isTrip(List<Sample> samples) {
        Sample first = samples.get(0);
        return first.side().equals(ASKING) && !Double.isNaN(first.p50());
    }

    private void each(BiPredicate<Key, List<Sample>> which, BiConsumer<Key, List<Sample>> then) {
        groups.forEach((key, samples) -> {
            if (which.test(key, samples)) {
                then.accept(key, samples);
            }
        });
    }

    private String ratio(Key key, List<Sample> samples, ToDoubleFunction<Sample> number) {
        List<Sample> baseline = groups.get(new Key(key.row(), key.size(), BASELINE, key.side()));
        if (baseline == null) {
            return "";
        }
        double ratio = Spread.of(samples, number).median()
                / Spread.of(baseline, number).median();
        return String.format(Locale.ROOT, "%.2fx", ratio);
    }

    static String row(Object... cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ').append(cell).append(" |");
        }
        return row.append('\n').toString();
    }
}
