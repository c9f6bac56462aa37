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

    private static List<String> labels(String body) {
        return TAGGER.tag("", body, Optional.of("en"), NameMemory.EMPTY)
                .entities()
                .stream()
                .map(mention -> mention.getSurface() + "=" + mention.getLabel())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"They took the train from Nice to Paris.|Nice=Nice",
            "The march in Cork drew people from Dublin.|Cork=Cork",
            "Fires burned in Valencia, in Venezuela.|Valencia=Valencia (Venezuela)",
            "Floods hit Valencia, in Spain.|Valencia=Valencia",
            "Protests in Birmingham, Alabama.|Birmingham=Birmingham (United States)",
            "He was born in Perth, Scotland.|Perth=Perth",
            "Shells fell in Kharkiv oblast overnight.|Kharkiv oblast=Kharkiv Oblast",
            "The DRC has closed the border.|DRC=Democratic Republic of the Congo",
            "Talks in the U.A.E. have ended.|U.A.E.=United Arab Emirates",
            "Troops entered Khan Yunis.|Khan Yunis=Khan Younis", "The Hague has ruled.|The Hague=The Hague",
            "The Kremlin has not answered.|Kremlin=Kremlin"})
    void findsThePlaceThatIsMeant(String body, String mention) {
        assertThat(labels(body)).contains(mention);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nice weather, but Reading in the Bath is a Split decision.",
            "Brussels sprouts, French fries and a Panama hat", "Mobile phones and Orange juice for Buffalo wings"})
    void takesNoCommonWordForAPlace(String body) {
        assertThat(labels(body)).isEmpty();
    }

    @Test
    void tellsNeighboursOfOneNameApart() {
        assertThat(labels("Niger and Nigeria, Guinea and Guinea-Bissau, Sudan and South Sudan")).containsExactly(
                "Niger=Niger",
                "Nigeria=Nigeria", "Guinea=Guinea", "Guinea-Bissau=Guinea-Bissau", "Sudan=Sudan",
                "South Sudan=South Sudan");
    }
}
