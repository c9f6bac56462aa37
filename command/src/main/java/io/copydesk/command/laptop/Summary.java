package io.copydesk.command.laptop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What came out of a run.
///
/// @param sources one line each, by name
/// @param named entities and in how many entries they are named, most first
/// @param topics topics and how many entries have them, most first
/// @param state the state hash
record Summary(List<Line> sources, Map<String, Long> named, Map<String, Long> topics, String state) {
    private static final int MOST = 10;

    /// One source.
    ///
    /// @param observations what it showed in this run
    /// @param entries what PostgreSQL holds of it, of earlier runs too
    /// @param revisions changes of its entries, the first appearance among them; of earlier runs too
    /// @param unchanged observations of this run that changed nothing
    /// @param deadLetters observations of this run that could not be processed
    record Line(String source, long observations, long entries, long revisions, long unchanged, long deadLetters) {}

    static Summary of(Iterable<String> sources, Tally tally, Stored stored) throws SQLException {
        var entries = stored.entriesBySource();
        var revisions = stored.revisionsBySource();
        var names = new TreeSet<>(entries.keySet());
        sources.forEach(names::add);
        var lines = names.stream().map(name -> new Line(name, tally.observations(name),
                entries.getOrDefault(name, 0L), revisions.getOrDefault(name, 0L), tally.unchanged(name),
                tally.rejected(name))).toList();
        return new Summary(lines, stored.mostNamed(MOST), stored.mostFrequentTopics(MOST), stored.stateHash());
    }

    /// For scripts: the lines and the state.
    void write(Path file) throws IOException {
        var report = new LinkedHashMap<String, Object>();
        report.put("sources", sources);
        report.put("state", state);
        var json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(report);
        Files.writeString(file, json + "\n");
    }

    /// For people.
    String table() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("source", "observations", "entries", "revisions", "unchanged", "dead letters"));
        sources.forEach(line -> rows.add(row(line)));
        if (sources.size() > 1) {
            rows.add(row(total()));
        }
        return Table.of(rows) + "\n(entries and revisions: all that is stored; the others: this run)\n\nMost named:  "
                + list(named) + "\nTopics:      " + list(topics) + "\nState:       "
                + state;
    }

    private Line total() {
        return new Line("total", sum(Line::observations), sum(Line::entries), sum(Line::revisions),
                sum(Line::unchanged), sum(Line::deadLetters));
    }

    private long sum(Function<Line, Long> column) {
        return sources.stream().mapToLong(column::apply).sum();
    }

    private static List<String> row(Line line) {
        return List.of(line.source(), Long.toString(line.observations()), Long.toString(line.entries()),
                Long.toString(line.revisions()), Long.toString(line.unchanged()), Long.toString(line.deadLetters()));
    }

    private static String list(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream().map(count -> count.getKey() + " " + count.getValue())
                        .collect(Collectors.joining(", "));
    }
}
