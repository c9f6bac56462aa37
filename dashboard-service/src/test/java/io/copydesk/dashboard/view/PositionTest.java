package io.copydesk.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    private static final Position START = Position.start("c1", 3);

    @Test
    void remembersEachPartitionByItself() {
        var position = START.after(1, 41).after(2, 7);
        assertThat(position.hasSeen(1, 41)).isTrue();
        assertThat(position.hasSeen(1, 42)).isFalse();
        assertThat(position.hasSeen(0, 0)).isFalse();
        assertThat(position.after(1, 5)).isSameAs(position);
    }

    @Test
    void readsWhatItWrote() {
        var position = START.after(0, 123_456_789_012L).after(2, 7);
        assertThat(START.read(position.toString())).get().hasToString(position.toString());
        assertThat(position).hasToString("c1-1kpqvwpxh-0-8".replace("1kpqvwpxh", Long.toString(123_456_789_013L, 36)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c1", "c1-1-2", "c1-1-2-3-4", "c2-1-2-3", "c1-1-2-#", "c1-1-2--3", "c1-1-2-",
            "c1-1-2-zzzzzzzzzzzzzzzzzzzzzz", "c1-1-2-3w5e11264sge0"})
    void refusesWhatOthersWrote(String text) {
        assertThat(START.read(text)).isEmpty();
    }

    @Test
    void hasSeenWhatBothHaveSeen() {
        assertThat(START.after(0, 7).after(1, 1).and(START.after(1, 5)))
                .hasToString(START.after(0, 7).after(1, 5).toString());
    }

    @Test
    void isWithinAnotherThatHasSeenAsMuch() {
        assertThat(START.isWithin(START)).isTrue();
        assertThat(START.after(0, 1).isWithin(START.after(0, 1).after(1, 1))).isTrue();
        assertThat(START.after(0, 1).isWithin(START.after(1, 5))).isFalse();
    }
}
