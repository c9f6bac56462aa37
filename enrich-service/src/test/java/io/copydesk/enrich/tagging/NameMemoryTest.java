package io.copydesk.enrich.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.EntityMention;
import io.copydesk.enrich.tagging.NameMemory.Meaning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameMemoryTest {
    private static final Tagger TAGGER = Tagger.builtIn();
    private static final String PESKOV = "name:dmitry peskov";

    private static Tags tag(String headline, String body, NameMemory memory) {
        return TAGGER.tag(headline, body, Optional.empty(), memory);
    }

    private static NameMemory memory(Map<String, String> entityByName) {
        var names = new LinkedHashMap<String, Meaning>();
        entityByName.forEach((name, entity) -> names.put(name, Meaning.known(entity)));
        return new NameMemory(names, Set.of());
    }

    private static List<String> entities(Tags tags) {
        return tags.entities().stream().map(EntityMention::getEntity).toList();
    }

    @Test
    void knowsASurnameAfterTheFullName() {
        Tags tags = tag("", "The spokesman Dmitry Peskov spoke. Later Mr Peskov left.", NameMemory.EMPTY);

        assertThat(entities(tags)).containsExactly(PESKOV, PESKOV);
        EntityMention later = tags.entities().getLast();
        assertThat(later.getRule()).isEqualTo("memory:surname");
        assertThat(later.getSurface()).isEqualTo("Peskov");
        assertThat(later.getLabel()).isEqualTo("Dmitry Peskov");
    }

    @Test
    void knowsASurnameInLaterEntriesOfTheBlog() {
        NameMemory memory = tag("", "The spokesman Dmitry Peskov spoke.", NameMemory.EMPTY).memory();

        assertThat(entities(tag("Peskov: no call", "", memory))).containsExactly(PESKOV);
        assertThat(entities(tag("Peskov: no call", "", NameMemory.EMPTY))).isEmpty();
    }

    @Test
    void readsAHeadlineByItsText() {
        assertThat(entities(tag("Peskov waits", "So said Dmitry Peskov.", NameMemory.EMPTY))).containsExactly(PESKOV,
                PESKOV);
    }

    @Test
    void letsALaterPersonOfTheNameReplaceAnEarlierOne() {
        NameMemory clarke = memory(Map.of("medvedev", "Q1"));
        Tags tags = tag("", "Then Dmitry Medvedev came. And Medvedev spoke.", clarke);

        assertThat(entities(tags)).containsExactly("Q23530", "Q23530");
        assertThat(tags.memory().names()).containsEntry("medvedev", Meaning.known("Q23530"));
    }

    @Test
    void prefersTheEntryToTheMemoryAndTheMemoryToWhatComesLater() {
        NameMemory memory = memory(Map.of("medvedev", "Q1058"));

        assertThat(entities(tag("", "First, Medvedev spoke. Then Dmitry Medvedev came.", memory))).containsExactly(
                "Q1058",
                "Q23530");
    }

    @Test
    void knowsAKnightByFirstName() {
        NameMemory memory = tag("", "The speaker, Sir Lindsay Hoyle, came.", NameMemory.EMPTY).memory();

        assertThat(entities(tag("", "Then Sir Lindsay left, as Sir Keir did.", memory))).containsExactly("Q689660",
                "Q6383803");
    }

    @Test
    void leavesOtherPeopleOfThatSurnameAlone() {
        NameMemory memory = tag("", "The spokesman Dmitry Peskov spoke.", NameMemory.EMPTY).memory();

        assertThat(entities(tag("", "In the hall Tatiana Peskov sang; peskov is a word.", memory)))
                .containsExactly("name:tatiana peskov");
    }

    @Test
    void staysTheSameObjectWhenNothingIsNew() {
        NameMemory memory = tag("", "The spokesman Dmitry Peskov spoke.", NameMemory.EMPTY).memory();

        assertThat(tag("", "Dmitry Peskov again.", memory).memory()).isSameAs(memory);
    }

    @Test
    void forgetsTheOldestNamesFirst() {
        Map<String, String> many = new LinkedHashMap<>();
        for (int index = 0; index < NameMemory.LIMIT; index++) {
            many.put("name" + index, "Q" + (index + 1));
        }
        NameMemory memory = tag("", "The spokesman Dmitry Peskov spoke.", memory(many)).memory();

        assertThat(memory.names()).hasSize(NameMemory.LIMIT)
                .doesNotContainKey("name0")
                .containsKey("name1")
                .containsEntry("peskov", Meaning.known(PESKOV));
        assertThat(memory.names().keySet()).last().isEqualTo("peskov");
    }
}
