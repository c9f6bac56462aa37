package io.copydesk.enrich.story;

import java.util.NavigableSet;
import java.util.TreeSet;

/// A story as the sum of its tellings: in how many of them each term stands.
final class Story {
    private static final int FILTER_BITS = 1_024;

    private final String id;
    /// Where the index keeps it; says nothing of the story and decides nothing.
    private final int slot;
    private final NavigableSet<Member> members = new TreeSet<>(Member.BY_OCCURRED);
    private final NavigableSet<Member> byAge = new TreeSet<>(Member.BY_FIRST_OBSERVED);
    private final IntCounts terms = new IntCounts();
    private final IntCounts places = new IntCounts();
    /// A bit for each term that may be among them: most that are asked for are not, and need no look into the table.
    private final long[] filter = new long[FILTER_BITS / Long.SIZE];
    private int size;
    private long begin;
    private long end;

    Story(String id, int slot) {
        this.id = id;
        this.slot = slot;
    }

    String id() {
        return id;
    }

    int slot() {
        return slot;
    }

    /// Oldest first.
    NavigableSet<Member> members() {
        return members;
    }

    int size() {
        return size;
    }

    /// Terms and in how many members they stand.
    IntCounts terms() {
        return terms;
    }

    /// In how many members a term stands.
    int count(int term) {
        return (filter[place(term)] & bit(term)) == 0 ? 0 : terms.get(term);
    }

    /// Whether it is the first with this term.
    boolean begins(int term) {
        filter[place(term)] |= bit(term);
        return terms.add(term, 1) == 1;
    }

    private static int place(int term) {
        return (term >>> Long.BYTES) & (FILTER_BITS / Long.SIZE - 1);
    }

    private static long bit(int term) {
        return 1L << (term >>> (2 * Long.BYTES));
    }

    /// The places among them.
    IntCounts places() {
        return places;
    }

    /// Which of two stories is older, by the earliest telling that is kept.
    boolean isOlderThan(Story other) {
        return Member.BY_FIRST_OBSERVED.compare(byAge.first(), other.byAge.first()) < 0;
    }

    long gapTo(long time) {
        return time < begin ? begin - time : Math.max(0, time - end);
    }

    /// 0 when they overlap.
    long gapTo(Story other) {
        return Math.min(gapTo(other.begin), Math.min(gapTo(other.end), other.gapTo(begin)));
    }

    void add(Member member) {
        members.add(member);
        byAge.add(member);
        measure();
    }

    void remove(Member member) {
        members.remove(member);
        byAge.remove(member);
        measure();
    }

    /// What is asked of it often.
    private void measure() {
        size = members.size();
        if (size > 0) {
            begin = members.first().occurredAt();
            end = members.last().occurredAt();
        }
    }
}
