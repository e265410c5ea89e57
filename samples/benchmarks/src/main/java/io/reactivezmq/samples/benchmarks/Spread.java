package io.reactivezmq.samples.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Median and range of one measurement over several runs.
 *
 * @param median the median
 * @param min the least value
 * @param max the greatest value
 */
record Spread(double median, double min, double max) {

    /** Returns the spread of one number of the samples. There must be at least one sample. */
    static Spread of(List<Sample> samples, ToDoubleFunction<Sample> number) {
        return of(samples.stream().mapToDouble(number).boxed().toList());
    }

    /** Returns the spread of the numbers. There must be at least one. */
    static Spread of(Collection<Double> numbers) {
        double[] sorted =
                numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Returns {@code median [min..max]}, or an empty text if there was nothing to measure. */
    String text() {
        return Double.isNaN(median) ? "" : brief(median) + " [" + brief(min) + ".." + brief(max) + "]";
    }

    private static String brief(double number) {
        double size = Math.abs(number);
        if (size >= 1e6) {
            return String.format(Locale.ROOT, "%.2fM", number / 1e6);
        }
        if (size >= 1e4) {
            return String.format(Locale.ROOT, "%.1fk", number / 1e3);
        }
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : "%.1f", number);
    }
}
