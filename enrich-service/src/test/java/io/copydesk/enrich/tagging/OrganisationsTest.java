package io.copydesk.enrich.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrganisationsTest {
    private static final Tagger TAGGER = Tagger.builtIn();

    /// 'surface=label' of each mention.
    private static List<String> found(String body) {
        return TAGGER.tag("", body, Optional.of("en"), NameMemory.EMPTY)
                .entities()
                .stream()
                .map(mention -> mention.getSurface() + "=" + mention.getLabel())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Labour has lost a seat to the Lib Dems.|Labour=Labour Party",
            "The Conservatives in Canada have lost.|Conservatives=Conservative Party of Canada",
            "The Conservatives have lost seats to Labour.|Conservatives=Conservative Party",
            "Republicans in the Senate blocked the bill.|Republicans=Republican Party",
            "Congress passed the bill, the White House said.|Congress=United States Congress",
            "The Congress will fight the BJP in India.|Congress=Indian National Congress",
            "The Greens may join a coalition in Berlin.|Greens=Alliance 90/The Greens",
            "Militants of IS held the city in Syria.|IS=Islamic State",
            "The RSF shelled a camp in Darfur.|RSF=Rapid Support Forces",
            "The RSF counts journalists in prison.|RSF=Reporters Without Borders",
            "ICE agents held two migrants.|ICE=U.S. Immigration and Customs Enforcement",
            "In Russia the Defense Ministry said so.|Defense Ministry=Ministry of Defense of the Russian Federation",
            "The Treasury said the chancellor would speak.|Treasury=HM Treasury",
            "Apple sold fewer iPhones.|Apple=Apple", "Shell and BP pumped less oil.|Shell=Shell plc",
            "Ferrari led the Grand Prix from pole position.|Ferrari=Scuderia Ferrari",
            "Liverpool lost in the Premier League.|Liverpool=Liverpool F.C.",
            "The Fed left interest rates alone.|Fed=Federal Reserve System",
            "The Rugby World Cup begins today.|Rugby World Cup=Rugby World Cup"})
    void findsTheOneThatIsMeant(String body, String mention) {
        assertThat(found(body)).contains(mention);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Times are hard, and time will tell who is next.",
            "An orange, a shell, a visa and an apple",
            "Who is it? Is it us?", "The sun and the mirror", "Target practice. Next, boots. Boots on the ground.",
            "I met a guardian at the post office.", "It is a labour of love.", "Next week the sky clears."})
    void takesNoWordForAName(String body) {
        assertThat(found(body)).isEmpty();
    }

    @Test
    void leavesTheCountryBeforeAMinistryToItself() {
        assertThat(found("Ukraine's Defence Ministry and the Russian Defense Ministry differ.")).contains(
                "Ukraine=Ukraine", "Defence Ministry=Ministry of Defence of Ukraine",
                "Russian Defense Ministry=Ministry of Defense of the Russian Federation");
    }

    @Test
    void takesNoTownForItsClub() {
        assertThat(found("Police in Liverpool and Chelsea have made arrests.")).noneMatch(
                mention -> mention.endsWith("F.C."));
    }
}
