package io.copydesk.enrich.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {
    private static final Tagger TAGGER = Tagger.builtIn();

    private static List<String> found(String body) {
        return TAGGER.tag("", body, Optional.of("en"), NameMemory.EMPTY)
                .entities()
                .stream()
                .map(mention -> mention.getSurface() + "=" + mention.getEntity())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"They took the train from Nice to Paris.|Nice=Q33959",
            "The march in Cork drew people from Dublin.|Cork=Q36647",
            "Fires burned in Valencia, in Venezuela.|Valencia=Q54880",
            "Floods hit Valencia, in Spain.|Valencia=Q8818",
            "Protests in Birmingham, Alabama.|Birmingham=Q79867",
            "He was born in Perth, Scotland.|Perth=name:perth",
            "Shells fell in Kharkiv oblast overnight.|Kharkiv oblast=Q170666",
            "The DRC has closed the border.|DRC=Q974",
            "Talks in the U.A.E. have ended.|U.A.E.=Q878",
            "Troops entered Khan Yunis.|Khan Yunis=name:khan younis", "The Hague has ruled.|The Hague=Q36600",
            "The Kremlin has not answered.|Kremlin=name:kremlin"})
    void findsThePlaceThatIsMeant(String body, String mention) {
        assertThat(found(body)).contains(mention);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nice weather, but Reading in the Bath is a Split decision.",
            "Brussels sprouts, French fries and a Panama hat", "Mobile phones and Orange juice for Buffalo wings"})
    void takesNoCommonWordForAPlace(String body) {
        assertThat(found(body)).isEmpty();
    }

    @Test
    void tellsNeighboursOfOneNameApart() {
        assertThat(found("Niger and Nigeria, Guinea and Guinea-Bissau, Sudan and South Sudan")).containsExactly(
                "Niger=Q1032",
                "Nigeria=Q1033", "Guinea=Q1006", "Guinea-Bissau=Q1007", "Sudan=Q1049", "South Sudan=Q958");
    }
}
