package io.copydesk.command;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Observation;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.DeadLetter;
import io.copydesk.schemas.Topics;
import io.copydesk.sink.Offer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// Offers the record of a dead letter again: an observation to `copydesk.raw`, a sink's to that one store. No other topic
/// is ever written.
final class Replaying implements AutoCloseable {
    /// Its store knows what it has by offsets, not by versions.
    private static final String ARCHIVE = "archive";

    /// Settings of the other services, which the sink's would refuse.
    private static final List<String> OTHERS = List.of("COPYDESK_PUSH_", "COPYDESK_POLL_", "COPYDESK_ENRICH_",
            "COPYDESK_HTTP_", "COPYDESK_LOG_");

    private final Cluster cluster;
    private final Letters letters;
    private final Map<String, String> environment;
    private final boolean dryRun;
    private final Map<String, Offer> offers = new HashMap<>();

    /// @param done whether the record went where it belongs, or would
    record Outcome(boolean done, String sentence) {}

    /// @param environment with the sink's settings, where a sink's letter is replayed
    Replaying(Cluster cluster, Map<String, String> environment, boolean dryRun) {
        this.cluster = cluster;
        this.letters = new Letters(cluster);
        this.dryRun = dryRun;
        this.environment = new HashMap<>(environment);
        this.environment.keySet().removeIf(name -> OTHERS.stream().anyMatch(name::startsWith));
    }

    Outcome replay(Letter letter) {
        if (Topics.CONTRACTED.stream().noneMatch(topic -> topic.name().equals(letter.topic()))) {
            return new Outcome(false, "was read from " + LetterText.escaped(letter.topic())
                    + ", an internal topic that nobody else may write: the entry's next change takes its way again");
        }
        if (letter.store().isEmpty() && !letter.topic().equals(Topics.RAW.name())) {
            return new Outcome(false, "was read from " + LetterText.escaped(letter.topic())
                    + ", which no command writes");
        }
        if (!letter.isCut()) {
            return again(letter, letter.record());
        }
        var original = cluster.at(letter.partition(), letter.offset());
        if (original.isEmpty()) {
            return new Outcome(false,
                    "was cut when it was written, and " + LetterText.place(letter) + " is not there any more");
        }
        return isSame(original.get(), letter)
                ? again(letter, original.get())
                : new Outcome(false, "was cut when it was written, and what stands at " + LetterText.place(letter)
                        + " now is something else");
    }

    private Outcome again(Letter letter, ConsumerRecord<byte[], byte[]> record) {
        return letter.store().map(store -> offered(store, letter, record)).orElseGet(() -> observed(letter, record));
    }

    private Outcome observed(Letter letter, ConsumerRecord<byte[], byte[]> record) {
        int attempt = letter.attempt() + 1;
        if (dryRun) {
            return new Outcome(true, "would go to copydesk.raw, as attempt " + attempt);
        }
        var again = new ProducerRecord<>(Topics.RAW.name(), null, time(letter, record), record.key(), record.value());
        again.headers().add(DeadLetter.ATTEMPT, Integer.toString(attempt).getBytes(StandardCharsets.UTF_8));
        var sent = cluster.publish(List.of(again)).getFirst();
        return new Outcome(true,
                "went to copydesk.raw-" + sent.partition() + "@" + sent.offset() + ", as attempt " + attempt);
    }

    /// The time of the observation, which is that of its record on raw; the letter's own when it does not tell.
    private long time(Letter letter, ConsumerRecord<byte[], byte[]> record) {
        if (letter.isCut()) {
            return record.timestamp();
        }
        return letters.value(letter).filter(Observation.class::isInstance)
                .map(seen -> ((Observation) seen).getObservedAt().toEpochMilli()).filter(time -> time > 0)
                .orElse(letter.record().timestamp());
    }

    private Outcome offered(String store, Letter letter, ConsumerRecord<byte[], byte[]> record) {
        if (store.equals(ARCHIVE)) {
            return new Outcome(false,
                    "is of the archive, which goes on from its last offset and takes nothing before it");
        }
        if (isGone(letter)) {
            return new Outcome(false, "is of " + LetterText.clipped(letter.key(), 40) + ", which is not on "
                    + whereItStands(letter) + " any more: nothing is to be stored");
        }
        if (dryRun) {
            return new Outcome(true, "would be offered to " + store);
        }
        try {
            var offer = offers.computeIfAbsent(store, name -> Offer.to(name, environment, cluster.contracts()));
            return switch (offer.offer(as(letter, record))) {
                case WRITTEN -> new Outcome(true, store + " has written it");
                case UNCHANGED -> new Outcome(true, store + " knows it or something newer: unchanged");
            };
        } catch (BadRecordException e) {
            return new Outcome(false, store + " refuses it again: " + e.reason() + ", "
                    + LetterText.clipped(String.valueOf(e.getMessage()), 300));
        }
    }

    /// Whether its entry, link or count has been forgotten since: a store would keep what the topic has not.
    private boolean isGone(Letter letter) {
        if (letter.topic().equals(Topics.RAW.name()) || tellsOfAnErasure(letter)) {
            return false;
        }
        return cluster.newest(whereItStands(letter), letter.key()).filter(newest -> newest.value() != null).isEmpty();
    }

    private boolean tellsOfAnErasure(Letter letter) {
        return letters.value(letter).filter(value -> value instanceof Change change
                && change.getKind() == ChangeKind.ERASED).isPresent();
    }

    /// A change belongs to its entry.
    private static String whereItStands(Letter letter) {
        return letter.topic().equals(Topics.CHANGES.name()) ? Topics.ENTRIES.name() : letter.topic();
    }

    /// The record as the sink read it.
    private static ConsumerRecord<byte[], byte[]> as(Letter letter, ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(letter.topic(), letter.partition().partition(), letter.offset(),
                record.timestamp(), TimestampType.CREATE_TIME, -1, -1, record.key(), record.value(),
                new RecordHeaders(), Optional.empty());
    }

    private static boolean isSame(ConsumerRecord<byte[], byte[]> original, Letter letter) {
        return isSame(original.key(), letter.record().key(), letter.header(DeadLetter.KEY_SHA256))
                && isSame(original.value(), letter.value(), letter.header(DeadLetter.SHA256));
    }

    /// @param sha256 of the whole when it was cut, else empty
    private static boolean isSame(byte @Nullable [] whole, byte @Nullable [] kept, String sha256) {
        return sha256.isEmpty() ? java.util.Arrays.equals(whole, kept) : whole != null && sha256(whole).equals(sha256);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        offers.values().forEach(Offer::close);
    }
}
