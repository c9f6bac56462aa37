package io.copydesk.system;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the operator is given to watch the services with asks for what there is, and leads to what to do.
class MonitoringTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    /// Texts, label matchers, ranges, and lists of labels: no names of metrics.
    private static final Pattern OTHER = Pattern
            .compile("\"[^\"]*\"|\\{[^}]*\\}|\\[[^\\]]*\\]|\\b(by|on|without|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("\\b[a-z_][a-z0-9_]*\\b(?!\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool", "m", "h");
    /// Prometheus' own.
    private static final Set<String> OF_PROMETHEUS = Set.of("up");

    @Test
    void alertsAskForMetricsThatAreDocumented() throws IOException {
        assertThat(rules()).isNotEmpty()
                .allSatisfy(rule -> assertDocumented(rule.path("expr").asText()));
    }

    @Test
    void eachAlertLeadsToItsSection() throws IOException {
        var sections = Pattern.compile("(?m)^## (\\w+)$").matcher(Files.readString(Path.of("..", "docs", "alerts.md")))
                .results().map(section -> section.group(1)).toList();
        assertThat(sections).containsExactlyElementsOf(
                rules().stream().map(rule -> rule.path("alert").asText()).toList());
        assertThat(rules()).allSatisfy(rule -> assertThat(rule.path("annotations").path("runbook").asText())
                .isEqualTo("docs/alerts.md#" + rule.path("alert").asText().toLowerCase(Locale.ROOT)));
    }

    @Test
    void eachAlertIsTestedToGoOffAndToStaySilent() throws IOException {
        var fires = new TreeSet<String>();
        var silent = new TreeSet<String>();
        for (var test : yaml("alerts-test.yml").path("tests")) {
            for (var expected : test.path("alert_rule_test")) {
                (expected.path("exp_alerts").isEmpty() ? silent : fires).add(expected.path("alertname").asText());
            }
        }
        var names = rules().stream().map(rule -> rule.path("alert").asText()).collect(toCollection(TreeSet::new));
        assertThat(fires).isEqualTo(names);
        assertThat(silent).isEqualTo(names);
    }

    @Test
    void dashboardsAskForMetricsThatAreDocumented() throws IOException {
        try (var files = Files.list(DEPLOY.resolve("grafana").resolve("dashboards"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".json")).toList()).isNotEmpty()
                    .allSatisfy(file -> {
                        var dashboard = new JsonMapper().readTree(file.toFile());
                        assertThat(dashboard.path("uid").asText()).isNotEmpty();
                        assertThat(dashboard.findValuesAsText("expr")).isNotEmpty()
                                .allSatisfy(MonitoringTest::assertDocumented);
                    });
        }
    }

    private static void assertDocumented(String expression) {
        var names = NAME.matcher(OTHER.matcher(expression).replaceAll(" ")).results().map(name -> name.group())
                .filter(name -> !WORDS.contains(name) && !OF_PROMETHEUS.contains(name)).toList();
        assertThat(MetricsDocument.read().names()).as(expression).containsAll(names);
        assertThat(names.isEmpty()).as(expression).isEqualTo(expression.startsWith("up{"));
    }

    private static List<JsonNode> rules() throws IOException {
        var rules = new ArrayList<JsonNode>();
        yaml("alerts.yml").path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    private static JsonNode yaml(String file) throws IOException {
        return new YAMLMapper().readTree(DEPLOY.resolve("prometheus").resolve(file).toFile());
    }
}
