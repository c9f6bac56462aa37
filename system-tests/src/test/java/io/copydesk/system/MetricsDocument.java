package io.copydesk.system;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// docs/metrics.md, to be compared with what services really show.
record MetricsDocument(List<Row> rows) {
    private static final Pattern LINE = Pattern
            .compile("\\| `([a-z0-9_]+)` \\| (\\w+) \\|([^|]*)\\|([^|]*)\\|([^|]*)\\| .+ \\|");
    private static final Pattern QUOTED = Pattern.compile("`(\\w+)`");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
    private static final Set<String> PARTS = Set.of("_bucket", "_sum", "_count");
    /// The limit of a bucket: every histogram has it.
    private static final String LIMIT = "le";

    /// One metric.
    ///
    /// @param type as Prometheus has it
    /// @param services that show it; `all` of them
    record Row(String name, String type, Set<String> labels, Set<String> services) {
        /// How the scrape of a service tells of it.
        Shown shown() {
            return new Shown(name, type, labels);
        }
    }

    /// A metric as a scrape shows it.
    record Shown(String name, String type, Set<String> labels) {}

    static MetricsDocument read() {
        try {
            return new MetricsDocument(LINE.matcher(Files.readString(Path.of("..", "docs", "metrics.md"))).results()
                    .map(MetricsDocument::row).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(MatchResult line) {
        return new Row(line.group(1), line.group(2), words(QUOTED, line.group(3)),
                new TreeSet<>(Arrays.asList(line.group(5).strip().split(", ", -1))));
    }

    /// Each documented metric of the service is shown with its type and labels, and no other.
    ///
    /// @param scrape what `/metrics` answered
    void assertDescribes(String service, String scrape) {
        assertThat(shown(scrape)).as("metrics of " + service).isNotEmpty().containsExactlyInAnyOrderElementsOf(
                of(service).stream().map(Row::shown).toList());
    }

    /// What a service shows that has not yet had every kind of event is documented.
    void assertKnows(String service, String scrape) {
        assertThat(of(service).stream().map(Row::shown).toList()).as("documented metrics of " + service)
                .containsAll(shown(scrape));
    }

    /// The names by which a query may ask, parts of histograms among them.
    Set<String> names() {
        var names = new TreeSet<String>();
        for (var row : rows) {
            names.add(row.name());
            if (row.type().equals("histogram")) {
                PARTS.forEach(part -> names.add(row.name() + part));
                names.add(row.name() + "_max");
            }
        }
        return names;
    }

    private List<Row> of(String service) {
        return rows.stream().filter(row -> row.services().contains("all") || row.services().contains(service)).toList();
    }

    /// Without the gauges of the maxima that stand beside histograms.
    private static List<Shown> shown(String scrape) {
        var types = TYPE.matcher(scrape).results().toList();
        var histograms = types.stream().filter(type -> type.group(2).equals("histogram")).map(type -> type.group(1))
                .toList();
        return types.stream().filter(type -> !isMaximum(type.group(1), histograms))
                .map(type -> new Shown(type.group(1), type.group(2), labels(type.group(1), scrape))).toList();
    }

    private static boolean isMaximum(String name, Collection<String> histograms) {
        return name.endsWith("_max") && histograms.contains(name.substring(0, name.length() - "_max".length()));
    }

    private static Set<String> labels(String name, String scrape) {
        var labels = new TreeSet<String>();
        scrape.lines().filter(line -> line.matches(name + "(_bucket|_sum|_count)?[{].*"))
                .forEach(line -> labels.addAll(words(LABEL, line)));
        labels.remove(LIMIT);
        return labels;
    }

    private static Set<String> words(Pattern word, String text) {
        return word.matcher(text).results().map(found -> found.group(1)).collect(toCollection(TreeSet::new));
    }
}
