package io.copydesk.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.ingest.poll.Pace.Looked;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /// Draws the middle, which is no jitter where it goes both ways.
    private static final RandomGenerator MIDDLE = new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public double nextDouble() {
            return 0.5;
        }
    };
    private final Pace pace = new Pace(MINUTE, MIDDLE);

    private static Looked quiet(Duration quiet) {
        return new Looked(0, false, quiet, false, Duration.ZERO);
    }

    private static Looked failed(int failures, boolean gone) {
        return new Looked(failures, gone, Duration.ZERO, false, Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({"PT0S,PT1M", "PT1H59M,PT1M", "PT2H,PT1M", "PT3H,PT1M30S", "PT4H,PT2M", "PT10H,PT5M", "P30D,PT5M"})
    void looksLessOftenTheLongerABlogIsQuiet(Duration quiet, Duration pause) {
        assertThat(pace.after(quiet(quiet))).isEqualTo(pause);
    }

    @Test
    void looksOnceADayAtABlogThatHasEnded() {
        assertThat(pace.after(new Looked(0, false, Duration.ZERO, true, Duration.ZERO))).isEqualTo(Duration.ofDays(1));
        var weekly = new Pace(Duration.ofDays(7), MIDDLE);
        assertThat(weekly.after(new Looked(0, false, Duration.ZERO, true, Duration.ZERO)))
                .isEqualTo(Duration.ofDays(7));
        assertThat(pace.after(new Looked(3, false, Duration.ZERO, true, Duration.ZERO))).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @CsvSource({"1,PT1M,PT1M", "2,PT2M,PT2M", "4,PT8M,PT8M", "5,PT15M,PT16M", "7,PT15M,PT1H", "2000000000,PT15M,PT1H"})
    void backsOffFromASourceThatFailsAndFurtherFromAPageThatIsGone(int failures, Duration pause, Duration gone) {
        assertThat(pace.after(failed(failures, false))).isEqualTo(pause);
        assertThat(pace.after(failed(failures, true))).isEqualTo(gone);
    }

    @Test
    void doesNotLookAtASlowSourceMoreOftenBecauseItFails() {
        var daily = new Pace(Duration.ofDays(1), MIDDLE);
        assertThat(daily.after(failed(3, false))).isEqualTo(Duration.ofDays(1));
        assertThat(pace.after(new Looked(1, false, Duration.ofHours(8), false, Duration.ZERO)))
                .isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void comesNoSoonerThanItIsAskedTo() {
        var random = new Random(7);
        var jittered = new Pace(MINUTE, random);
        for (int i = 0; i < 1_000; i++) {
            assertThat(jittered.after(new Looked(1, false, Duration.ZERO, false, Duration.ofMinutes(5))))
                    .isBetween(Duration.ofMinutes(5), Duration.ofSeconds(330));
            assertThat(jittered.after(new Looked(0, false, Duration.ZERO, false, Duration.ofSeconds(2))))
                    .isBetween(Duration.ofSeconds(54), Duration.ofSeconds(66));
        }
    }

    @Test
    void spreadsLooksByATenth() {
        var jittered = new Pace(MINUTE, new Random(7));
        long sum = 0;
        for (int i = 0; i < 10_000; i++) {
            var pause = jittered.after(quiet(Duration.ZERO));
            assertThat(pause).isBetween(Duration.ofSeconds(54), Duration.ofSeconds(66));
            sum += pause.toMillis();
        }
        assertThat(sum / 10_000).isBetween(59_800L, 60_200L);
    }

    @Test
    void letsThousandsBeginOverAMinuteAndAFewAtOnce() {
        var first = new FirstLooks(() -> 0);
        for (int i = 0; i < 5_000; i++) {
            assertThat(first.turn(MINUTE)).isEqualTo(Duration.ofMillis(10L * i));
        }
        assertThat(first.turn(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(first.turn(Duration.ZERO)).isZero();
    }
}
