package io.copydesk.enrich;

import static io.copydesk.enrich.Pipeline.NOW;
import static io.copydesk.enrich.Pipeline.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.StoryLink;
import java.time.Duration;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoriesInTheTopologyTest {
    private static final String OTHER_BLOG = "https://valley.example/floods";
    private static final String DAM = "The upper dam above Northgate has broken, and a wave has gone through the town.";

    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    private static Observation dam(String id) {
        return seen("Dam breaks above Northgate", DAM).setNativeId(id).setLanguage("en").build();
    }

    private Observation reprint() {
        return Observation.newBuilder(dam("r")).setBlog(OTHER_BLOG).setHeadline("Flood wave hits Northgate")
                .setObservedAt(NOW.plus(Duration.ofMinutes(5))).build();
    }

    @Test
    void linksTwoBlogsTellingOfOneEvent() {
        pipeline.observe(dam("d"), reprint());

        var links = pipeline.stories.readRecordsToList();
        assertThat(links).hasSize(2);
        var first = links.get(0).value();
        var second = links.get(1).value();
        assertThat(links).allSatisfy(link -> assertThat(link.key()).isEqualTo(link.value().getEntry()));
        assertThat(first.getStory()).isEqualTo("s-" + first.getEntry());
        assertThat(second.getStory()).isEqualTo(first.getStory());
        assertThat(first.getDuplicateOf()).isEmpty();
        assertThat(second.getDuplicateOf()).contains(first.getEntry());
        assertThat(second.getLinkVersion()).isEqualTo(NOW.plus(Duration.ofMinutes(5)).toEpochMilli());
        assertThat(second.getReasons().getFirst()).startsWith("same words ");
    }

    @Test
    void withdrawsTheLinkOfARetractedEntryAndRevisesItsRepeats() {
        pipeline.observe(dam("d"), reprint());
        var original = pipeline.stories.readRecordsToList().getFirst().key();

        var later = NOW.plus(Duration.ofMinutes(9));
        pipeline.observe(Observation.newBuilder(dam("d")).setSignal(Signal.RETRACTED).setLook(2).setObservedAt(later)
                .build());

        var revised = pipeline.stories.readRecordsToList();
        assertThat(revised).hasSize(2);
        assertThat(revised).filteredOn(link -> link.key().equals(original)).extracting(TestRecord::value)
                .containsOnlyNulls();
        assertThat(revised).filteredOn(link -> !link.key().equals(original)).extracting(TestRecord::value)
                .singleElement().satisfies(link -> {
                    assertThat(link.getDuplicateOf()).isEmpty();
                    assertThat(link.getStory()).isEqualTo("s-" + original);
                    assertThat(link.getLinkVersion()).isEqualTo(later.toEpochMilli());
                });
    }

    @Test
    void keepsLanguagesApartAndAnEntryInTheLanguageOfItsFirstRevision() {
        pipeline.observe(dam("d"), Observation.newBuilder(reprint()).setLanguage("sv-SE").build());

        assertThat(pipeline.stories.readValuesToList()).extracting(StoryLink::getStory).doesNotHaveDuplicates();

        pipeline.observe(Observation.newBuilder(dam("d")).setLanguage("sv").setLook(2)
                .setBody(DAM + " Three bridges and the mill are gone.").build());
        assertThat(pipeline.stories.readValuesToList()).as("still alone among the English").isEmpty();
    }

    @Test
    void takesAnEntryOfNoLanguageForItsBlogs() {
        pipeline.observe(dam("d"), seen("", "Northgate: dam broken!").setNativeId("e").build());

        assertThat(pipeline.stories.readValuesToList()).extracting(StoryLink::getStory).hasSize(2)
                .containsOnly("s-" + pipeline.entries.readValuesToList().getFirst().getId());
    }

    @Test
    void publishesNoLinkThatHasNotChanged() {
        pipeline.observe(dam("d"));
        pipeline.stories.readValuesToList();

        pipeline.observe(Observation.newBuilder(dam("d")).setLook(2).setBody(DAM + " It was built in 1962.").build());

        assertThat(pipeline.changes()).hasSize(2);
        assertThat(pipeline.stories.isEmpty()).isTrue();
    }
}
