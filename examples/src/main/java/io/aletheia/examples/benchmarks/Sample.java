package io.aletheia.examples.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Values of one figure from several rounds. Not thread-safe. */
final class Sample {
    private final String name;
    private final String unit;
    private double[] values = new double[0];

    Sample(String name, String unit) {
        this.name = name;
        this.unit = unit;
    }

    String name() {
        return name;
    }

    void add(double value) {
        values = Arrays.copyOf(values, values.length + 1);
        values[values.length - 1] = value;
    }

    double median() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    double least() {
        return Arrays.stream(values).min().orElseThrow();
    }

    double greatest() {
        return Arrays.stream(values).max().orElseThrow();
    }

    /** A row of a Markdown table: name, median, least, greatest. */
    String row() {
        return String.format(
                Locale.ROOT, "| %s | %s %s | %s to %s |", name, text(median()), unit, text(least()), text(greatest()));
    }

    static String text(double value) {
        return value >= 100 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
