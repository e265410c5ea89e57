package io.reactivezmq.samples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares measurements with their targets. */
final class Verdicts {

    private final List<Target> targets;
    private final List<Measured> all;

    Verdicts(List<Target> targets, List<Measured> all) {
        this.targets = targets;
        this.all = all;
    }

    /** Returns the table of targets. Targets without measurements are left out. */
    String markdown() {
        StringBuilder text = new StringBuilder("""
                | what | case | n | measured | baseline | ratio | target | |
                |---|---|---|---|---|---|---|---|
                """);
        for (Target target : targets) {
            text.append(row(target));
        }
        return text.toString();
    }

    private String row(Target target) {
        SortedMap<Integer, Double> ours = numbers(target, target.name());
        SortedMap<Integer, Double> theirs = numbers(target, target.baseline());
        if (ours.isEmpty() || (target.isRatio() && theirs.isEmpty())) {
            return "";
        }
        Spread measured = Spread.of(ours.values());
        String baseline = "";
        String ratio = "";
        double value = measured.median();
        if (target.isRatio()) {
            Spread compared = Spread.of(theirs.values());
            value /= compared.median();
            baseline = target.baseline() + " " + compared.text();
            ratio = String.format(Locale.ROOT, "%.2fx", value) + range(ours, theirs);
        }
        return Report.row(
                target.label(),
                target.name(),
                ours.size(),
                measured.text(),
                baseline,
                ratio,
                target.boundText(),
                target.isMetBy(value) ? "met" : "**missed**");
    }

    /** Returns the least and the greatest ratio within one round. */
    private static String range(SortedMap<Integer, Double> ours, SortedMap<Integer, Double> theirs) {
        List<Double> ratios = new ArrayList<>();
        ours.forEach((round, number) -> {
            Double other = theirs.get(round);
            if (other != null) {
                ratios.add(number / other);
            }
        });
        if (ratios.isEmpty()) {
            return "";
        }
        Spread spread = Spread.of(ratios);
        return String.format(Locale.ROOT, " [%.2f..%.2f]", spread.min(), spread.max());
    }

    /**
     * Returns the sum over the target's sides for each round. Rounds in which not all sides were measured are left out.
     */
    private SortedMap<Integer, Double> numbers(Target target, String name) {
        SortedMap<Integer, Double> sums = new TreeMap<>();
        SortedMap<Integer, Integer> counts = new TreeMap<>();
        for (Measured each : all) {
            Sample sample = each.sample();
            if (each.row().equals(target.row())
                    && each.name().equals(name)
                    && sample.size() == target.size()
                    && target.sides().contains(sample.side())) {
                sums.merge(each.round(), target.measure().of(sample), Double::sum);
                counts.merge(each.round(), 1, Integer::sum);
            }
        }
        sums.keySet()
                .removeIf(
                        round -> counts.getOrDefault(round, 0) != target.sides().size());
        return sums;
    }
}
