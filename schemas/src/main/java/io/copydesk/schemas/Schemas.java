package io.copydesk.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.InterruptException;

/// Schemas by id and ids by schema, with the patience that a broken registry is owed. An answer is kept for good:
/// a registry never changes what an id means.
final class Schemas {
    private static final int NOT_FOUND = 404;

    private final SchemaRegistryClient registry;
    private final Patience patience;
    private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
    private final Map<String, Integer> idBySubject = new ConcurrentHashMap<>();
    private final Map<Integer, Instant> unknownSince = new ConcurrentHashMap<>();

    Schemas(SchemaRegistryClient registry, Patience patience) {
        this.registry = registry;
        this.patience = patience;
    }

    /// The schema with which a record was written.
    ///
    /// @throws BadRecordException UNKNOWN_SCHEMA, when nobody has known the id for [Patience#unknownId]
    /// @throws RegistryUnavailableException when the registry stays away, or the id unknown, for one wait
    Schema byId(int id) {
        var known = byId.get(id);
        if (known != null) {
            return known;
        }
        var schema = patiently("schema id " + id, id, () -> (Schema) registry.getSchemaById(id).rawSchema());
        unknownSince.remove(id);
        byId.put(id, schema);
        return schema;
    }

    /// The id under which a contract was registered. Services never register: `./copydesk schemas apply` does.
    ///
    /// @throws RegistryUnavailableException when the registry stays away, or the contract unregistered, for one wait
    int idOf(String subject, Schema schema) {
        var known = idBySubject.get(subject);
        if (known != null) {
            return known;
        }
        int id = patiently("subject " + subject, null, () -> registry.getId(subject, new AvroSchema(schema)));
        idBySubject.put(subject, id);
        return id;
    }

    private interface Call<T> {
        T ask() throws IOException, RestClientException;
    }

    private <T> T patiently(String what, @org.jspecify.annotations.Nullable Integer id, Call<T> call) {
        var deadline = patience.clock().instant().plus(patience.oneWait());
        var pause = patience.firstPause();
        while (true) {
            Exception failure;
            try {
                return call.ask();
            } catch (RestClientException e) {
                if (id != null && e.getStatus() == NOT_FOUND) {
                    giveUpOnUnknown(id, e);
                }
                failure = e;
            } catch (IOException e) {
                failure = e;
            }
            if (patience.clock().instant().plus(pause).isAfter(deadline)) {
                throw new RegistryUnavailableException("schema registry: no answer for " + what, failure);
            }
            sleep(pause);
            pause = pause.multipliedBy(2).compareTo(patience.maxPause()) < 0
                    ? pause.multipliedBy(2)
                    : patience.maxPause();
        }
    }

    private void giveUpOnUnknown(int id, RestClientException answer) {
        var now = patience.clock().instant();
        var since = unknownSince.computeIfAbsent(id, key -> now);
        if (Duration.between(since, now).compareTo(patience.unknownId()) >= 0) {
            throw new BadRecordException(BadRecordException.Cause.UNKNOWN_SCHEMA,
                    "the schema registry does not know schema id " + id, answer);
        }
    }

    private void sleep(Duration pause) {
        try {
            patience.sleeper().sleep(pause);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
