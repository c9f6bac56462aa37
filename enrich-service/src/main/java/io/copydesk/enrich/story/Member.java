package io.copydesk.enrich.story;

import io.copydesk.enrich.state.Told;
import java.util.Comparator;
import java.util.Optional;

/// One entry as the index holds it.
///
/// @param told as it is stored
record Member(Told told, Features features) {
    /// The earlier telling is the original.
    static final Comparator<Member> BY_FIRST_OBSERVED = Comparator
            .comparing((Member member) -> member.told.getFirstObservedAt()).thenComparing(Member::entry);
    static final Comparator<Member> BY_OBSERVED = Comparator
            .comparing((Member member) -> member.told.getTelling().getObservedAt()).thenComparing(Member::entry);
    static final Comparator<Member> BY_OCCURRED = Comparator.comparing(Member::occurredAt)
            .thenComparing(Member::entry);

    static Member of(Told told) {
        return new Member(told, Features.of(told.getTelling()));
    }

    /// Whether `other` is of the same words, so that its features are these.
    boolean says(Told other) {
        return told.getTelling().getHeadline().equals(other.getTelling().getHeadline())
                && told.getTelling().getBody().equals(other.getTelling().getBody());
    }

    String entry() {
        return told.getTelling().getEntry();
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
        return told.getDuplicateOf().orElse(entry());
    }

    long occurredAt() {
        return told.getTelling().getOccurredAt().toEpochMilli();
    }

    long observedAt() {
        return told.getTelling().getObservedAt().toEpochMilli();
    }
}
