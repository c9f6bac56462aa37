package io.copydesk.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.dashboard.DashboardConfiguration;
import io.copydesk.enrich.EnrichConfiguration;
import io.copydesk.ingest.IngestConfiguration;
import io.copydesk.runtime.Manual;
import io.copydesk.sink.SinkConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/configuration.md and what the services read: one source, the mapping interfaces.
class ConfigurationDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");
    private static final Pattern TABLE = Pattern.compile("<!-- settings: (\\w+) -->\n(.*?)<!-- end -->",
            Pattern.DOTALL);
    private static final Map<String, Manual> MANUALS = new TreeMap<>(Map.of("all", Manual.ofEveryService(), "ingest",
            Manual.of(IngestConfiguration.class), "enrich", Manual.of(EnrichConfiguration.class), "sink",
            Manual.of(SinkConfiguration.class), "dashboard", Manual.of(DashboardConfiguration.class)));

    /// When it fails, `cp command/target/configuration.md docs/` is what is to be done, after a look at the difference.
    @Test
    void showsTheSettingsThatTheServicesRead() throws IOException {
        var written = Files.readString(DOCUMENT);
        var current = TABLE.matcher(written).replaceAll(table -> "<!-- settings: " + table.group(1) + " -->\n"
                + Matcher.quoteReplacement(manual(table.group(1)).markdown()) + "<!-- end -->");
        Files.writeString(Path.of("target", "configuration.md"), current);
        assertThat(written).isEqualTo(current);
        assertThat(TABLE.matcher(written).results().map(table -> table.group(1)))
                .containsExactlyInAnyOrderElementsOf(MANUALS.keySet());
    }

    @Test
    void explainsEverySetting() {
        assertThat(MANUALS).allSatisfy((name, manual) -> assertThat(manual.settings()).isNotEmpty()
                .allSatisfy(setting -> assertThat(setting.meaning()).isNotBlank()));
        assertThat(variables("ingest")).contains("COPYDESK_PUSH_KEYS_<NAME>_TOKEN", "COPYDESK_POLL_SECRETS_<NAME>");
        assertThat(variables("sink")).contains("COPYDESK_DATABASE_PASSWORD", "COPYDESK_SINK_STORES");
        assertThat(variables("dashboard")).contains("COPYDESK_DASHBOARD_TOKEN");
    }

    @Test
    void marksEverySecret() {
        var secrets = MANUALS.values().stream().flatMap(manual -> manual.settings().stream())
                .filter(Manual.Described::secret).map(Manual.Described::variable);
        assertThat(secrets.distinct()) // the database is the sink's and the dashboard's
                .containsExactlyInAnyOrder("COPYDESK_KAFKA_…", "COPYDESK_REGISTRY_URL", "COPYDESK_REGISTRY_…",
                        "COPYDESK_PUSH_KEY", "COPYDESK_PUSH_KEYS_<NAME>_TOKEN", "COPYDESK_PUSH_KEYS_<NAME>_SECRET",
                        "COPYDESK_POLL_SECRETS_<NAME>", "COPYDESK_DATABASE_URL", "COPYDESK_DATABASE_PASSWORD",
                        "COPYDESK_OPENSEARCH_URL", "COPYDESK_OPENSEARCH_PASSWORD", "COPYDESK_DASHBOARD_TOKEN");
    }

    private static Manual manual(String name) {
        return MANUALS.getOrDefault(name, new Manual(List.of()));
    }

    private static List<String> variables(String name) {
        return manual(name).settings().stream().map(Manual.Described::variable).toList();
    }
}
