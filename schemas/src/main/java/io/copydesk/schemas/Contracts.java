package io.copydesk.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/// The contracts as a running service sees them: one connection to the schema registry, and a serde for each topic.
public final class Contracts implements AutoCloseable {
    private static final int CACHED_SCHEMAS = 1_000;

    private final SchemaRegistryClient registry;
    private final Schemas schemas;

    Contracts(SchemaRegistryClient registry, Patience patience) {
        this.registry = registry;
        this.schemas = new Schemas(registry, patience);
    }

    /// Connects to the registry at `url`; `config` are Confluent's own client settings (`basic.auth.credentials.source`,
    /// `bearer.auth.token`, `schema.registry.ssl.truststore.location`, …).
    public static Contracts connect(String url, Map<String, ?> config) {
        return new Contracts(client(url, config), Patience.ofServices());
    }

    /// For work in memory, without a registry or a cluster: every contract is known, under ids of this process.
    public static Contracts inMemory() {
        var registry = new MockSchemaRegistryClient(List.of(new AvroSchemaProvider()));
        for (var topic : Topics.CONTRACTED) {
            try {
                registry.register(topic.subject(), new AvroSchema(SpecificData.get().getSchema(topic.value())));
            } catch (IOException | RestClientException e) {
                throw new IllegalStateException("a registry in memory cannot be away", e);
            }
        }
        return new Contracts(registry, Patience.ofServices());
    }

    /// Confluent's client, with its configuration checked.
    public static SchemaRegistryClient client(String url, Map<String, ?> config) {
        if ("OAUTHBEARER".equals(config.get("bearer.auth.credentials.source"))
                || "SASL_OAUTHBEARER_INHERIT".equals(config.get("bearer.auth.credentials.source"))) {
            throw new IllegalArgumentException("bearer.auth.credentials.source: OAuth towards the schema registry does "
                    + "not work with Kafka 4 clients; use STATIC_TOKEN, USER_INFO or TLS client certificates");
        }
        return new CachedSchemaRegistryClient(List.of(url.split(",")), CACHED_SCHEMAS,
                List.of(new AvroSchemaProvider()), config, Map.of());
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
