package io.copydesk.schemas.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.copydesk.cluster.EmbeddedKafka;
import io.copydesk.cluster.EmbeddedRegistry;
import io.copydesk.contracts.StoryLink;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.RegistryUnavailableException;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.Finding.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// Contracts, serde and admin against Apicurio Registry on Kafka. Each test has subjects of its own.
class LiveRegistryIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static EmbeddedKafka kafka;
    private static EmbeddedRegistry server;

    private SchemaRegistryClient registry;
    private List<Topic<?>> topics;
    private SchemasAdmin schemas;

    @BeforeAll
    static void starts(@TempDir Path folder) {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        server = EmbeddedRegistry.start(folder.resolve("registry"), kafka.bootstrapServers());
    }

    @AfterAll
    static void stops() {
        server.close();
        kafka.close();
    }

    @BeforeEach
    void connects(TestInfo test) {
        registry = Contracts.client(server.url(), Map.of());
        var prefix = test.getTestMethod().orElseThrow().getName() + ".";
        topics = Topics.CONTRACTED.stream().<Topic<?>>map(topic -> renamed(topic, prefix)).toList();
        schemas = new SchemasAdmin(registry, topics);
    }

    @AfterEach
    void disconnects() throws Exception {
        registry.close();
    }

    @Test
    void registersEveryContractOnceUnderFullTransitive() throws Exception {
        assertThat(states(schemas.check())).hasSize(8).containsOnly(State.MISSING);
        assertThat(states(schemas.apply())).hasSize(8).containsOnly(State.CREATED);
        assertThat(states(schemas.check())).hasSize(8).containsOnly(State.AS_DECLARED);
        assertThat(states(schemas.apply())).hasSize(8).containsOnly(State.AS_DECLARED);
        for (var topic : topics) {
            assertThat(registry.getCompatibility(topic.subject())).isEqualTo("FULL_TRANSITIVE");
            assertThat(registry.getAllVersions(topic.subject())).containsExactly(1);
        }
    }

    @Test
    void findsAndRestoresALooserCompatibility() throws Exception {
        schemas.apply();
        var subject = topics.getFirst().subject();
        registry.updateCompatibility(subject, "NONE");

        assertThat(schemas.check()).filteredOn(finding -> !finding.fine())
                .containsExactly(new Finding(subject, State.DIFFERENT, "compatibility is NONE"));
        assertThat(schemas.apply()).contains(new Finding(subject, State.CHANGED, "compatibility was NONE"));
        assertThat(Finding.allFine(schemas.check())).isTrue();
    }

    @Test
    void registersThisBuildsContractBesideAnEarlierOne() throws Exception {
        var stories = topicOf("stories");
        registry.register(stories.subject(), changed(stories, contract -> removeField(contract, "reasons")));
        registry.updateCompatibility(stories.subject(), "FULL_TRANSITIVE");

        assertThat(schemas.check()).contains(
                new Finding(stories.subject(), State.DIFFERENT, "this build's contract is not registered"));
        assertThat(schemas.apply()).filteredOn(finding -> finding.name().equals(stories.subject()))
                .extracting(Finding::state).containsExactly(State.CHANGED);
        assertThat(registry.getAllVersions(stories.subject())).containsExactly(1, 2);
    }

    @Test
    void refusesToFollowAVersionWhoseFieldThisBuildLost() throws Exception {
        var stories = topicOf("stories");
        registry.register(stories.subject(), changed(stories, contract -> addField(contract, "gone", false)));

        assertThat(schemas.check()).filteredOn(finding -> finding.state() == State.REFUSED).singleElement()
                .satisfies(finding -> assertThat(finding.detail()).contains("gone"));
        assertThat(schemas.apply()).filteredOn(finding -> finding.state() == State.REFUSED).singleElement()
                .satisfies(finding -> assertThat(finding.detail()).contains("gone"));
        assertThat(registry.getAllVersions(stories.subject())).containsExactly(1);
    }

    @Test
    void leavesRoomForASymbolAndAFieldWithDefault() throws Exception {
        schemas.apply();
        for (var topic : topics) {
            registry.register(topic.subject(), changed(topic, contract -> addField(contract, "added", true)));
        }
        var changes = topicOf("changes");
        registry.register(changes.subject(), changed(changes, contract -> addSymbols(contract, "ADDED")));

        assertThat(registry.getAllVersions(changes.subject())).containsExactly(1, 2, 3);
    }

    @Test
    void refusesToAddOrRemoveAFieldWithoutDefaultAndNamesIt() throws Exception {
        schemas.apply();
        for (var topic : topics) {
            var id = topic.schema().getFields().getFirst().name();
            assertRefused(topic, changed(topic, contract -> removeField(contract, id)), id);
            assertRefused(topic, changed(topic, contract -> addField(contract, "bare", false)), "bare");
        }
    }

    @Test
    void carriesAContractThroughKafka() throws Exception {
        schemas.apply();
        @SuppressWarnings("unchecked")
        var stories = (Topic<StoryLink>) topicOf("stories");
        var link = StoryLink.newBuilder().setEntry("e").setStory("історія").setScore(0.25f)
                .setReasons(List.of("a", "b"))
                .setLinkVersion(3).setObservedAt(Instant.parse("2025-01-01T00:00:00.123Z")).build();
        var partition = new TopicPartition(stories.name(), 0);
        var broker = Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset",
                "earliest");
        try (var admin = Admin.create(broker)) {
            admin.createTopics(List.of(new NewTopic(stories.name(), Optional.of(1), Optional.empty()))).all().get();
        }
        try (var contracts = Contracts.connect(server.url(), Map.of());
                var serde = contracts.serde(stories);
                var producer = new KafkaProducer<>(broker, new StringSerializer(), serde.serializer());
                var consumer = new KafkaConsumer<>(broker, new StringDeserializer(), serde.deserializer())) {
            producer.send(new ProducerRecord<>(stories.name(), 0, "e", link)).get();
            consumer.assign(List.of(partition));

            var read = consumer.poll(Duration.ofMinutes(2)).records(partition);

            assertThat(read).singleElement().satisfies(record -> assertThat(record.value()).isEqualTo(link));
        }
    }

    @Test
    void givesEachIdTheSameSchemaAfterTheRegistryWasKilled() throws Exception {
        schemas.apply();
        var ids = new HashMap<Topic<?>, Integer>();
        for (var topic : topics) {
            ids.put(topic, registry.getId(topic.subject(), new AvroSchema(topic.schema())));
        }

        var process = ProcessHandle.of(server.pid()).orElseThrow();
        process.destroyForcibly(); // SIGKILL
        process.onExit().get();
        assertThatThrownBy(this::checkAnew).isInstanceOf(RegistryUnavailableException.class);
        server.restart();

        try (var anew = Contracts.client(server.url(), Map.of())) {
            for (var before : ids.entrySet()) {
                var topic = before.getKey();
                assertThat(anew.getId(topic.subject(), new AvroSchema(topic.schema()))).isEqualTo(before.getValue());
                assertThat(anew.getSchemaById(before.getValue()).rawSchema()).isEqualTo(topic.schema());
                assertThat(anew.getCompatibility(topic.subject())).isEqualTo("FULL_TRANSITIVE");
            }
        }
    }

    private void checkAnew() throws Exception {
        try (var anew = Contracts.client(server.url(), Map.of())) {
            new SchemasAdmin(anew, topics).check();
        }
    }

    private void assertRefused(Topic<?> topic, AvroSchema next, String field) {
        assertThatThrownBy(() -> registry.register(topic.subject(), next))
                .isInstanceOfSatisfying(RestClientException.class, e -> assertThat(e.getStatus()).isEqualTo(409))
                .hasMessageContaining(field);
    }

    private static Topic<?> renamed(Topic<?> topic, String prefix) {
        return new Topic<>(prefix + topic.name(), topic.key(), topic.value(), topic.partitions(), topic.config());
    }

    private Topic<?> topicOf(String end) {
        return topics.stream().filter(topic -> topic.name().endsWith("." + end)).findFirst().orElseThrow();
    }

    private static AvroSchema changed(Topic<?> topic, Consumer<ObjectNode> change) {
        try {
            var contract = (ObjectNode) JSON.readTree(topic.schema().toString());
            change.accept(contract);
            return new AvroSchema(contract.toString());
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void addField(ObjectNode contract, String name, boolean withDefault) {
        var field = ((ArrayNode) contract.get("fields")).addObject().put("name", name).put("type", "string");
        if (withDefault) {
            field.put("default", "");
        }
    }

    private static void removeField(ObjectNode contract, String name) {
        var fields = contract.get("fields").elements();
        while (fields.hasNext()) {
            if (fields.next().get("name").asText().equals(name)) {
                fields.remove();
            }
        }
    }

    /// To every enum, however deep.
    private static void addSymbols(ObjectNode contract, String symbol) {
        contract.findParents("symbols").forEach(type -> ((ArrayNode) type.get("symbols")).add(symbol));
    }

    private static List<State> states(List<Finding> findings) {
        return findings.stream().map(Finding::state).toList();
    }
}
