package io.copydesk.sink;

import io.copydesk.runtime.ConfigurationException;
import io.copydesk.runtime.Neighbours;
import io.copydesk.sink.SinkConfiguration.Database;
import io.copydesk.sink.SinkConfiguration.OpenSearch;
import io.copydesk.sink.SinkConfiguration.StoreName;
import io.copydesk.sink.archive.ArchiveStore;
import io.copydesk.sink.opensearch.Access;
import io.copydesk.sink.opensearch.OpenSearchStore;
import io.copydesk.sink.postgres.PostgresStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// From the configuration to the stores that it names. Nothing is connected yet.
final class Stores {
    private final SinkConfiguration config;
    private final Neighbours neighbours;
    private final List<String> problems = new ArrayList<>();

    private Stores(SinkConfiguration config, Neighbours neighbours) {
        this.config = config;
        this.neighbours = neighbours;
    }

    /// @throws ConfigurationException with what is missing for any of them
    static List<Store> of(SinkConfiguration config, Neighbours neighbours) {
        var stores = new Stores(config, neighbours);
        var named = config.sink().stores().stream().sorted().flatMap(name -> stores.store(name).stream()).toList();
        ConfigurationException.throwIfAny(stores.problems);
        return named;
    }

    private Optional<Store> store(StoreName name) {
        return switch (name) {
            case POSTGRES -> configured(config.database(), "COPYDESK_DATABASE_URL", name)
                    .filter(this::isPostgres).map(database -> new PostgresStore(database.url(), database.user(),
                            database.password().orElse("")));
            case ARCHIVE -> configured(config.archive().folder(), "COPYDESK_ARCHIVE_FOLDER", name)
                    .map(folder -> new ArchiveStore(Path.of(folder), config.archive().fileBytes(),
                            config.archive().fileAge(),
                            neighbours.kafka()));
            case OPENSEARCH -> configured(config.opensearch(), "COPYDESK_OPENSEARCH_URL", name).flatMap(this::cluster);
        };
    }

    private boolean isPostgres(Database database) {
        if (!PostgresStore.isUrl(database.url())) {
            problems.add("COPYDESK_DATABASE_URL must be a JDBC URL such as jdbc:postgresql://host:5432/copydesk");
        }
        return PostgresStore.isUrl(database.url());
    }

    private Optional<Store> cluster(OpenSearch cluster) {
        var access = new Access(cluster.url(), cluster.user(), cluster.password());
        var prefix = cluster.indexPrefix().orElse(OpenSearchStore.PREFIX);
        var wrong = new ArrayList<>(access.problems());
        if (!OpenSearchStore.isPrefix(prefix)) {
            wrong.add("COPYDESK_OPENSEARCH_INDEX_PREFIX must be lower-case letters, digits, '-' and '_', not '" + prefix
                    + "'");
        }
        problems.addAll(wrong);
        return wrong.isEmpty() ? Optional.of(new OpenSearchStore(access, prefix)) : Optional.empty();
    }

    private <T> Optional<T> configured(Optional<T> part, String variable, StoreName name) {
        if (part.isEmpty()) {
            problems.add(variable + " is required where COPYDESK_SINK_STORES names " + name.inWords());
        }
        return part;
    }
}
