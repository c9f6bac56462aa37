package io.copydesk.ingest.poll;

import io.copydesk.contracts.IngestState;
import io.copydesk.contracts.SourceStatus;
import io.copydesk.ingest.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a source that can be read fares: whether it still tells something new, and whether it still looks as it used to.
///
/// @param changedAt when a look last showed something new, null before the first
/// @param interval usual time between two changes, zero before the second
/// @param driftingSince null when its looks are like the usual ones
/// @param stale whether nothing has changed for unusually long
/// @param ended whether the publisher says that the blog is over
/// @param profile of the usual look
record Vitals(@Nullable Instant changedAt, Duration interval, @Nullable Instant driftingSince, boolean stale,
        boolean ended, Profile profile) {
    static final Vitals UNKNOWN = new Vitals(null, Duration.ZERO, null, false, false, Profile.NONE);
    static final Duration STALE_AFTER = Duration.ofDays(1);
    static final int STALE_AFTER_INTERVALS = 20;
    static final int STALE_AFTER_LOOKS = 3;
    /// A page that looks different for so long has become another.
    static final Duration NEW_SHAPE_AFTER = Duration.ofDays(1);
    private static final int WEIGHT_OF_LATEST = 5;

    static Vitals of(Optional<IngestState> source) {
        return source.map(state -> new Vitals(known(state.getChangedAt()),
                Duration.ofSeconds(state.getChangeIntervalSeconds()), known(state.getDriftingSince()),
                state.getStale(), state.getEnded(), Profile.of(state))).orElse(UNKNOWN);
    }

    private static @Nullable Instant known(Instant instant) {
        return instant.equals(Instant.EPOCH) ? null : instant;
    }

    void remember(IngestState.Builder source) {
        source.setChangedAt(changedAt == null ? Instant.EPOCH : changedAt)
                .setChangeIntervalSeconds(Math.toIntExact(Math.min(interval.toSeconds(), Integer.MAX_VALUE)))
                .setDriftingSince(driftingSince == null ? Instant.EPOCH : driftingSince).setStale(stale)
                .setEnded(ended).setUsualEntries(profile.entries()).setUsualHeadlines(profile.headlines())
                .setUsualDates(profile.dates());
    }

    SourceStatus status() {
        return driftingSince != null
                ? SourceStatus.DRIFTING
                : stale && !ended ? SourceStatus.STALE : SourceStatus.HEALTHY;
    }

    /// How long nothing has changed.
    Duration quiet(Instant now) {
        return changedAt == null || changedAt.isAfter(now) ? Duration.ZERO : Duration.between(changedAt, now);
    }

    /// In which way the look is unlike the usual ones; empty when it is not, or has been so for so long that this is
    /// what is usual now.
    Optional<String> drift(Look look, Instant now) {
        boolean isNewShape = driftingSince != null && !now.isBefore(driftingSince.plus(NEW_SHAPE_AFTER));
        return isNewShape ? Optional.empty() : profile.drift(look);
    }

    /// After a look. One that drifts is not taken for usual.
    ///
    /// @param drifts whether [#drift] found it to
    /// @param changed whether it showed something new or different
    Vitals after(Look look, boolean drifts, boolean changed, Duration every, Instant now) {
        var since = driftingSince == null ? now : driftingSince;
        boolean isNewShape = !drifts && profile.drift(look).isPresent();
        var usual = drifts ? profile : isNewShape ? Profile.NONE.with(look) : profile.with(look);
        return new Vitals(changed || changedAt == null ? now : changedAt, changed ? interval(now) : interval,
                drifts ? since : null, stale, look.ended(), usual).at(now, every);
    }

    /// After a look that showed nothing new, such as a 304.
    Vitals at(Instant now, Duration every) {
        var patience = longest(STALE_AFTER, interval.multipliedBy(STALE_AFTER_INTERVALS),
                every.multipliedBy(STALE_AFTER_LOOKS));
        return new Vitals(changedAt, interval, driftingSince, quiet(now).compareTo(patience) > 0, ended, profile);
    }

    private Duration interval(Instant now) {
        if (changedAt == null) {
            return interval;
        }
        var latest = quiet(now);
        return interval.isZero() ? latest : interval.plus(latest.minus(interval).dividedBy(WEIGHT_OF_LATEST));
    }

    private static Duration longest(Duration one, Duration other, Duration third) {
        var longer = one.compareTo(other) > 0 ? one : other;
        return longer.compareTo(third) > 0 ? longer : third;
    }
}
