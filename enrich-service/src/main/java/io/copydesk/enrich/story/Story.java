package io.copydesk.enrich.story;

import java.util.NavigableSet;
import java.util.TreeSet;

/// A story as the sum of its tellings: in how many of them each term stands.
final class Story {
    private final String id;
    /// Where the index keeps it; says nothing of the story and decides nothing.
    private final int slot;
    private final NavigableSet<Member> members = new TreeSet<>(Member.BY_OCCURRED);
    private final NavigableSet<Member> byAge = new TreeSet<>(Member.BY_FIRST_OBSERVED);
    private final IntCounts terms = new IntCounts();
    private final IntCounts places = new IntCounts();
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
