package io.copydesk.enrich.story;

import io.copydesk.enrich.state.Told;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All that is kept of one language, and the ways into it. A view of the tellings alone: whatever the order in which
/// they were put and removed, the same tellings give the same answers, so it is rebuilt from the store at any time.
final class StoryIndex {
    private static final NavigableSet<Member> NONE = new TreeSet<>(Member.BY_OCCURRED);

    private final Map<String, Member> members = new HashMap<>();
    private final Map<String, Story> stories = new HashMap<>();
    private final Map<String, NavigableSet<Member>> blogs = new HashMap<>();
    private final Map<String, NavigableSet<Member>> repeats = new HashMap<>();
    private final NavigableSet<Member> byObserved = new TreeSet<>(Member.BY_OBSERVED);
    private final IntCounts tellingsWithTerm = new IntCounts();
    private final Postings storiesWithTerm = new Postings();
    private final Postings membersWithShingle = new Postings();
    private final Slots<Story> storySlots = new Slots<>();
    private final Slots<Member> memberSlots = new Slots<>();
    private final Map<String, Integer> slotByEntry = new HashMap<>();

    private long changes;

    /// Numbers for things, given anew when free. They decide nothing.
    private static final class Slots<T> {
        private final List<@Nullable T> values = new ArrayList<>();
        private final Deque<Integer> free = new ArrayDeque<>();

        int next() {
            if (free.isEmpty()) {
                values.add(null);
                return values.size() - 1;
            }
            return free.pop();
        }

        void set(int slot, T value) {
            values.set(slot, value);
        }

        void free(int slot) {
            values.set(slot, null);
            free.push(slot);
        }

        T get(int slot) {
            var value = values.get(slot);
            if (value == null) {
                throw new IllegalStateException("nothing is at " + slot);
            }
            return value;
        }
    }

    void put(Told told) {
        var known = members.get(told.getTelling().getEntry());
        put(known != null && known.says(told) ? new Member(told, known.features()) : Member.of(told));
    }

    /// Rises with each change, so that what was computed of the index can tell whether it still holds.
    long changes() {
        return changes;
    }

    void put(Member member) {
        remove(member.entry());
        changes++;
        members.put(member.entry(), member);
        byObserved.add(member);
        blogs.computeIfAbsent(member.blog(), key -> new TreeSet<>(Member.BY_OCCURRED)).add(member);
        member.duplicateOf().ifPresent(original -> repeats
                .computeIfAbsent(original, key -> new TreeSet<>(Member.BY_FIRST_OBSERVED)).add(member));
        int slot = memberSlots.next();
        memberSlots.set(slot, member);
        slotByEntry.put(member.entry(), slot);
        for (int shingle : member.features().shingles()) {
            membersWithShingle.add(shingle, slot);
        }
        var story = stories.computeIfAbsent(member.story(), this::begun);
        story.add(member);
        for (int term : member.features().terms()) {
            tellingsWithTerm.add(term, 1);
            if (story.begins(term)) {
                storiesWithTerm.add(term, story.slot());
            }
        }
        for (int place : member.features().places()) {
            story.places().add(place, 1);
        }
    }

    private Story begun(String id) {
        var story = new Story(id, storySlots.next());
        storySlots.set(story.slot(), story);
        return story;
    }

    Optional<Member> remove(String entry) {
        var member = members.remove(entry);
        if (member == null) {
            return Optional.empty();
        }
        changes++;
        byObserved.remove(member);
        removeFrom(blogs, member.blog(), member);
        member.duplicateOf().ifPresent(original -> removeFrom(repeats, original, member));
        int slot = slotByEntry.getOrDefault(entry, -1);
        slotByEntry.remove(entry);
        for (int shingle : member.features().shingles()) {
            membersWithShingle.remove(shingle, slot);
        }
        memberSlots.free(slot);
        removeFromStory(member);
        return Optional.of(member);
    }

    private void removeFromStory(Member member) {
        var story = story(member.story()).orElseThrow();
        story.remove(member);
        for (int term : member.features().terms()) {
            tellingsWithTerm.add(term, -1);
            if (story.terms().add(term, -1) == 0) {
                storiesWithTerm.remove(term, story.slot());
            }
        }
        for (int place : member.features().places()) {
            story.places().add(place, -1);
        }
        if (story.size() == 0) {
            stories.remove(story.id());
            storySlots.free(story.slot());
        }
    }

    private static void removeFrom(Map<String, NavigableSet<Member>> sets, String key, Member member) {
        sets.computeIfPresent(key, (name, set) -> {
            set.remove(member);
            return set.isEmpty() ? null : set;
        });
    }

    Optional<Member> member(String entry) {
        return Optional.ofNullable(members.get(entry));
    }

    Optional<Story> story(String id) {
        return Optional.ofNullable(stories.get(id));
    }

    /// Oldest first.
    NavigableSet<Member> ofBlog(String blog) {
        return blogs.getOrDefault(blog, NONE);
    }

    /// The entries that point to `original`, earliest first.
    NavigableSet<Member> repeatsOf(String original) {
        return repeats.getOrDefault(original, NONE);
    }

    /// By the time of their last change, longest ago first.
    NavigableSet<Member> byObserved() {
        return byObserved;
    }

    int tellings() {
        return members.size();
    }

    int stories() {
        return stories.size();
    }

    int tellingsWith(int term) {
        return tellingsWithTerm.get(term);
    }

    Postings storiesWithTerm() {
        return storiesWithTerm;
    }

    Postings membersWithShingle() {
        return membersWithShingle;
    }

    Story storyAt(int slot) {
        return storySlots.get(slot);
    }

    Member memberAt(int slot) {
        return memberSlots.get(slot);
    }
}
