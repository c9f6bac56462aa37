package io.copydesk.enrich.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.contracts.TopicTag;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {
    private static final Tagger TAGGER = Tagger.builtIn();

    private static List<TopicTag> topics(String headline, String body) {
        return TAGGER.tag(headline, body, Optional.of("en"), NameMemory.EMPTY).topics();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "The army said drones and artillery hit the town and that soldiers were killed.|medtop:16000000|medtop:20000056",
            "Both sides agreed to a ceasefire and hope for a lasting peace.|medtop:16000000|medtop:20000073",
            "The prisoner exchange took place at the border.|medtop:16000000|medtop:20000080",
            "Parliament wants more military aid for the country.|medtop:11000000|medtop:20000643",
            "New tariffs on imports of steel begin on Monday.|medtop:04000000|medtop:20000384",
            "The rocket left the launch pad with two astronauts.|medtop:13000000|medtop:20000739",
            "The goalkeeper saved the penalty and the final goes to extra time.|medtop:15000000|medtop:20001065",
            "A red warning for wind is in force; gusts will be strong.|medtop:17000000|medtop:20001131"})
    void findsTheTopicAndTheFinerOne(String body, String top, String finer) {
        assertThat(topics("", body)).extracting(TopicTag::getCode).contains(top, finer);
    }

    @Test
    void saysWhichTermsVoted() {
        TopicTag tariff = topics("", "Tariffs, tariffs and more customs duties.").getFirst();

        assertThat(tariff.getTerms()).containsExactly("tariff*", "customs dut*");
        assertThat(tariff.getScore()).isBetween(0.5f, 1f);
    }

    @Test
    void putsTheBestFirstAndNoFinerTopicAboveItsParent() {
        List<TopicTag> topics = topics("Rocket lifts off",
                "The rocket and the telescope reached orbit. Liftoff was at noon.");

        assertThat(topics).extracting(TopicTag::getCode).containsExactly("medtop:13000000", "medtop:20000739");
        assertThat(topics).extracting(TopicTag::getScore)
                .isSortedAccordingTo((one, other) -> Float.compare(other, one));
    }

    @Test
    void countsAHeadlineDouble() {
        assertThat(topics("A summit", "")).isNotEmpty();
        assertThat(topics("", "A summit")).isEmpty();
    }

    @Test
    void leavesPassingWordsWithoutATopic() {
        assertThat(topics("", "He walked to the door, said good night and went home to his garden.")).isEmpty();
    }

    @Test
    void letsEntitiesVote() {
        assertThat(topics("", "NASA and the European Space Agency agreed.")).extracting(TopicTag::getCode)
                .contains("medtop:20000739");
    }

    @Test
    void refusesRulesWithAllTheirProblems() {
        var file = new DataFile("rules.yaml", """
                version: "1"
                mediaTopics: "2026-07-02"
                threshold: 1.5
                topics:
                - {code: "medtop:1", label: "", terms: {"*": 1}}
                - {code: "medtop:11000000", label: politics, within: "medtop:12000000", terms: {vote: 1}}
                - {code: "medtop:11000000", label: politics, terms: {vote: 1}}
                """);

        assertThatThrownBy(() -> TopicRules.load(file)).isInstanceOfSatisfying(GazetteerException.class,
                refused -> assertThat(refused.problems()).containsExactly(
                        "rules.yaml: threshold must be between 0 and 1, not 1.5",
                        "rules.yaml: 'medtop:1' is not a Media Topic code", "rules.yaml: medtop:1 has no label",
                        "rules.yaml: medtop:1: the term '*' has no weight or no beginning",
                        "rules.yaml: twice: medtop:11000000",
                        "rules.yaml: medtop:11000000 is within medtop:12000000, which has no rule"));
    }
}
