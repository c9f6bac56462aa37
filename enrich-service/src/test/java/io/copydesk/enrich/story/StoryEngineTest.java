package io.copydesk.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.StoryLink;
import io.copydesk.enrich.state.Telling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryEngineTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String DAM = "upper dam break ^northgate wave street carri bridg mill ferri quay lamp orchard";
    private static final String DAM_SHORT = "upper dam break ^northgate wave street carri bridg mill ferri quay";

    private final Newsroom newsroom = new Newsroom();

    private static Telling telling(String entry, String blog, int minute, String body) {
        var at = NOW.plus(Duration.ofMinutes(minute));
        return Telling.newBuilder().setEntry(entry).setBlog(blog).setLanguage("en").setOccurredAt(at)
                .setObservedAt(at).setBody(body).build();
    }

    private static Telling again(Telling telling, int minute, String body) {
        return Telling.newBuilder(telling).setObservedAt(NOW.plus(Duration.ofMinutes(minute))).setBody(body).build();
    }

    private static Telling retracted(Telling telling, int minute) {
        return Telling.newBuilder(again(telling, minute, "")).setLive(false).build();
    }

    @Test
    void namesAStoryAfterItsFirstEntry() {
        newsroom.tell(telling("a", "one", 0, DAM));
        newsroom.tell(telling("b", "two", 5, "dam ^northgate break engin wave mill rescu boat"));

        assertThat(newsroom.stories()).containsEntry("a", "s-a").containsEntry("b", "s-a");
        assertThat(newsroom.link("b").getReasons()).isNotEmpty();
        assertThat(newsroom.link("b").getScore()).isBetween(0.2f, 1f);
    }

    @Test
    void pointsRepeatsToTheEarliestTellingHoweverTheyArrive() {
        var first = telling("a", "one", 0, DAM);
        var second = telling("b", "two", 5, DAM);
        var third = telling("c", "three", 9, DAM_SHORT);

        newsroom.tell(List.of(third, second, first));

        assertThat(newsroom.originals()).hasSize(2).containsEntry("b", "a").containsEntry("c", "a");
        assertThat(newsroom.stories().values()).containsOnly("s-c");
    }

    @Test
    void doesNotTakeAnotherPlaceOrAnotherNumberForARepeat() {
        newsroom.tell(
                telling("ohio", "one", 0, "poll close @lQ1397 first result ^senat primari expect hour count night"));
        newsroom.tell(
                telling("texas", "one", 1, "poll close @lQ1439 first result ^senat primari expect hour count night"));
        newsroom.tell(telling("12", "two", 2, "#12 peopl die ^palu disast agenc collaps market hall rescuer dig"));
        newsroom.tell(telling("15", "two", 3, "#15 peopl die ^palu disast agenc collaps market hall rescuer dig"));

        assertThat(newsroom.originals()).isEmpty();
    }

    @Test
    void withdrawsTheLinkOfARetractedOriginalAndPointsItsRepeatsToTheNext() {
        var first = telling("a", "one", 0, DAM);
        newsroom.tell(List.of(first, telling("b", "two", 5, DAM), telling("c", "three", 9, DAM)));

        var plan = newsroom.tell(retracted(first, 20));

        assertThat(plan.unlinked()).containsExactly("a");
        assertThat(newsroom.links).containsOnlyKeys("b", "c");
        assertThat(newsroom.originals()).hasSize(1).containsEntry("c", "b");
        assertThat(newsroom.stories()).containsEntry("b", "s-a").containsEntry("c", "s-a");
        assertThat(newsroom.store).containsOnlyKeys("b", "c");
    }

    @Test
    void withdrawsTheLinkOfAnEntryThatItHasForgotten() {
        var plan = newsroom.tell(retracted(telling("a", "one", 0, DAM), 20));

        assertThat(plan.unlinked()).containsExactly("a");
        assertThat(plan.links()).isEmpty();
    }

    @Test
    void movesAnEntryThatACorrectionMakesAnothersAndRaisesItsLink() {
        var wrong = telling("x", "two", 3, DAM);
        newsroom.tell(List.of(telling("a", "one", 0, DAM), wrong));
        assertThat(newsroom.originals()).containsEntry("x", "a");
        var before = newsroom.link("x").getLinkVersion();

        newsroom.tell(again(wrong, 3, "@pQ1 court verdict juri fraud ^paylon investor appeal sentenc"));

        var link = newsroom.link("x");
        assertThat(link.getStory()).isEqualTo("s-x");
        assertThat(link.getDuplicateOf()).isEmpty();
        assertThat(link.getLinkVersion()).isEqualTo(before + 1);
    }

    @Test
    void keepsTheIdOfAStoryThatItsFounderLeavesAndGivesTheFounderAnother() {
        var founder = telling("a", "one", 0, DAM);
        newsroom.tell(List.of(founder, telling("b", "two", 5, DAM)));
        newsroom.tell(again(founder, 9, "@pQ1 court verdict juri fraud ^paylon investor appeal sentenc"));

        assertThat(newsroom.stories()).containsEntry("b", "s-a").containsEntry("a", "s-a-2");
        assertThat(newsroom.originals()).isEmpty();
    }

    @Test
    void publishesNothingForATellingThatChangesNoLink() {
        var telling = telling("a", "one", 0, DAM);
        newsroom.tell(telling);

        assertThat(newsroom.tell(again(telling, 5, DAM + " bell")).links()).isEmpty();
    }

    @Test
    void joinsTwoYoungStoriesWhenATellingShowsThatTheyAreOne() {
        newsroom.tell(telling("a", "one", 0, "^northgate dam crack engin worri spillway gauge concret"));
        newsroom.tell(telling("b", "two", 5, "flood valley evacu shelter bridg mill orchard ferri quay"));
        assertThat(newsroom.stories()).containsEntry("b", "s-b");

        newsroom.tell(telling("c", "two", 9,
                "^northgate dam crack spillway engin flood valley evacu shelter bridg mill orchard gauge concret"));
        newsroom.tell(telling("d", "two", 12,
                "^northgate dam flood valley evacu crack spillway engin shelter bridg gauge concret orchard"));

        assertThat(newsroom.stories().values()).containsOnly("s-a");
        assertThat(newsroom.published).filteredOn(link -> link.getEntry().equals("b"))
                .extracting(StoryLink::getLinkVersion).isSorted().doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void goesOnAfterARestartAsIfThereHadBeenNone() {
        var set = LabelledSet.of("tune-1.yaml");
        var uninterrupted = new Newsroom().tell(set.tellings());
        for (var telling : set.tellings()) {
            newsroom.tell(telling);
            newsroom.restart();
        }

        assertThat(newsroom.published).isEqualTo(uninterrupted.published);
        assertThat(newsroom.store).isEqualTo(uninterrupted.store);
    }

    @Test
    void changesNothingUntilAPlanIsApplied() {
        newsroom.tell(telling("a", "one", 0, DAM));
        var next = telling("b", "two", 5, DAM);

        var first = newsroom.engine.tell(next);
        var second = newsroom.engine.tell(next);

        assertThat(second).isEqualTo(first);
        assertThat(newsroom.engine.tellings()).isEqualTo(1);
    }

    @Test
    void forgetsAnEntryThatNobodyHasTouchedForLong() {
        newsroom.tell(telling("a", "one", 0, DAM));
        int later = (int) StoryEngine.KEPT.toMinutes() + 1;

        var plan = newsroom.tell(telling("b", "two", later, DAM));

        assertThat(plan.forgotten()).containsExactly("a");
        assertThat(plan.unlinked()).as("its link stays").isEmpty();
        assertThat(newsroom.stories()).containsEntry("b", "s-b");
        assertThat(newsroom.store).containsOnlyKeys("b");
    }

    @Test
    void keepsNoMoreThanItsBounds() {
        var bounded = new Newsroom(new StoryEngine(new StoryEngine.Limits(5, 20, 40)));
        for (int entry = 0; entry < 400; entry++) {
            var word = Integer.toString(entry % 97, Character.MAX_RADIX);
            bounded.tell(telling("e" + entry, "blog" + entry % 7, entry,
                    "q" + word + " w" + word + " ^z" + word + " x" + entry % 5 + " k" + word));
            assertThat(bounded.engine.tellings()).isLessThanOrEqualTo(40).isEqualTo(bounded.store.size());
            assertThat(bounded.engine.stories()).isLessThanOrEqualTo(21);
        }
    }
}
