package io.copydesk.ingest.capture;

import java.util.List;
import java.util.regex.Pattern;

/// A capture as lines: white space folded, blank lines kept as empty strings, since they part blocks.
record CapturedText(List<String> lines) {
    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    CapturedText {
        lines = List.copyOf(lines);
    }

    static CapturedText of(String text) {
        return new CapturedText(LINE_END.splitAsStream(text).map(CapturedText::fold).toList());
    }

    private static String fold(String line) {
        return SPACE.matcher(line).replaceAll(" ").strip();
    }

    /// The place of the first line from `from` on that is not blank, or the end.
    int nextFilled(int from) {
        int at = from;
        while (at < lines.size() && lines.get(at).isEmpty()) {
            at++;
        }
        return at;
    }

    /// The place of the last line before `before` that is not blank, or -1.
    int previousFilled(int before) {
        int at = before - 1;
        while (at >= 0 && lines.get(at).isEmpty()) {
            at--;
        }
        return at;
    }

    /// The line, or an empty one outside the text.
    String line(int at) {
        return at >= 0 && at < lines.size() ? lines.get(at) : "";
    }

    List<String> filled(int from, int to) {
        return lines.subList(Math.min(from, lines.size()), Math.min(to, lines.size())).stream()
                .filter(line -> !line.isEmpty()).toList();
    }
}
