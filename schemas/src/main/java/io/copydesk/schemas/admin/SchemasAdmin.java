package io.copydesk.schemas.admin;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.copydesk.schemas.RegistryUnavailableException;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.Finding.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The contracts of [Topics#CONTRACTED] against a schema registry: each registered under its topic's subject, which is
/// held to FULL_TRANSITIVE, so that any reader of any version reads any record.
public final class SchemasAdmin {
    private static final String FULL_TRANSITIVE = CompatibilityLevel.FULL_TRANSITIVE.name;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final SchemaRegistryClient registry;
    private final List<Topic<?>> topics;

    public SchemasAdmin(SchemaRegistryClient registry) {
        this(registry, Topics.CONTRACTED);
    }

    SchemasAdmin(SchemaRegistryClient registry, List<Topic<?>> topics) {
        this.registry = registry;
        this.topics = topics;
    }

    /// Reads only.
    ///
    /// @throws RegistryUnavailableException when the registry does not answer or refuses
    public List<Finding> check() {
        var findings = new ArrayList<Finding>();
        for (var topic : topics) {
            findings.addAll(asking(topic, () -> check(topic)));
        }
        return findings;
    }

    /// Registers what is missing and sets the compatibility.
    ///
    /// @throws RegistryUnavailableException when the registry does not answer or refuses
    public List<Finding> apply() {
        var findings = new ArrayList<Finding>();
        for (var topic : topics) {
            findings.addAll(asking(topic, () -> apply(topic)));
        }
        return findings;
    }

    private List<Finding> check(Topic<?> topic) throws IOException, RestClientException {
        var subject = topic.subject();
        var versions = versions(subject);
        if (versions.isEmpty()) {
            return List.of(new Finding(subject, State.MISSING, "no such subject"));
        }
        var differences = new ArrayList<Finding>();
        var level = compatibility(subject);
        if (!level.equals(FULL_TRANSITIVE)) {
            differences.add(new Finding(subject, State.DIFFERENT, "compatibility is " + level));
        }
        var contract = new AvroSchema(topic.schema());
        var id = idOf(subject, contract);
        if (id.isEmpty()) {
            var breaks = breaks(contract, versions);
            differences.add(breaks.isEmpty()
                    ? new Finding(subject, State.DIFFERENT, "this build's contract is not registered")
                    : new Finding(subject, State.REFUSED, String.join("; ", breaks)));
        }
        return differences.isEmpty() ? List.of(asDeclared(subject, id)) : differences;
    }

    private List<Finding> apply(Topic<?> topic) throws IOException, RestClientException {
        var subject = topic.subject();
        var contract = new AvroSchema(topic.schema());
        var versions = versions(subject);
        if (versions.isEmpty()) {
            int id = registry.register(subject, contract);
            // only now: not every registry keeps a setting for a subject that it does not have
            registry.updateCompatibility(subject, FULL_TRANSITIVE);
            return List.of(new Finding(subject, State.CREATED, "schema id " + id));
        }
        var done = new ArrayList<Finding>();
        var level = compatibility(subject);
        if (!level.equals(FULL_TRANSITIVE)) {
            registry.updateCompatibility(subject, FULL_TRANSITIVE);
            done.add(new Finding(subject, State.CHANGED, "compatibility was " + level));
        }
        var id = idOf(subject, contract);
        if (id.isEmpty()) {
            done.add(register(subject, contract, versions));
        }
        return done.isEmpty() ? List.of(asDeclared(subject, id)) : done;
    }

    private Finding register(String subject, AvroSchema contract, List<AvroSchema> versions)
            throws IOException, RestClientException {
        var breaks = breaks(contract, versions);
        if (!breaks.isEmpty()) {
            return new Finding(subject, State.REFUSED, String.join("; ", breaks));
        }
        try {
            return new Finding(subject, State.CHANGED,
                    "registered as schema id " + registry.register(subject, contract));
        } catch (RestClientException e) {
            if (e.getStatus() == CONFLICT) {
                return new Finding(subject, State.REFUSED, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /// Why the contract may not follow these versions, by the rules of Confluent's own checker; it names the fields.
    private static List<String> breaks(AvroSchema contract, List<AvroSchema> versions) {
        var earlier = versions.stream().<ParsedSchemaHolder>map(SimpleParsedSchemaHolder::new).toList();
        return contract.isCompatible(CompatibilityLevel.FULL_TRANSITIVE, earlier);
    }

    private static Finding asDeclared(String subject, Optional<Integer> id) {
        return new Finding(subject, State.AS_DECLARED, "schema id " + id.orElseThrow());
    }

    private List<AvroSchema> versions(String subject) throws IOException, RestClientException {
        var versions = new ArrayList<AvroSchema>();
        for (int version : unlessNotFound(() -> registry.getAllVersions(subject)).orElse(List.of())) {
            versions.add(new AvroSchema(registry.getSchemaMetadata(subject, version).getSchema()));
        }
        return versions;
    }

    private String compatibility(String subject) throws IOException, RestClientException {
        return unlessNotFound(() -> registry.getCompatibility(subject)).orElse("not set");
    }

    private Optional<Integer> idOf(String subject, AvroSchema contract) throws IOException, RestClientException {
        return unlessNotFound(() -> registry.getId(subject, contract));
    }

    private interface Question<T> {
        T ask() throws IOException, RestClientException;
    }

    private static <T> Optional<T> unlessNotFound(Question<T> question) throws IOException, RestClientException {
        try {
            return Optional.of(question.ask());
        } catch (RestClientException e) {
            // a 404 of the registry's own, not of a proxy or a wrong path
            if (e.getStatus() == NOT_FOUND && e.getErrorCode() / 100 == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static <T> T asking(Topic<?> topic, Question<T> question) {
        try {
            return question.ask();
        } catch (IOException | RestClientException e) {
            throw new RegistryUnavailableException("schema registry: " + topic.subject() + ": " + e.getMessage(), e);
        }
    }
}
