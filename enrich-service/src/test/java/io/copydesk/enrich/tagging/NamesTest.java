package io.copydesk.enrich.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.TextField;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final Tagger TAGGER = Tagger.builtIn();

    private static List<EntityMention> mentions(String body) {
        return TAGGER.tag("", body, Optional.of("en"), NameMemory.EMPTY).entities();
    }

    /// 'surface=key' of each mention.
    private static List<String> found(String body) {
        return mentions(body).stream().map(mention -> mention.getSurface() + "=" + mention.getEntity()).toList();
    }

    @ParameterizedTest
    @CsvSource({"Zelensky,Q3874799", "Zelenskyy,Q3874799", "Zelenskiy,Q3874799", "Volodymyr Zelenskyy,Q3874799",
            "Vladimir Zelensky,Q3874799", "Kyiv,Q1899", "Kiev,Q1899", "Zaporizhzhia,Q157835", "Zaporozhye,Q157835",
            "Lugansk,Q134279", "Luhansk,Q134279", "Peter Szijjarto,Q685293", "Péter Szijjártó,Q685293",
            "Anna Baerbock,Q564328", "Annalena Baerbock,Q564328", "Pal Jonson,Q27299991", "Nato,Q7184", "NATO,Q7184"})
    void readsEverySpellingAsOneEntity(String spelling, String qid) {
        assertThat(found("Then " + spelling + " was named again.")).containsExactly(spelling + "=" + qid);
    }

    @Test
    void saysWhereItStandsAndWhichRuleFoundIt() {
        EntityMention kyiv = mentions("They met in Kiev at noon.").getFirst();

        assertThat(kyiv.getLabel()).isEqualTo("Kyiv");
        assertThat(kyiv.getQid()).contains("Q1899");
        assertThat(kyiv.getField()).isEqualTo(TextField.BODY);
        assertThat(kyiv.getStart()).isEqualTo(12);
        assertThat(kyiv.getEnd()).isEqualTo(16);
        assertThat(kyiv.getRule()).isEqualTo("gazetteer:alias");
        assertThat(kyiv.getConfidence()).isBetween(0.9f, 1f);
    }

    @Test
    void countsOffsetsInTheTextAsPublished() {
        String body = "\uD83D\uDEA8 Cafe\u0301 talk:\u00A0Vladimir\u00A0Putin\u2019s aide met Zelensky\u0301 in straße, Øst.";

        assertThat(mentions(body)).allSatisfy(mention -> assertThat(mention.getSurface())
                .isEqualTo(body.substring(mention.getStart(), mention.getEnd())))
                .extracting(EntityMention::getSurface)
                .containsExactly("Vladimir\u00A0Putin", "Zelensky\u0301");
    }

    @Test
    void leavesThePossessiveOutside() {
        assertThat(found("Russia’s answer, Ukraine's reply, the allies' NATO")).containsExactly("Russia=Q159",
                "Ukraine=Q212",
                "NATO=Q7184");
    }

    @Test
    void readsBothSidesOfAHyphen() {
        assertThat(found("The Putin-Trump call and the US-Ukrainian talks")).containsExactly("Putin=Q7747",
                "Trump=Q22686",
                "US=Q30", "Ukrainian=Q212");
    }

    @Test
    void takesDemonymsForTheCountryAndSaysSo() {
        assertThat(mentions("A Polish officer")).singleElement().satisfies(mention -> {
            assertThat(mention.getEntity()).isEqualTo("Q36");
            assertThat(mention.getRule()).isEqualTo("gazetteer:demonym");
        });
        assertThat(found("They polish the turkey and drink from china for us, who un-learn.")).isEmpty();
    }

    @Test
    void wantsAcronymsInTheirExactCase() {
        assertThat(found("The US told the WHO and the UN.")).containsExactly("US=Q30", "WHO=Q7817", "UN=Q1065");
        assertThat(found("Us and who and un. Us, Who.")).isEmpty();
        assertThat(found("THEY TOLD US WHO DID IT")).isEmpty();
        assertThat(found("PUTIN CALLS NATO")).containsExactly("PUTIN=Q7747", "NATO=Q7184");
    }

    @Test
    void prefersTheLongestName() {
        assertThat(found("The Kyiv Independent and the New York Post quote the Washington Examiner on Trump Tower."))
                .containsExactly("The Kyiv Independent=name:the kyiv independent", "New York Post=Q211374",
                        "Washington Examiner=Q255700", "Trump Tower=Q868772");
    }

    @Test
    void findsNothingInsideWords() {
        assertThat(found("Trumpet, Putinism, NATOs, Ukrainew, #Russiagate, Kyiv_north")).isEmpty();
    }

    @Test
    void tellsTheGeorgiasApartByContext() {
        assertThat(found("Georgia votes today, and in Tbilisi the queues are long.")).contains("Georgia=Q230");
        assertThat(found("Georgia votes today, and in Atlanta the queues are long.")).contains("Georgia=Q1428");
        assertThat(found("Georgia votes today.")).isEmpty();
        assertThat(mentions("Georgia and Tbilisi").getFirst().getRule()).isEqualTo("gazetteer:context");
    }

    @Test
    void takesNoPersonForACountry() {
        assertThat(found("In Syria the fans of Michael Jordan met Jordan Henderson.")).containsExactly("Syria=Q858",
                "Michael Jordan=name:michael jordan", "Jordan Henderson=name:jordan henderson");
        assertThat(found("From Syria he went to Jordan.")).containsExactly("Syria=Q858", "Jordan=Q810");
    }

    @Test
    void leavesAmbiguousNamesToThoseWhoNeedNoContext() {
        assertThat(found("Washington has answered.")).containsExactly("Washington=Q61");
        assertThat(found("Washington has answered from Seattle.")).containsExactly("Washington=Q1223", "Seattle=Q5083");
    }

    @Test
    void leavesASurnameToWhoeverStandsBeforeIt() {
        assertThat(found("He thanked Melania Trump and later Mr Trump.")).containsExactly("Melania Trump=Q432473",
                "Trump=Q22686");
        assertThat(found("He thanked Xanthippa Macron.")).containsExactly("Xanthippa Macron=name:xanthippa macron");
        assertThat(found("On Friday Macron spoke; then President Macron left.")).containsExactly("Macron=Q3052772",
                "Macron=Q3052772");
    }

    @Test
    void readsTitleCaseHeadlinesAsHeadlines() {
        assertThat(found("Starmer Urges Putin to Prove Goodwill")).containsExactly("Starmer=Q6383803", "Putin=Q7747");
    }

    @Test
    void hidesNamesWithinLongerOnes() {
        assertThat(found("Turkey Day, the Irish Sea and the Washington Monument")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "…", "\uD83D", "\u0301"})
    void findsNothingInNothing(String body) {
        assertThat(found(body)).isEmpty();
    }
}
