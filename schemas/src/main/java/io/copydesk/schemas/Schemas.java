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
    /// @throws BadRecordException UNKNOWN_SCHEMA, when the registry has denied the id for [Patience#unknownId];
    ///     UNDECODABLE, when the id stands for something that is no Avro schema
    /// @throws RegistryUnavailableException when the registry stays away, or the id unknown, for one wait
    Schema byId(int id) {
        var known = byId.get(id);
        if (known != null) {
            return known;
        }
        var schema = patiently("schema id " + id, () -> {
            try {
                return (Schema) registry.getSchemaById(id).rawSchema();
            } catch (RestClientException e) {
                if (deniedByRegistry(e)) {
                    giveUpOnUnknown(id, e);
                }
                throw e;
            }
        });
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
        int id = patiently("the contract of " + subject, () -> registry.getId(subject, new AvroSchema(schema)));
        idBySubject.put(subject, id);
        return id;
    }

    private interface Call<T> {
        T ask() throws IOException, RestClientException;
    }

    private <T> T patiently(String what, Call<T> call) {
        var deadline = patience.clock().instant().plus(patience.oneWait());
        var pause = patience.firstPause();
        while (true) {
            Exception failure;
            try {
                return call.ask();
            } catch (IOException | RestClientException e) {
                failure = e;
            }
            if (patience.clock().instant().plus(pause).isAfter(deadline)) {
                throw new RegistryUnavailableException("schema registry, asked for " + what + ": " + failure, failure);
            }
            sleep(pause);
            var doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(patience.maxPause()) < 0 ? doubled : patience.maxPause();
        }
    }

    /// A 404 of the registry's own. One of a proxy, or of a wrong path in the URL, has no such code: taken for a denial
    /// it would send every record to the dead letters.
    private static boolean deniedByRegistry(RestClientException answer) {
        return answer.getStatus() == NOT_FOUND && answer.getErrorCode() / 100 == NOT_FOUND;
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
