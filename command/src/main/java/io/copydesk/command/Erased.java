package io.copydesk.command;

import static io.copydesk.schemas.admin.KafkaAnswers.answered;

import io.copydesk.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;

/// How far the erasure of an entry, and of the ids that were merged into it, has come. Made before it is asked for.
final class Erased implements AutoCloseable {
    private static final String SINKS = "copydesk-sink-";
    private static final Duration STORES_WITHIN = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 200;

    private final Cluster cluster;
    private final List<String> ids;
    private final String blog;
    private final Admin admin;
    private final Set<String> linked = new HashSet<>();
    /// Where the tombstones will stand.
    private final Map<TopicPartition, Long> ends;

    Erased(Cluster cluster, List<String> ids, String blog) {
        this.cluster = cluster;
        this.ids = ids;
        this.blog = blog;
        this.admin = Admin.create(Map.copyOf(cluster.kafka()));
        ids.stream().filter(id -> cluster.newest(Topics.STORIES.name(), id)
                .filter(link -> link.value() != null).isPresent()).forEach(linked::add);
        this.ends = new HashMap<>(cluster.ends(places(Topics.ENTRIES.name(), Topics.STORIES.name())));
    }

    List<String> ids() {
        return ids;
    }

    /// Those that were linked to a story.
    Set<String> linked() {
        return linked;
    }

    /// Waits for the tombstones of all entries and links.
    boolean await(Duration within) {
        var missing = new HashSet<String>();
        ids.forEach(id -> missing.add(Topics.ENTRIES.name() + id));
        linked.forEach(id -> missing.add(Topics.STORIES.name() + id));
        return cluster.await(ends, within, record -> {
            if (record.value() == null) {
                missing.remove(record.topic() + Cluster.key(record));
            }
            return missing.isEmpty();
        });
    }

    /// Each store that has ever read, and whether it has read the tombstones by now; waited for a minute.
    Map<String, Boolean> stores() {
        var wanted = cluster.ends(places(Topics.ENTRIES.name(), Topics.STORIES.name(), Topics.CHANGES.name()));
        var raw = cluster.partition(Topics.RAW.name(), blog);
        wanted = new HashMap<>(wanted);
        wanted.putAll(cluster.ends(List.of(raw)));
        long until = System.nanoTime() + STORES_WITHIN.toNanos();
        var pause = new CountDownLatch(1);
        var stores = passed(wanted);
        try {
            while (stores.containsValue(false) && System.nanoTime() < until
                    && !pause.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                stores = passed(wanted);
            }
            return stores;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /// When the last record that is written now may leave a topic: with its whole segment.
    Instant goneFrom(String topic, Instant now) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var config = answered(admin.describeConfigs(List.of(resource)).all()).get(resource);
        if (config == null) {
            throw new KafkaException("no settings of " + topic);
        }
        return now.plusMillis(Long.parseLong(config.get("retention.ms").value()))
                .plusMillis(Long.parseLong(config.get("segment.ms").value()));
    }

    private List<TopicPartition> places(String... topics) {
        return Stream.of(topics).flatMap(topic -> ids.stream().map(id -> cluster.partition(topic, id))).distinct()
                .toList();
    }

    /// A sink is asked only for what it reads.
    private Map<String, Boolean> passed(Map<TopicPartition, Long> wanted) {
        var passed = new TreeMap<String, Boolean>();
        for (var group : groups()) {
            var committed = answered(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            var topics = new HashSet<String>();
            committed.keySet().forEach(partition -> topics.add(partition.topic()));
            passed.put(group.substring(SINKS.length()), !topics.isEmpty() && wanted.entrySet().stream()
                    .filter(each -> topics.contains(each.getKey().topic())).allMatch(each -> {
                        var offset = committed.get(each.getKey());
                        return offset != null && offset.offset() >= each.getValue();
                    }));
        }
        return passed;
    }

    private List<String> groups() {
        var groups = new ArrayList<String>();
        answered(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).forEach(group -> {
            if (group.groupId().startsWith(SINKS)) {
                groups.add(group.groupId());
            }
        });
        return groups;
    }

    @Override
    public void close() {
        admin.close();
    }
}
