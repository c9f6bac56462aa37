package io.copydesk.ingest.poll;

import static io.copydesk.ingest.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.IngestState;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.SourceStatus;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VitalsTest {
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /// Of so many entries, of which so many have a headline and so many a time.
    private static Look look(int entries, int headlines, int dates) {
        return new Look(IntStream.range(0, entries).mapToObj(i -> Observation.newBuilder().setSource("s").setBlog("b")
                .setHeadline(i < headlines ? "Minute " + i : "").setBody("body " + i)
                .setPublished(i < dates ? Time.newBuilder().setInstant(NOON).setText("12:00").build() : null).build())
                .toList(), true);
    }

    private static Look look(int entries) {
        return look(entries, entries, entries);
    }

    private static Vitals seen(Vitals vitals, Look look, boolean changed, Instant at) {
        return vitals.after(look, vitals.drift(look, at).isPresent(), changed, EVERY, at);
    }

    private static Vitals live() {
        var vitals = Vitals.UNKNOWN;
        for (int i = 0; i < 10; i++) {
            vitals = seen(vitals, look(40), true, NOON.plus(HOUR.multipliedBy(i - 9L)));
        }
        return vitals;
    }

    @ParameterizedTest
    @CsvSource({"40,40,40,''", "10,10,10,''", "9,9,9,9 entries where about 40 are usual",
            "0,0,0,0 entries where about 40 are usual", "400,400,400,''",
            "40,19,40,headlines are gone from 53 % of the entries", "40,20,40,''",
            "40,40,0,times of publication are gone from 100 % of the entries", "40,40,20,''"})
    void tellsWhatIsUnlikeTheUsualLook(int entries, int headlines, int dates, String drift) {
        assertThat(live().drift(look(entries, headlines, dates), NOON).orElse("")).isEqualTo(drift);
    }

    @Test
    void expectsNothingOfABlogThatBegins() {
        assertThat(Vitals.UNKNOWN.drift(look(0), NOON)).isEmpty();
        var young = seen(Vitals.UNKNOWN, look(7), true, NOON);
        assertThat(young.drift(look(1), NOON)).isEmpty();
        assertThat(young.drift(look(3, 0, 0), NOON)).isEmpty();
        assertThat(young.drift(look(0), NOON)).contains("0 entries where about 7 are usual");
        assertThat(seen(Vitals.UNKNOWN, look(1), true, NOON).drift(look(0), NOON)).isEmpty();
        assertThat(young.drift(look(4, 0, 4), NOON)).contains("headlines are gone from 100 % of the entries");
    }

    @Test
    void missesNoFieldThatManyEntriesNeverHad() {
        var vitals = seen(Vitals.UNKNOWN, look(40, 34, 40), true, NOON);
        assertThat(vitals.drift(look(40, 0, 40), NOON)).isEmpty();
    }

    @Test
    void countsNoEntryThatIsOnlyRetracted() {
        var retracted = live();
        var entries = look(40).entries().stream()
                .map(entry -> Observation.newBuilder(entry).setSignal(Signal.RETRACTED).build()).toList();
        assertThat(retracted.drift(new Look(entries, false), NOON)).contains("0 entries where about 40 are usual");
    }

    @Test
    void driftsUntilItLooksAsUsualAgain() {
        var drifting = seen(live(), look(3), true, NOON);
        assertThat(drifting.status()).isEqualTo(SourceStatus.DRIFTING);
        assertThat(drifting.driftingSince()).isEqualTo(NOON);
        assertThat(drifting.profile()).isEqualTo(live().profile());

        var still = seen(drifting, look(3), false, NOON.plus(HOUR));
        assertThat(still.driftingSince()).isEqualTo(NOON);
        assertThat(seen(still, look(38), true, NOON.plus(HOUR.multipliedBy(2))).status())
                .isEqualTo(SourceStatus.HEALTHY);
    }

    @Test
    void takesTheNewShapeForUsualAfterADay() {
        var drifting = seen(live(), look(3), true, NOON);
        var nextDay = seen(drifting, look(3), false, NOON.plus(Duration.ofDays(1)));
        assertThat(nextDay.driftingSince()).isNull();
        assertThat(nextDay.profile()).isEqualTo(new Profile(3, 1, 1));
        assertThat(seen(drifting, look(3), false, NOON.plus(Duration.ofHours(23))).driftingSince()).isEqualTo(NOON);
    }

    @Test
    void isStaleWhenNothingChangesForMuchLongerThanUsual() {
        var hourly = live();
        assertThat(hourly.interval()).isEqualTo(HOUR);
        assertThat(hourly.at(NOON.plus(Duration.ofHours(24)), EVERY).status()).isEqualTo(SourceStatus.HEALTHY);
        var stale = hourly.at(NOON.plus(Duration.ofHours(24)).plusSeconds(1), EVERY);
        assertThat(stale.status()).isEqualTo(SourceStatus.STALE);
        assertThat(seen(stale, look(41), true, NOON.plus(Duration.ofHours(30))).status())
                .isEqualTo(SourceStatus.HEALTHY);
    }

    @Test
    void hasPatienceWithABlogThatIsSlowByNature() {
        var daily = seen(seen(Vitals.UNKNOWN, look(5), true, NOON.minus(Duration.ofDays(1))), look(5), true, NOON);
        assertThat(daily.at(NOON.plus(Duration.ofDays(20)), EVERY).status()).isEqualTo(SourceStatus.HEALTHY);
        assertThat(daily.at(NOON.plus(Duration.ofDays(21)), EVERY).status()).isEqualTo(SourceStatus.STALE);

        var weekly = seen(Vitals.UNKNOWN, look(5), true, NOON);
        assertThat(weekly.at(NOON.plus(Duration.ofDays(21)), Duration.ofDays(7)).status())
                .isEqualTo(SourceStatus.HEALTHY);
    }

    @Test
    void isNeverStaleOnceItHasEnded() {
        var ended = seen(live(), new Look(look(40).entries(), true, true, 0), true, NOON);
        assertThat(ended.at(NOON.plus(Duration.ofDays(400)), EVERY).status()).isEqualTo(SourceStatus.HEALTHY);
    }

    @Test
    void isRememberedAsItIs() {
        var state = IngestState.newBuilder().setSource("s");
        var drifting = seen(live(), look(3), true, NOON);
        drifting.remember(state);
        assertThat(Vitals.of(Optional.of(state.build()))).isEqualTo(drifting);
        assertThat(Vitals.of(Optional.of(IngestState.newBuilder().setSource("s").build())))
                .isEqualTo(Vitals.UNKNOWN);
        assertThat(Vitals.of(Optional.empty())).isEqualTo(Vitals.UNKNOWN);
    }
}
