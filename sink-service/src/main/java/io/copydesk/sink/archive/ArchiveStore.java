package io.copydesk.sink.archive;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.schemas.Topic;
import io.copydesk.sink.Delivery;
import io.copydesk.sink.Item;
import io.copydesk.sink.Store;
import io.copydesk.sink.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Observations and changes in Avro files by day (UTC, of the writing). Each offset stands there once, whoever is killed:
/// the files themselves say how far a partition has come.
public final class ArchiveStore implements Store {
    private static final Logger log = LoggerFactory.getLogger(ArchiveStore.class);
    /// What is not complete by then is left to the next start.
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final Path folder;
    private final long fileBytes;
    private final Duration fileAge;
    private final Clock clock;
    private final Incarnation incarnation;
    private final OpenParts<Observation> observations;
    private final OpenParts<Change> changes;
    private @Nullable Erasures erasures;
    private Instant recovered = Instant.MIN;

    /// @param fileBytes a file is completed when it has grown to this, before the compression that a complete one has
    /// @param fileAge a file is completed when it is this old
    /// @param kafka settings of Kafka's clients, `bootstrap.servers` among them
    public ArchiveStore(Path folder, long fileBytes, Duration fileAge, Map<String, String> kafka) {
        this(folder, fileBytes, fileAge, new KafkaTopicIds(kafka), Clock.systemUTC());
    }

    ArchiveStore(Path folder, long fileBytes, Duration fileAge, Incarnation.TopicIds ids, Clock clock) {
        this.folder = folder;
        this.fileBytes = fileBytes;
        this.fileAge = fileAge;
        this.clock = clock;
        this.incarnation = new Incarnation(folder, ids);
        this.observations = new OpenParts<>(Shelf.of(Archived.RAW, folder), this::allows);
        this.changes = new OpenParts<>(Shelf.of(Archived.CHANGES, folder), this::allows);
    }

    @Override
    public String name() {
        return "archive";
    }

    @Override
    public List<Topic<?>> topics() {
        return List.of(Archived.RAW.topic(), Archived.CHANGES.topic());
    }

    @Override
    public void open() {
        attempt(() -> {
            Durable.folder(folder);
            incarnation.check();
            erasures = Erasures.of(folder);
            recover(clock.instant());
        });
    }

    @Override
    public Map<String, Integer> write(List<Delivery> deliveries) {
        var written = new HashMap<String, Integer>();
        attempt(() -> {
            tidy();
            erase(deliveries);
            if (holdsAnyOf(deliveries)) {
                incarnation.check(); // a topic that was made anew starts at 0, too
            }
            for (var delivery : deliveries) {
                if (append(delivery)) {
                    written.merge(delivery.topic(), 1, Integer::sum);
                }
            }
            observations.flush();
            changes.flush();
            complete(part -> part.bytes() >= fileBytes);
        });
        return written;
    }

    private boolean holdsAnyOf(List<Delivery> deliveries) throws IOException {
        for (var delivery : deliveries) {
            var parts = delivery.item() instanceof Item.Observed ? observations : changes;
            if (parts.holds(delivery.partition(), delivery.offset())) {
                return true;
            }
        }
        return false;
    }

    private boolean append(Delivery delivery) throws IOException {
        return switch (delivery.item()) {
            case Item.Observed(var observation) -> append(observations, delivery, observation);
            case Item.Changed(var change) -> append(changes, delivery, change);
            default -> throw new IllegalArgumentException("not archived: " + delivery.topic());
        };
    }

    private <T extends SpecificRecordBase> boolean append(OpenParts<T> parts, Delivery delivery, T value)
            throws IOException {
        if (parts.holds(delivery.partition(), delivery.offset()) || !allows(value)) {
            return false;
        }
        parts.append(new Row<>(delivery.partition(), delivery.offset(), delivery.timestamp(), delivery.key(), value),
                today(), clock.instant());
        return true;
    }

    /// What is erased must not become visible any more: neither what comes nor what was written and is not complete.
    private void erase(List<Delivery> deliveries) throws IOException {
        boolean news = false;
        for (var delivery : deliveries) {
            if (delivery.item() instanceof Item.Observed(var seen) && seen.getSignal() == Signal.ERASE) {
                news |= erasures().add(Erasure.of(seen));
            }
        }
        if (news) {
            complete(_ -> true);
        }
    }

    @Override
    public void ping() {
        attempt(this::tidy);
    }

    /// Completes what is due, and what others have left.
    private void tidy() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is gone");
        }
        var now = clock.instant();
        boolean erased = erasures().refresh();
        var today = today().toString();
        complete(part -> erased || !part.since().plus(fileAge).isAfter(now) || !part.day().endsWith(today));
        if (recovered.plus(fileAge).isBefore(now)) {
            recover(now);
        }
    }

    private void recover(Instant now) throws IOException {
        observations.recover();
        changes.recover();
        recovered = now;
    }

    private void complete(OpenParts.Due due) throws IOException {
        observations.complete(due);
        changes.complete(due);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private boolean allows(SpecificRecordBase value) {
        return erasures().allow(value);
    }

    private Erasures erasures() {
        if (erasures == null) {
            throw new IllegalStateException("not open");
        }
        return erasures;
    }

    private interface Step {
        void run() throws IOException;
    }

    /// A step that fails leaves nothing in memory that the files could contradict.
    private void attempt(Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            observations.drop();
            changes.drop();
            if (e instanceof IOException) {
                throw new StoreUnavailableException("archive in " + folder + ": " + e, e);
            }
            throw (RuntimeException) e;
        }
    }

    @Override
    public void close() {
        var until = clock.instant().plus(CLOSE_WITHIN);
        try {
            complete(_ -> clock.instant().isBefore(until));
        } catch (IOException | RuntimeException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("files are left to be completed at the next start");
        }
        observations.drop();
        changes.drop();
        incarnation.ids().close();
    }
}
