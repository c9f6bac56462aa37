package io.copydesk.system;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.EntityType;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.StoryLink;
import io.copydesk.contracts.TextField;
import io.copydesk.contracts.TopicTag;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Writes as enrich does, steadily: in each transaction the next revision of some entries, with its change and link. What a
/// revision holds follows from its number, so that leftovers of another show.
final class EntryLoad implements AutoCloseable {
    static final int ENTRIES = 240;
    private static final int A_TRANSACTION = 30;
    private static final Duration PAUSE = Duration.ofMillis(80);

    private final Contracts contracts;
    private final KafkaProducer<String, byte[]> producer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger written = new AtomicInteger();

    EntryLoad(String bootstrapServers, Contracts contracts) {
        this.contracts = contracts;
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "load"),
                new StringSerializer(), new ByteArraySerializer());
        producer.initTransactions();
        var unused = clock.scheduleAtFixedRate(this::transaction, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// How many changes have been written until now.
    int written() {
        return written.get();
    }

    /// How many changes were written, after the last.
    int finish() throws InterruptedException {
        clock.shutdown();
        if (!clock.awaitTermination(180, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the load does not end");
        }
        return written.get();
    }

    /// The revision at which an entry stands after so many changes.
    static int revision(int entry, int written) {
        return written / ENTRIES + (entry < written % ENTRIES ? 1 : 0);
    }

    static int tags(int revision) {
        return 1 + revision % 4;
    }

    private void transaction() {
        producer.beginTransaction();
        int first = written.get();
        for (int number = first; number < first + A_TRANSACTION; number++) {
            var entry = entry(number % ENTRIES, number / ENTRIES + 1);
            send(Topics.ENTRIES, entry.getId(), entry);
            send(Topics.CHANGES, entry.getId(), change(entry));
            send(Topics.STORIES, entry.getId(), link(entry));
        }
        producer.commitTransaction();
        written.set(first + A_TRANSACTION);
    }

    // the commit waits for it, and fails with it
    private <T extends SpecificRecordBase> void send(Topic<T> topic, String key, T value) {
        var unused = producer.send(new ProducerRecord<>(topic.name(), key,
                contracts.serde(topic).serializer().serialize(topic.name(), value)));
    }

    private static Entry entry(int number, int revision) {
        var now = Instant.now();
        return Entry.newBuilder().setId("e" + number).setBlog("blog " + number % 7).setStatus(EntryStatus.LIVE)
                .setRevision(revision).setVersion((long) revision << 20).setHeadline("Headline " + revision)
                .setBody("Body of revision " + revision).setOccurredAt(now).setFirstObservedAt(now).setObservedAt(now)
                .setEntities(IntStream.range(0, tags(revision)).mapToObj(i -> mention(revision, i)).toList())
                .setTopics(IntStream.range(0, tags(revision)).mapToObj(i -> topic(revision, i)).toList()).build();
    }

    private static Change change(Entry entry) {
        return Change.newBuilder().setEntry(entry.getId()).setBlog(entry.getBlog())
                .setKind(entry.getRevision() == 1 ? ChangeKind.NEW : ChangeKind.CORRECTED)
                .setVersion(entry.getVersion()).setRevision(entry.getRevision()).setObservedAt(entry.getObservedAt())
                .setState(entry).build();
    }

    private static StoryLink link(Entry entry) {
        return StoryLink.newBuilder().setEntry(entry.getId()).setStory("story " + entry.getRevision())
                .setLinkVersion(entry.getRevision()).setObservedAt(entry.getObservedAt()).build();
    }

    private static EntityMention mention(int revision, int i) {
        return new EntityMention("Q" + i, "Q" + i, "Label " + revision, EntityType.PLACE, "surface", TextField.BODY, i,
                i + 7, "gazetteer:alias", 0.5f);
    }

    private static TopicTag topic(int revision, int i) {
        return new TopicTag("medtop:" + i, "Topic " + revision, 0.5f, List.of(), "medtop:" + i);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close(Duration.ofSeconds(5));
    }
}
