package io.copydesk.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.dashboard.view.Difference.Op;
import io.copydesk.dashboard.view.Difference.Piece;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {
    private static String text(Difference difference, Op without) {
        return difference.marked().stream().filter(piece -> piece.op() != without).map(Piece::text)
                .collect(Collectors.joining());
    }

    @Test
    void marksTheWordsThatChanged() {
        var difference = Difference.of("headline", "Two ferries leave Odesa", "Three ferries leave Odesa today");
        assertThat(difference.marked()).containsExactly(new Piece(Op.GONE, "Two"), new Piece(Op.ADDED, "Three"),
                new Piece(Op.SAME, " ferries leave Odesa"), new Piece(Op.ADDED, " today"));
        assertThat(difference.before()).isEqualTo("Two");
        assertThat(difference.after()).isEqualTo("Three … today");
    }

    @Test
    void leavesTheSpaceBeforeAWordAlone() {
        assertThat(Difference.of("body", "They counted 25 people", "They counted 26 people").marked()).containsExactly(
                new Piece(Op.SAME, "They counted "), new Piece(Op.GONE, "25"), new Piece(Op.ADDED, "26"),
                new Piece(Op.SAME, " people"));
    }

    @ParameterizedTest
    @CsvSource(value = {"'';'A ferry'", "'A ferry';''", "'A ferry';'A ferry'",
            "'One.\n\nTwo.';'One.\n\nTwo and a half.'",
            "' A  ferry ';'A ferry'", "'غادرت السفينة';'غادرت العبارة السفينة'",
            "'🚢 leaves';'leaves 🚢'"}, delimiter = ';')
    void leavesBothTextsWhole(String before, String after) {
        var difference = Difference.of("body", before, after);
        assertThat(difference.whole()).isTrue();
        assertThat(text(difference, Op.GONE)).isEqualTo(after);
        assertThat(text(difference, Op.ADDED)).isEqualTo(before);
    }

    @Test
    void comparesNoTextWithoutEndWordByWord() {
        var before = "ferry ".repeat(Difference.MOST_WORDS + 1);
        var difference = Difference.of("body", before, before + "today");
        assertThat(difference.marked()).containsExactly(new Piece(Op.GONE, before),
                new Piece(Op.ADDED, before + "today"));
    }
}
