package io.copydesk.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.runtime.Configuration;
import io.copydesk.runtime.ConfigurationException;
import io.copydesk.runtime.Neighbours;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoresTest {
    private static final Neighbours NEIGHBOURS = new Neighbours(Map.of(), "", Map.of());

    private static SinkConfiguration load(Map<String, String> environment) {
        return Configuration.load(SinkConfiguration.class, environment);
    }

    private static List<Store> stores(Map<String, String> environment) {
        return Stores.of(load(environment), NEIGHBOURS);
    }

    @Test
    void makesThoseThatAreNamed() {
        assertThat(stores(Map.of("COPYDESK_SINK_STORES", "archive,postgres", "COPYDESK_ARCHIVE_FOLDER", "/archive",
                "COPYDESK_DATABASE_URL", "jdbc:postgresql://db/x", "COPYDESK_DATABASE_USER", "u")))
                .extracting(Store::name).containsExactly("postgres", "archive");
    }

    @Test
    void completesArchiveFilesAfterAQuarterOfAnHourOr32MiB() {
        var archive = load(Map.of("COPYDESK_SINK_STORES", "archive", "COPYDESK_ARCHIVE_FOLDER", "/archive"))
                .archive();
        assertThat(archive.fileAge()).isEqualTo(Duration.ofMinutes(15));
        assertThat(archive.fileBytes()).isEqualTo(32 << 20);
    }

    @Test
    void namesWhatAnyOfThemLacks() {
        assertThatThrownBy(() -> stores(Map.of("COPYDESK_SINK_STORES", "archive,postgres")))
                .isInstanceOfSatisfying(ConfigurationException.class, e -> assertThat(e.problems()).hasSize(2)
                        .anyMatch(problem -> problem.startsWith("COPYDESK_ARCHIVE_FOLDER is required"))
                        .anyMatch(problem -> problem.startsWith("COPYDESK_DATABASE_URL is required")));
    }

    @Test
    void makesTheStoresThatAreNamed() {
        var environment = with("COPYDESK_SINK_STORES", "opensearch,postgres");
        environment.putAll(Map.of("COPYDESK_OPENSEARCH_URL", "https://search.example:9200/os",
                "COPYDESK_OPENSEARCH_USER", "desk", "COPYDESK_OPENSEARCH_PASSWORD", "s3cret",
                "COPYDESK_OPENSEARCH_INDEX_PREFIX", "news_2", "COPYDESK_DATABASE_URL", "jdbc:postgresql://host/db",
                "COPYDESK_DATABASE_USER", "desk"));

        assertThat(names(environment)).containsExactly("postgres", "opensearch");
    }

    @Test
    void needsNoDatabaseWhereNoneIsNamed() {
        var environment = with("COPYDESK_SINK_STORES", "opensearch");
        environment.put("COPYDESK_OPENSEARCH_URL", "http://search:9200");

        assertThat(names(environment)).containsExactly("opensearch");
    }

    @Test
    void namesTheAddressThatIsMissing() {
        assertThatThrownBy(() -> names(with("COPYDESK_SINK_STORES", "opensearch"))).hasMessage(
                "Configuration: COPYDESK_OPENSEARCH_URL is required where COPYDESK_SINK_STORES names opensearch");
        var prefixAlone = with("COPYDESK_SINK_STORES", "opensearch");
        prefixAlone.put("COPYDESK_OPENSEARCH_INDEX_PREFIX", "news");
        assertThatThrownBy(() -> names(prefixAlone)).hasMessage("Configuration: COPYDESK_OPENSEARCH_URL is required:"
                + " an address such as https://host:9200");
    }

    @Test
    void namesEverySettingThatIsWrongAndShowsNoSecret() {
        var environment = with("COPYDESK_SINK_STORES", "opensearch");
        environment.putAll(Map.of("COPYDESK_OPENSEARCH_URL", "https://desk:s3cret@search:9200",
                "COPYDESK_OPENSEARCH_PASSWORD", "s3cret", "COPYDESK_OPENSEARCH_INDEX_PREFIX", "News"));

        assertThatThrownBy(() -> names(environment)).hasMessage("Configuration: COPYDESK_OPENSEARCH_URL must be an"
                + " address without user, query or fragment; the user belongs in COPYDESK_OPENSEARCH_USER and"
                + " COPYDESK_OPENSEARCH_PASSWORD; COPYDESK_OPENSEARCH_USER and COPYDESK_OPENSEARCH_PASSWORD must be set"
                + " both or neither; COPYDESK_OPENSEARCH_INDEX_PREFIX must be lower-case letters, digits, '-' and '_',"
                + " not 'News'");
    }

    @Test
    void refusesADatabaseUrlThatNoDriverTakesWithoutShowingIt() {
        var environment = with("COPYDESK_DATABASE_URL", "postgresql://desk:s3cret@host/db");
        environment.put("COPYDESK_DATABASE_USER", "desk");

        assertThatThrownBy(() -> names(environment))
                .hasMessage("Configuration: COPYDESK_DATABASE_URL must be a JDBC URL"
                        + " such as jdbc:postgresql://host:5432/copydesk");
    }

    @Test
    void refusesWhatIsNoAddress() {
        for (var url : List.of("search:9200", "ftp://search", "https:///path")) {
            var environment = with("COPYDESK_SINK_STORES", "opensearch");
            environment.put("COPYDESK_OPENSEARCH_URL", url);

            assertThatThrownBy(() -> names(environment)).hasMessage(
                    "Configuration: COPYDESK_OPENSEARCH_URL must be an address such as https://host:9200");
        }
    }

    private static Map<String, String> with(String name, String value) {
        return new HashMap<>(Map.of(name, value));
    }

    private static List<String> names(Map<String, String> environment) {
        var stores = stores(environment);
        stores.forEach(Store::close);
        return stores.stream().map(Store::name).toList();
    }
}
