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
    void countsAHeadlineMore() {
        assertThat(topics("The actors", "")).isNotEmpty();
        assertThat(topics("", "The actors")).isEmpty();
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
    void saysWhichTopLevelTopicEachBelongsTo() {
        assertThat(topics("", "Goalkeeper saves penalty as tariffs hit the stock market and the trade war deepens."))
                .isNotEmpty()
                .allSatisfy(topic -> assertThat(topic.getTop()).isEqualTo(BuiltIn.topicRules().top(topic.getCode())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"A storm of criticism met the battle for the title.", "It is a war of words.",
            "Stay with us, read more and sign up for our newsletter.",
            "The goal of the talk was a level playing field."})
    void hearsNothingInIdioms(String body) {
        assertThat(topics("", body)).isEmpty();
    }

    @Test
    void hidesATermInALongerOneFromTopicsThatThatIsNotAbout() {
        List<TopicTag> topics = scored("""
                - {code: "medtop:16000000", label: war, terms: {3: [war, trade war over]}}
                - {code: "medtop:04000000", label: economy, terms: {3: [trade war, price of war]}}
                """, "a trade war and the price of war");

        assertThat(topics).extracting(TopicTag::getCode).containsExactly("medtop:04000000");
        assertThat(scoredCodes(topics, "trade war over")).isEmpty();
    }

    @Test
    void letsAPhraseVoteWhereItsWordsAreNearOneAnotherInAnyOrder() {
        String rules = """
                - {code: "medtop:09000000", label: labour,
                   phrases: [{all: [[strike*], [union*, pay]], near: 30, unless: [missile*], weight: 3}]}
                """;

        assertThat(scored(rules, "the union called a strike")).extracting(TopicTag::getTerms)
                .containsExactly(List.of("strike* + union*"));
        assertThat(scored(rules, "strikes over pay")).hasSize(1);
        assertThat(scored(rules, "a strike at dawn, long before anybody had heard of the union")).isEmpty();
        assertThat(scored(rules, "the union was hit by a strike with a missile")).isEmpty();
    }

    @Test
    void publishesAFinerTopicOnlyByItsOwnVotes() {
        String rules = """
                - {code: "medtop:15000000", label: sport, terms: {2: [match]}}
                - {code: "medtop:20001085", label: tennis, within: "medtop:15000000", terms: {1: [court]}}
                """;

        assertThat(scored(rules, "a match on court")).extracting(TopicTag::getCode).containsExactly("medtop:15000000");
        assertThat(scored(rules, "a match on court").getFirst().getTerms()).containsExactly("match", "court");
    }

    @Test
    void weighsALongTextAgainstItsLength() {
        String rules = "- {code: \"medtop:15000000\", label: sport, terms: {3: [match]}}";

        assertThat(scored(rules, "a match")).hasSize(1);
        assertThat(scored(rules, "a match" + " and so on".repeat(1_000))).isEmpty();
    }

    private static List<TopicTag> scored(String topics, String body) {
        var rules = TopicRules.load(new DataFile("rules.yaml",
                "{version: \"1\", mediaTopics: \"2026-07-02\", threshold: 0.5, topics: [\n"
                        + topics.strip().replaceFirst("^- ", "").replace("\n- ", ",\n") + "]}"));
        return new TopicScorer(rules).score(EntryText.of("", body), List.of());
    }

    private static List<String> scoredCodes(List<TopicTag> topics, String term) {
        return topics.stream().filter(topic -> topic.getTerms().contains(term)).map(TopicTag::getCode).toList();
    }

    @Test
    void refusesRulesWithAllTheirProblems() {
        var file = new DataFile("rules.yaml", """
                version: "1"
                mediaTopics: "2026-07-02"
                threshold: 1.5
                topics:
                - {code: "medtop:1", label: "", terms: {1: ["*"]}}
                - {code: "medtop:11000000", label: politics, within: "medtop:12000000", terms: {1: [vote], 2: [Vote]}}
                - {code: "medtop:11000000", label: politics, phrases: [{all: [[vote], []], weight: 1}]}
                """);

        assertThatThrownBy(() -> TopicRules.load(file)).isInstanceOfSatisfying(GazetteerException.class,
                refused -> assertThat(refused.problems()).containsExactly(
                        "rules.yaml: threshold must be between 0 and 1, not 1.5",
                        "rules.yaml: 'medtop:1' is not a Media Topic code", "rules.yaml: medtop:1 has no label",
                        "rules.yaml: medtop:1: the term '*' is empty or has no beginning",
                        "rules.yaml: medtop:11000000: the term 'Vote' is there twice",
                        "rules.yaml: twice: medtop:11000000",
                        "rules.yaml: medtop:11000000: a phrase needs words and a weight: [[vote], []]",
                        "rules.yaml: medtop:11000000 is within medtop:12000000, which has no rule"));
    }

    @Test
    void refusesAKeyThatIsThereTwice() {
        var file = new DataFile("rules.yaml", "{version: \"1\", version: \"2\"}");

        assertThatThrownBy(() -> TopicRules.load(file)).isInstanceOf(GazetteerException.class);
    }
}
