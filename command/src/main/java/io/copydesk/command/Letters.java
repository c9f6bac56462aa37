package io.copydesk.command;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.Observation;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.TopicPartition;

/// The dead letters of a cluster.
final class Letters {
    static final Comparator<Letter> BY_TIME = Comparator.comparing(Letter::time)
            .thenComparing(letter -> letter.record().partition()).thenComparing(letter -> letter.record().offset());
    private static final Pattern NAME = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    private final Cluster cluster;

    Letters(Cluster cluster) {
        this.cluster = cluster;
    }

    /// The newest that fit, the most recent last.
    List<Letter> newest(LetterFilter filter, int limit) {
        return newest(filter, limit, letter -> filter.fits(letter, this::source));
    }

    /// The newest that fit, the most recent last. No more than that many are held at once.
    List<Letter> newest(LetterFilter filter, int limit, Predicate<Letter> fits) {
        var newest = new PriorityQueue<>(BY_TIME);
        cluster.read(cluster.partitions(Topics.DEAD_LETTERS), filter.since(), record -> {
            var letter = Letter.of(record);
            if (fits.test(letter)) {
                newest.add(letter);
            }
            if (newest.size() > limit) {
                newest.poll();
            }
        });
        return newest.stream().sorted(BY_TIME).toList();
    }

    /// The names of all that fit, oldest first: letters may be large, and are fetched when it is their turn.
    List<String> names(LetterFilter filter) {
        record Found(Instant time, String name) {}
        var found = new ArrayList<Found>();
        cluster.read(cluster.partitions(Topics.DEAD_LETTERS), filter.since(), record -> {
            var letter = Letter.of(record);
            if (filter.fits(letter, this::source)) {
                found.add(new Found(letter.time(), letter.name()));
            }
        });
        return found.stream().sorted(Comparator.comparing(Found::time)).map(Found::name).toList();
    }

    /// @throws IllegalArgumentException when there is none of that name
    Letter named(String name) {
        var parts = NAME.matcher(name);
        if (!parts.matches() || Integer.parseInt(parts.group(1)) >= Topics.DEAD_LETTERS_PARTITIONS) {
            throw new IllegalArgumentException("'" + name + "' is no letter's name; `list` shows them: 3-17");
        }
        return cluster.at(new TopicPartition(Topics.DEAD_LETTERS, Integer.parseInt(parts.group(1))),
                Long.parseLong(parts.group(2))).map(Letter::of).orElseThrow(
                        () -> new IllegalArgumentException("there is no letter " + name + " (any more)"));
    }

    /// The value as its topic's contract reads it; empty when that is of no contract or does not decode.
    Optional<SpecificRecordBase> value(Letter letter) {
        Optional<Topic<?>> topic = Topics.CONTRACTED.stream().filter(each -> each.name().equals(letter.topic()))
                .findFirst();
        try {
            return topic.flatMap(
                    each -> Optional.ofNullable((SpecificRecordBase) cluster.value(each, letter.record())));
        } catch (BadRecordException e) {
            return Optional.empty();
        }
    }

    /// The source through which the record came, where it names one.
    Optional<String> source(Letter letter) {
        return value(letter).flatMap(value -> switch (value) {
            case Observation observation -> Optional.of(observation.getSource());
            case Entry entry -> Optional.of(entry.getSource());
            case Change change -> Optional.of(change.getSource());
            default -> Optional.empty();
        });
    }
}
