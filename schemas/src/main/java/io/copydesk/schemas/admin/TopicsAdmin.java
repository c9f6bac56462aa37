package io.copydesk.schemas.admin;

import static io.copydesk.schemas.admin.KafkaAnswers.answered;

import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.Finding.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// [Topics] against a cluster. A topic's number of partitions is never changed, in neither direction: keys would move
/// to other partitions, which breaks the order within a blog, Streams' state and the co-partitioning of the sources.
/// Settings that [Topics] does not declare are the operator's.
public final class TopicsAdmin {
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(100);
    private static final Set<State> ON_ITS_WAY = Set.of(State.MISSING, State.DIFFERENT);

    private final Admin admin;
    private final Optional<Short> replication;

    /// Topics are created with the broker's `default.replication.factor`.
    public TopicsAdmin(Admin admin) {
        this(admin, Optional.empty());
    }

    /// @param replication of topics that have to be created; an existing topic keeps its own
    public TopicsAdmin(Admin admin, Optional<Short> replication) {
        this.admin = admin;
        this.replication = replication;
    }

    /// Reads only.
    ///
    /// @throws KafkaException when the cluster does not answer or refuses
    public List<Finding> check() {
        var findings = new ArrayList<Finding>();
        var existing = existing();
        var configs = configs(existing.keySet());
        for (var topic : TopicDeclaration.all()) {
            var found = existing.get(topic.name());
            if (found == null) {
                findings.add(new Finding(topic.name(), State.MISSING, "no such topic"));
                continue;
            }
            var differences = new ArrayList<Finding>();
            partitions(topic, found).ifPresent(differences::add);
            drift(topic, configs).ifPresent(drift -> differences
                    .add(new Finding(topic.name(), State.DIFFERENT, drift)));
            findings.addAll(orAsDeclared(topic, differences));
        }
        return findings;
    }

    /// Creates what is missing and sets the settings that differ. Returns when the cluster shows it: brokers learn of
    /// a change some time after the controller has confirmed it, and a service that starts in between finds nothing.
    ///
    /// @throws KafkaException when the cluster does not answer, refuses, or does not show the changes in time
    public List<Finding> apply() {
        var findings = new ArrayList<Finding>();
        var existing = existing();
        var configs = configs(existing.keySet());
        for (var topic : TopicDeclaration.all()) {
            var found = existing.get(topic.name());
            if (found == null) {
                findings.add(create(topic));
                continue;
            }
            var differences = new ArrayList<Finding>();
            partitions(topic, found).ifPresent(differences::add);
            drift(topic, configs).ifPresent(drift -> {
                set(topic);
                differences.add(new Finding(topic.name(), State.CHANGED, drift));
            });
            findings.addAll(orAsDeclared(topic, differences));
        }
        awaitEffect();
        return findings;
    }

    private void awaitEffect() {
        var deadline = System.nanoTime() + SHOWN_WITHIN.toNanos();
        while (check().stream().anyMatch(finding -> ON_ITS_WAY.contains(finding.state()))) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("the topics were applied, but the cluster still shows " + check());
            }
            LockSupport.parkNanos(LOOKS_EVERY.toNanos());
        }
    }

    private static List<Finding> orAsDeclared(TopicDeclaration topic, List<Finding> differences) {
        return differences.isEmpty()
                ? List.of(new Finding(topic.name(), State.AS_DECLARED, topic.partitions() + " partitions"))
                : differences;
    }

    private static Optional<Finding> partitions(TopicDeclaration topic, TopicDescription found) {
        int count = found.partitions().size();
        return count == topic.partitions()
                ? Optional.empty()
                : Optional.of(new Finding(topic.name(), State.REFUSED,
                        "has " + count + " partitions, not " + topic.partitions() + "; keys would move to others"));
    }

    /// The declared settings that the cluster has otherwise, as a sentence.
    private static Optional<String> drift(TopicDeclaration topic, Map<String, Config> configs) {
        var actual = Objects.requireNonNull(configs.get(topic.name()));
        var drift = new ArrayList<String>();
        new TreeMap<>(topic.config()).forEach((name, declared) -> {
            var entry = actual.get(name);
            var value = entry == null ? "unset" : String.valueOf(entry.value());
            if (!declared.equals(value)) {
                drift.add(name + " was " + value + ", declared " + declared);
            }
        });
        return drift.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", drift));
    }

    private Finding create(TopicDeclaration topic) {
        try {
            answered(admin.createTopics(List.of(topic.toCreate(replication))).all());
        } catch (TopicExistsException e) {
            return new Finding(topic.name(), State.CREATED, "by somebody else, at this moment: check again");
        }
        return new Finding(topic.name(), State.CREATED, topic.partitions() + " partitions");
    }

    private void set(TopicDeclaration topic) {
        Collection<AlterConfigOp> settings = topic.config().entrySet().stream()
                .map(e -> new AlterConfigOp(new ConfigEntry(e.getKey(), e.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        answered(admin.incrementalAlterConfigs(Map.of(resource(topic.name()), settings)).all());
    }

    private Map<String, TopicDescription> existing() {
        var names = TopicDeclaration.all().stream().map(TopicDeclaration::name).toList();
        var existing = new HashMap<String, TopicDescription>();
        admin.describeTopics(names).topicNameValues().forEach((name, description) -> {
            try {
                existing.put(name, answered(description));
            } catch (UnknownTopicOrPartitionException e) {
                // missing, which is a finding and no failure
            }
        });
        return existing;
    }

    private Map<String, Config> configs(Collection<String> names) {
        var configs = new HashMap<String, Config>();
        answered(admin.describeConfigs(names.stream().map(TopicsAdmin::resource).toList()).all())
                .forEach((resource, config) -> configs.put(resource.name(), config));
        return configs;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
