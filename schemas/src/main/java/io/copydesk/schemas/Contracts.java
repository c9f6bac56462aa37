package io.copydesk.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/// The contracts as a running service sees them: one connection to the schema registry, and a serde for each topic.
/// One for each process, kept while its tasks restart: it remembers since when a schema id has been unknown.
public final class Contracts implements AutoCloseable {
    private static final int CACHED_SCHEMAS = 1_000;

    private final SchemaRegistryClient registry;
    private final Schemas schemas;

    /// Over a client that the caller configured; it is closed with this.
    public Contracts(SchemaRegistryClient registry, Patience patience) {
        this.registry = registry;
        this.schemas = new Schemas(registry, patience);
    }

    /// Connects to the registry at `url`, or at several parted by commas; `config` are Confluent's own client settings
    /// (`basic.auth.user.info`, `bearer.auth.token`, `ssl.truststore.location`, …), with or without the prefix
    /// `schema.registry.`. Nothing is asked of the registry yet.
    ///
    /// @throws IllegalArgumentException naming the setting that cannot work
    public static Contracts connect(String url, Map<String, ?> config) {
        return new Contracts(client(url, config), Patience.ofServices());
    }

    /// For work in memory, without a registry or a cluster: every contract is known, under ids of this process.
    public static Contracts inMemory() {
        var registry = new MockSchemaRegistryClient(List.copyOf(OnlyAvro.providers()));
        for (var topic : Topics.CONTRACTED) {
            try {
                registry.register(topic.subject(), new AvroSchema(topic.schema()));
            } catch (IOException | RestClientException e) {
                throw new IllegalStateException("a registry in memory cannot be away", e);
            }
        }
        return new Contracts(registry, Patience.ofServices());
    }

    /// Confluent's client, with its configuration checked and completed.
    ///
    /// @throws IllegalArgumentException naming the setting that cannot work
    public static SchemaRegistryClient client(String url, Map<String, ?> config) {
        var connection = RegistryConnection.of(url, config);
        try {
            return new CachedSchemaRegistryClient(connection.urls(), CACHED_SCHEMAS,
                    List.copyOf(OnlyAvro.providers()), connection.settings(), Map.of());
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    public <T extends SpecificRecordBase> Serde<T> serde(Topic<T> topic) {
        return Serdes.serdeFrom(new ContractSerializer<>(topic, schemas), new ContractDeserializer<>(topic, schemas));
    }

    @Override
    public void close() {
        try {
            registry.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
