package io.copydesk.enrich.story;

import io.copydesk.enrich.state.Told;
import java.util.Comparator;
import java.util.Optional;

/// One entry as the index holds it.
///
/// @param told as it is stored
/// @param entry of it, and the times, at hand since they are compared often
record Member(Told told, Features features, String entry, long occurredAt, long observedAt, long firstObservedAt) {
    /// The earlier telling is the original.
    static final Comparator<Member> BY_FIRST_OBSERVED = (left, right) -> order(left.firstObservedAt, left,
            right.firstObservedAt, right);
    static final Comparator<Member> BY_OBSERVED = (left, right) -> order(left.observedAt, left, right.observedAt,
            right);
    static final Comparator<Member> BY_OCCURRED = (left, right) -> order(left.occurredAt, left, right.occurredAt,
            right);

    Member(Told told, Features features) {
        this(told, features, told.getTelling().getEntry(), told.getTelling().getOccurredAt().toEpochMilli(),
                told.getTelling().getObservedAt().toEpochMilli(), told.getFirstObservedAt().toEpochMilli());
    }

    static Member of(Told told) {
        return new Member(told, Features.of(told.getTelling()));
    }

    private static int order(long leftTime, Member left, long rightTime, Member right) {
        return leftTime == rightTime ? left.entry.compareTo(right.entry) : Long.compare(leftTime, rightTime);
    }

    /// Whether `other` is of the same words, so that its features are these.
    boolean says(Told other) {
        return told.getTelling().getHeadline().equals(other.getTelling().getHeadline())
                && told.getTelling().getBody().equals(other.getTelling().getBody());
    }

    String blog() {
        return told.getTelling().getBlog();
    }

    String story() {
        return told.getStory();
    }

    Optional<String> duplicateOf() {
        return told.getDuplicateOf();
    }

    /// The entry whose group it is in: the one that it repeats, or itself.
    String original() {
        return told.getDuplicateOf().orElse(entry);
    }
}
