package io.copydesk.enrich.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BCubedTest {
    private static final Map<String, String> GOLD = Map.of("a", "1", "b", "1", "c", "2", "d", "2");

    @Test
    void isOneForTheSameGroupsUnderOtherNames() {
        assertThat(BCubed.score(GOLD, Map.of("a", "x", "b", "x", "c", "y", "d", "y"))).isEqualTo(new BCubed(1, 1, 1));
    }

    @Test
    void losesPrecisionWhenAllAreOneGroup() {
        var score = BCubed.score(GOLD, Map.of("a", "x", "b", "x", "c", "x", "d", "x"));

        assertThat(score.precision()).isEqualTo(0.5);
        assertThat(score.recall()).isEqualTo(1);
        assertThat(score.f1()).isCloseTo(2.0 / 3, within(1e-9));
    }

    @Test
    void takesAnEntryWithoutAGroupForAlone() {
        var score = BCubed.score(GOLD, Map.of("a", "x", "b", "x"));

        assertThat(score.precision()).isEqualTo(1);
        assertThat(score.recall()).isEqualTo(0.75);
    }
}
