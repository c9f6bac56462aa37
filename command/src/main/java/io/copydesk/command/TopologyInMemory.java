package io.copydesk.command;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.StoryLink;
import io.copydesk.enrich.EnrichTopology;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/// The enrich service's topology on Kafka Streams' own test driver: one record at a time, no cluster.
final class TopologyInMemory implements AutoCloseable {
    private final Contracts contracts = Contracts.inMemory();
    private final Path state;
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, Observation> raw;
    private final TestOutputTopic<String, Change> changes;
    private final TestOutputTopic<String, StoryLink> stories;
    private final Map<String, StoryLink> links = new TreeMap<>();

    TopologyInMemory() {
        try {
            this.state = Files.createTempDirectory("copydesk-tag");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "copydesk-tag");
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        this.driver = new TopologyTestDriver(EnrichTopology.shipped(contracts, new SimpleMeterRegistry()), config);
        this.raw = driver.createInputTopic(Topics.RAW.name(), new StringSerializer(),
                contracts.serde(Topics.RAW).serializer());
        this.changes = driver.createOutputTopic(Topics.CHANGES.name(), new StringDeserializer(),
                contracts.serde(Topics.CHANGES).deserializer());
        this.stories = driver.createOutputTopic(Topics.STORIES.name(), new StringDeserializer(),
                contracts.serde(Topics.STORIES).deserializer());
    }

    /// What this observation changes.
    List<Change> enrich(Observation observation) {
        raw.pipeInput(observation.getBlog(), observation, observation.getObservedAt());
        stories.readKeyValuesToList().forEach(link -> {
            if (link.value == null) {
                links.remove(link.key);
            } else {
                links.put(link.key, link.value);
            }
        });
        return changes.readValuesToList();
    }

    /// By entry, as they stand after all that was observed.
    Map<String, StoryLink> links() {
        return links;
    }

    @Override
    public void close() {
        driver.close();
        contracts.close();
        try (var files = Files.walk(state)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
