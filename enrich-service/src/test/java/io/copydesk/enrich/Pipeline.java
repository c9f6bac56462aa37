package io.copydesk.enrich;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.StoryLink;
import io.copydesk.contracts.Trend;
import io.copydesk.enrich.tagging.Tagger;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/// The topology in memory, with its real serdes, state and handlers of failures.
final class Pipeline implements AutoCloseable {
    static final String BLOG = "https://harbour.example/storm";
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final Tagger BUILT_IN = Tagger.builtIn();

    final Contracts contracts = Contracts.inMemory();
    final AtomicReference<Tagger> tagger = new AtomicReference<>(BUILT_IN);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final TopologyTestDriver driver;
    final TestInputTopic<String, byte[]> raw;
    final TestOutputTopic<String, Entry> entries;
    final TestOutputTopic<String, Change> changes;
    final TestOutputTopic<String, StoryLink> stories;
    final TestOutputTopic<String, Trend> trends;
    final TestOutputTopic<byte[], byte[]> deadLetters;
    private final Path state;

    Pipeline() {
        this(UnaryOperator.identity());
    }

    Pipeline(UnaryOperator<Steps> faults) {
        this(faults, EnrichTopology.Parts.ALL);
    }

    /// With an entry forgotten so long after it was last seen.
    Pipeline(Duration forgetAfter) {
        this(UnaryOperator.identity(), new EnrichTopology.Parts(true, true, forgetAfter));
    }

    private Pipeline(UnaryOperator<Steps> faults, EnrichTopology.Parts parts) {
        try {
            state = Files.createTempDirectory("copydesk-enrich");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var steps = faults.apply(Steps.of(tagger::get));
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        var counts = new Counts(meters);
        properties.put(DeadLetters.COUNTS, counts);
        driver = new TopologyTestDriver(
                new EnrichTopology(contracts, steps, counts, parts).build(), properties);
        raw = driver.createInputTopic(Topics.RAW.name(), new StringSerializer(), new ByteArraySerializer());
        entries = driver.createOutputTopic(Topics.ENTRIES.name(), new StringDeserializer(),
                contracts.serde(Topics.ENTRIES).deserializer());
        changes = driver.createOutputTopic(Topics.CHANGES.name(), new StringDeserializer(),
                contracts.serde(Topics.CHANGES).deserializer());
        stories = driver.createOutputTopic(Topics.STORIES.name(), new StringDeserializer(),
                contracts.serde(Topics.STORIES).deserializer());
        trends = driver.createOutputTopic(Topics.TRENDS.name(), new StringDeserializer(),
                contracts.serde(Topics.TRENDS).deserializer());
        deadLetters = driver.createOutputTopic(Topics.DEAD_LETTERS, new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /// A sighting in [#BLOG] through the source `page`, first look.
    static Observation.Builder seen(String headline, String body) {
        return Observation.newBuilder().setSource("page").setBlog(BLOG).setHeadline(headline).setBody(body)
                .setSignal(Signal.SEEN).setLook(1).setObservedAt(NOW);
    }

    void observe(Observation... observations) {
        for (var observation : observations) {
            pipe(observation);
        }
    }

    void pipe(Observation observation) {
        pipe(observation, observation.getObservedAt());
    }

    /// @param time of the record
    void pipe(Observation observation, Instant time) {
        raw.pipeInput(new TestRecord<>(observation.getBlog(), bytes(observation), time));
    }

    byte[] bytes(Observation observation) {
        return contracts.serde(Topics.RAW).serializer().serialize(Topics.RAW.name(), observation);
    }

    /// Changes since the last call.
    List<Change> changes() {
        return changes.readValuesToList();
    }

    double count(String outcome) {
        return meters.find("copydesk.enrich.observations").tag("outcome", outcome).counters().stream()
                .mapToDouble(counter -> counter.count()).sum();
    }

    @Override
    public void close() {
        driver.close();
        contracts.close();
        try (var files = Files.walk(state)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
