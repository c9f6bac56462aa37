package io.copydesk.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Runs its lanes one after the other, round by round, so that whatever else the machine does falls on all of them, and
/// tells each lane's median and its ratio to the first lane's within each round.
public final class Race {
    static final int ROUNDS = 5;

    private final String unit;
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Map<String, double[]> speeds = new LinkedHashMap<>();

    /// What is measured.
    @FunctionalInterface
    public interface Lane {
        /// Does the work once.
        ///
        /// @return how much of it was done in how long
        Work run();
    }

    /// @param amount in the race's unit
    public record Work(double amount, long nanos) {
        double perSecond() {
            return amount * 1e9 / nanos;
        }
    }

    /// @param unit of what is done a second, such as entries or MB
    public Race(String unit) {
        this.unit = unit;
    }

    public Race lane(String name, Lane lane) {
        lanes.put(name, lane);
        speeds.put(name, new double[ROUNDS]);
        return this;
    }

    /// One round to warm up, then those that count.
    public Race run() {
        lanes.values().forEach(Lane::run);
        for (int round = 0; round < ROUNDS; round++) {
            for (var lane : lanes.entrySet()) {
                speedsOf(lane.getKey())[round] = lane.getValue().run().perSecond();
            }
        }
        return this;
    }

    /// The lane's speed over that of the other in the same round: lowest, median, highest.
    double[] ratio(String lane, String other) {
        var ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            ratios[round] = speedsOf(lane)[round] / speedsOf(other)[round];
        }
        return spread(ratios);
    }

    public void report(PrintWriter out) {
        var names = new ArrayList<>(lanes.keySet());
        for (var name : names) {
            var speed = spread(speedsOf(name));
            out.printf(Locale.ROOT, "%-44s %,12.1f %s/s  (%,.1f to %,.1f)", name, speed[1], unit, speed[0], speed[2]);
            out.println(ratios(name, names));
        }
    }

    private String ratios(String name, List<String> names) {
        if (name.equals(names.getFirst())) {
            return "";
        }
        var ratio = ratio(name, names.getFirst());
        return String.format(Locale.ROOT, "  %.2f of the first (%.2f to %.2f)", ratio[1], ratio[0], ratio[2]);
    }

    private double[] speedsOf(String lane) {
        var speed = speeds.get(lane);
        if (speed == null) {
            throw new IllegalArgumentException("no lane " + lane);
        }
        return speed;
    }

    static double[] spread(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return new double[]{sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]};
    }
}
