package io.copydesk.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Right, wrong and missed, and what follows.
final class Score {
    private final String name;
    private int right;
    private final List<String> wrong = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();

    Score(String name) {
        this.name = name;
    }

    void right() {
        right++;
    }

    void wrong(String what) {
        wrong.add(what);
    }

    void missed(String what) {
        missed.add(what);
    }

    double precision() {
        return right + wrong.size() == 0 ? 1 : (double) right / (right + wrong.size());
    }

    double recall() {
        return right + missed.size() == 0 ? 1 : (double) right / (right + missed.size());
    }

    double f1() {
        double sum = precision() + recall();
        return sum == 0 ? 0 : 2 * precision() * recall() / sum;
    }

    /// Each thing that is not as it should be, on a line of its own.
    List<String> errors() {
        var errors = new ArrayList<String>();
        wrong.forEach(what -> errors.add(name + ": wrong: " + what));
        missed.forEach(what -> errors.add(name + ": missed: " + what));
        return errors;
    }

    String line() {
        return line(name, precision(), recall(), f1(), right + " right, " + wrong.size() + " wrong, " + missed.size()
                + " missed");
    }

    static String line(String name, double precision, double recall, double f1, String of) {
        return String.format(Locale.ROOT, "%-22s precision %.3f  recall %.3f  F1 %.3f  %s", name, precision, recall,
                f1, of);
    }
}
