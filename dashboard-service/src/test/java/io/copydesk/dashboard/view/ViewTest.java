package io.copydesk.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.SourceHealth;
import io.copydesk.contracts.SourceStatus;
import io.copydesk.dashboard.Harbour;
import io.copydesk.dashboard.view.Event.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewTest {
    private static final int CHANGES = 0;
    private static final int ENTRIES = 1;
    private static final int STORIES = 2;
    private static final ViewLimits SMALL = new ViewLimits(5, 6, 1_000_000, 10, 10, 2, Duration.ofHours(1));

    private final View view = new View("c1", 3, SMALL);
    private final long[] offsets = new long[3];

    private void take(int partition, News news) {
        view.take(partition, offsets[partition]++, news, true);
    }

    private List<String> headlines(Filter filter) {
        return view.entries(filter, null, 100).entries().stream().map(Card::headline).toList();
    }

    private List<Event> events(long from) throws InterruptedException {
        return view.await(from, 100, Duration.ZERO).events();
    }

    private List<String> names(String after) throws InterruptedException {
        var follower = view.follow(after).orElseThrow();
        return events(follower.sequence()).stream().filter(event -> !follower.seen().hasSeen(event)).map(Event::name)
                .toList();
    }

    @Test
    void showsTheNewestFirstPageByPage() {
        for (int i = 1; i <= 4; i++) {
            take(CHANGES, new News.Changed(Harbour.corrected("e" + i, i, "Ferry " + i)));
        }
        var first = view.entries(Filter.ALL, null, 3);
        assertThat(first.entries()).extracting(Card::headline).containsExactly("Ferry 4", "Ferry 3", "Ferry 2");
        var second = view.entries(Filter.ALL, Cursor.read(Objects.requireNonNull(first.next())), 3);
        assertThat(second.entries()).extracting(Card::headline).containsExactly("Ferry 1");
        assertThat(second.next()).isNull();
        assertThatThrownBy(() -> Cursor.read("no cursor")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsTheDifferenceInTheTextWhereItKnowsTheTextBefore() {
        take(CHANGES, new News.Changed(Harbour.first("e", "Two ferries leave")));
        take(CHANGES, new News.Changed(Harbour.corrected("e", 2, "Three ferries leave")));
        take(CHANGES, new News.Changed(Harbour.corrected("unknown", 2, "What it is")));

        var known = view.entry("e").orElseThrow();
        assertThat(known.kind()).isEqualTo(ChangeKind.CORRECTED);
        assertThat(known.diff()).singleElement().satisfies(diff -> {
            assertThat(diff.whole()).isTrue();
            assertThat(diff.before()).isEqualTo("Two");
        });
        assertThat(view.entry("unknown").orElseThrow().diff()).singleElement().satisfies(diff -> {
            assertThat(diff.whole()).isFalse();
            assertThat(diff.before()).isEqualTo("what it was");
        });
    }

    @Test
    void leavesAnEntryInItsPlaceWhenATypoIsMended() {
        take(CHANGES, new News.Changed(Harbour.first("e1", "Feries leave")));
        take(CHANGES, new News.Changed(Harbour.corrected("e2", 2, "Second")));
        take(CHANGES, new News.Changed(
                Harbour.change(ChangeKind.MINOR_EDIT, Harbour.entry("e1", 3, "Ferries leave").build())));
        assertThat(headlines(Filter.ALL)).containsExactly("Second", "Ferries leave");
    }

    @Test
    void keepsTheTextOfWhatIsRetracted() {
        take(CHANGES, new News.Changed(Harbour.first("e", "A ferry leaves")));
        take(CHANGES, new News.Changed(Harbour.retracted("e", 2)));

        var card = view.entry("e").orElseThrow();
        assertThat(card.status()).isEqualTo(EntryStatus.RETRACTED);
        assertThat(card.headline()).isEqualTo("A ferry leaves");
        assertThat(card.mentions()).hasSize(1);
    }

    @Test
    void keepsTheTextOfARetractedEntryWhicheverTopicComesFirst() throws Exception {
        var retracted = Harbour.retracted("e", 2);
        take(CHANGES, new News.Changed(Harbour.first("e", "A ferry leaves")));
        take(ENTRIES, new News.Stands(retracted.getState().orElseThrow()));
        take(CHANGES, new News.Changed(retracted));

        assertThat(view.entry("e").orElseThrow().headline()).isEqualTo("A ferry leaves");
    }

    @Test
    void takesTheNewestOfTheStatesThatThereAreAtTheStart() throws Exception {
        take(ENTRIES, new News.Stands(Harbour.entry("e", 1, "A ferry leaves").build()));
        take(ENTRIES, new News.Stands(Harbour.entry("e", 2, "Two ferries leave").build()));
        assertThat(headlines(Filter.ALL)).containsExactly("Two ferries leave");

        take(ENTRIES, new News.Stands(Harbour.retracted("e", 3).getState().orElseThrow()));
        assertThat(view.entry("e").orElseThrow().status()).isEqualTo(EntryStatus.RETRACTED);
        assertThat(headlines(Filter.ALL)).containsExactly("Two ferries leave");
    }

    @Test
    void doesNotTakeAMergedEntryForALiveOne() throws Exception {
        take(CHANGES, new News.Changed(Harbour.merged("a", 2, "b")));
        take(ENTRIES, new News.Stands(Harbour.entry("a", 1, "A ferry leaves").build()));
        take(ENTRIES, new News.Stands(Harbour.entry("c", 1, "A ferry comes").build()));
        take(ENTRIES, new News.Stands(Harbour.merged("c", 2, "b").getState().orElseThrow()));

        assertThat(headlines(Filter.ALL)).isEmpty();
        assertThat(view.mergedInto("c")).contains("b");
    }

    @Test
    void endsAPageOfLongTextsEarly() throws Exception {
        var large = new View("c1", 3, ViewLimits.USUAL);
        for (int i = 0; i < 3; i++) {
            large.take(CHANGES, i, new News.Changed(Harbour.change(ChangeKind.NEW,
                    Harbour.entry("e" + i, 1, "Ferry " + i).setBody("x".repeat(3_000_000)).build())), true);
        }
        var first = large.entries(Filter.ALL, null, 3);
        assertThat(first.entries()).hasSize(2);
        assertThat(first.next()).isNotNull();
    }

    @Test
    void leadsFromAMergedEntryToTheLastOne() throws Exception {
        take(CHANGES, new News.Changed(Harbour.first("a", "A ferry leaves")));
        take(CHANGES, new News.Changed(Harbour.merged("a", 2, "b")));
        take(CHANGES, new News.Changed(Harbour.merged("b", 2, "c")));

        assertThat(view.entry("a")).isEmpty();
        assertThat(view.mergedInto("a")).contains("c");
        assertThat(view.mergedInto("c")).isEmpty();
        assertThat(events(1).getFirst().data()).contains("\"gone\"".replace("gone", "merged"), "\"into\":\"b\"");
    }

    @Test
    void forgetsEveryWordOfAnErasedEntry() throws Exception {
        take(CHANGES, new News.Changed(Harbour.first("e", "A secret ferry")));
        take(STORIES, new News.Linked(Harbour.link("e", "s", 1)));
        var before = view.follow(null).orElseThrow();
        take(CHANGES, new News.Changed(Harbour.erased("e", 2)));

        assertThat(view.entry("e")).isEmpty();
        assertThat(view.tellings("s")).isEmpty();
        assertThat(events(0)).extracting(Event::name).containsExactly("gone");
        assertThat(events(0).getFirst().data()).doesNotContain("secret");
        assertThat(events(before.sequence())).hasSize(1);
    }

    @Test
    void removesWhatExpires() {
        take(CHANGES, new News.Changed(Harbour.first("e", "A ferry leaves")));
        take(ENTRIES, new News.Forgotten("e"));
        assertThat(headlines(Filter.ALL)).isEmpty();
    }

    @Test
    void takesAStateOnlyWhereItKnowsNoNewerOne() {
        take(CHANGES, new News.Changed(Harbour.corrected("e", 3, "Third")));
        take(ENTRIES, new News.Stands(Harbour.entry("e", 2, "Second").build()));
        take(ENTRIES, new News.Stands(Harbour.entry("older", 1, "Older").build()));
        assertThat(headlines(Filter.ALL)).containsExactly("Third", "Older");
    }

    @Test
    void tellsEachEventOnceToWhoeverGoesOn() throws Exception {
        take(CHANGES, new News.Changed(Harbour.first("e1", "First")));
        var position = view.entries(Filter.ALL, null, 10).position().toString();
        take(CHANGES, new News.Changed(Harbour.first("e2", "Second")));
        take(STORIES, new News.Linked(Harbour.link("e1", "s", 1)));
        view.take(CHANGES, 1, new News.Changed(Harbour.first("e2", "Second")), true);

        assertThat(names(position)).containsExactly("change", "story");
        assertThat(names(view.entries(Filter.ALL, null, 10).position().toString())).isEmpty();
    }

    @Test
    void tellsTheSameToWhoeverComesFromAnInstanceThatReadInAnotherOrder() throws Exception {
        var other = new View("c1", 3, SMALL);
        other.take(STORIES, 0, new News.Linked(Harbour.link("e1", "s", 1)), true);
        var position = other.entries(Filter.ALL, null, 10).position().toString();
        take(CHANGES, new News.Changed(Harbour.first("e1", "First")));
        take(STORIES, new News.Linked(Harbour.link("e1", "s", 1)));

        assertThat(names(position)).containsExactly("change");
    }

    /// Where a partition ends with nothing but the ends of transactions.
    @Test
    void letsSomebodyFollowWhereThereWasNothingToRead() {
        view.begin(CHANGES, 0, 3_000);
        view.reach(CHANGES, 5_000);

        assertThat(view.follow(view.entries(Filter.ALL, null, 10).position().toString())).isPresent();
    }

    @Test
    void saysWhenEventsAreMissing() throws Exception {
        var start = view.entries(Filter.ALL, null, 10).position().toString();
        for (int i = 1; i <= 7; i++) {
            take(CHANGES, new News.Changed(Harbour.first("e" + i, "Ferry " + i)));
        }
        assertThat(view.follow(start)).as("one more than is remembered").isEmpty();
        assertThat(view.follow("c2-0-0-0")).as("other topics").isEmpty();
        assertThat(view.follow("c1-8-0-0")).as("another instance was ahead of us").isPresent();
        assertThat(view.await(0, 100, Duration.ZERO).missed()).isTrue();
        assertThat(view.await(1, 100, Duration.ZERO).missed()).isFalse();
    }

    @Test
    void keepsWithinItsBounds() throws Exception {
        for (int i = 1; i <= 20; i++) {
            take(CHANGES, new News.Changed(Harbour.corrected("e" + i, i, "Ferry " + i)));
            take(ENTRIES, new News.Fares(
                    SourceHealth.newBuilder().setSource("s" + i).setStatus(SourceStatus.FAILING).build()));
        }
        assertThat(headlines(Filter.ALL)).hasSize(SMALL.entries()).startsWith("Ferry 20");
        assertThat(view.await(view.follow(null).orElseThrow().sequence() - SMALL.events(), 100, Duration.ZERO).events())
                .hasSize(SMALL.events());
        assertThat(view.sources()).hasSize(SMALL.sources());
    }

    @Test
    void keepsWithinItsBoundOfCharacters() {
        var narrow = new View("c1", 1, new ViewLimits(100, 100, 20_000, 10, 10, 2, Duration.ofHours(1)));
        for (int i = 0; i < 10; i++) {
            narrow.take(0, i, new News.Changed(Harbour.first("e" + i, "x".repeat(9_500))), true);
        }
        assertThat(narrow.size()).isEqualTo(1);
    }

    @Test
    void tellsAFilteredReaderWhenAnEntryIsNoneOfTheirsAnyMore() throws Exception {
        var odesa = new Filter(Set.of("Q1874"), Set.of(), Set.of(), Set.of(), Set.of(), null);
        take(CHANGES, new News.Changed(Harbour.first("e", "A ferry leaves")));
        take(CHANGES, new News.Changed(Harbour.change(ChangeKind.CORRECTED,
                Harbour.entry("e", 2, "A ferry stays").setEntities(List.of()).build())));
        take(CHANGES, new News.Changed(Harbour.change(ChangeKind.CORRECTED,
                Harbour.entry("e", 3, "A ferry sinks").setEntities(List.of()).build())));

        assertThat(events(0)).extracting(event -> event.to(odesa)).containsExactly(Told.WHOLE, Told.GONE, Told.NOTHING);
        assertThat(events(0)).extracting(event -> event.to(Filter.ALL)).containsOnly(Told.WHOLE);
        assertThat(headlines(odesa)).isEmpty();
    }

    @Test
    void joinsTheTellingsOfAStory() {
        for (var id : List.of("a", "b", "c")) {
            take(CHANGES, new News.Changed(Harbour.first(id, "Ferry " + id)));
        }
        take(STORIES, new News.Linked(Harbour.link("a", "s1", 1)));
        take(STORIES, new News.Linked(Harbour.link("b", "s1", 1)));
        take(STORIES, new News.Linked(Harbour.link("c", "s2", 5)));
        take(STORIES, new News.Linked(Harbour.link("c", "s1", 4)));

        assertThat(view.tellings("s1")).extracting(Card::id).containsExactly("a", "b");
        assertThat(view.entry("a").orElseThrow().story()).extracting("id", "size").containsExactly("s1", 2);
        take(STORIES, new News.Unlinked("b"));
        assertThat(view.tellings("s1")).extracting(Card::id).containsExactly("a");
    }

    @Test
    void letsNobodyWaitWhenItCloses() throws Exception {
        var told = new ArrayList<List<Event>>();
        var waiting = Thread.ofVirtual().start(() -> {
            try {
                told.add(view.await(0, 10, Duration.ofHours(1)).events());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        view.close();
        waiting.join();
        assertThat(told).containsExactly(List.of());
    }
}
