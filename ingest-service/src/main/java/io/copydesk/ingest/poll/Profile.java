package io.copydesk.ingest.poll;

import io.copydesk.contracts.IngestState;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.Look;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What the looks at a source usually are like.
///
/// @param entries in a look
/// @param headlines share of the entries that have one
/// @param dates share of the entries whose time of publication can be read
record Profile(double entries, double headlines, double dates) {
    /// Before the first look.
    static final Profile NONE = new Profile(0, 0, 0);
    /// Fewer entries than this share of the usual number is a drift...
    private static final double SHRUNK = 0.25;
    /// ...where there usually are so many that chance does not do it.
    private static final int ENOUGH = 8;
    /// Of which a look that shows none at all is suspicious.
    private static final int SOME = 2;
    /// A field that nearly all entries have is missed when it is gone from most.
    private static final double NEARLY_ALL = 0.9;
    private static final double MOST = 0.5;
    private static final int ENOUGH_TO_SHARE = 4;
    private static final double WEIGHT_OF_LATEST = 0.2;

    static Profile of(IngestState source) {
        return new Profile(source.getUsualEntries(), source.getUsualHeadlines(), source.getUsualDates());
    }

    private static Profile of(List<Observation> shown) {
        return new Profile(shown.size(), share(shown, Profile::hasHeadline), share(shown, Profile::hasDate));
    }

    private static List<Observation> shown(Look look) {
        return look.entries().stream().filter(entry -> entry.getSignal() != Signal.RETRACTED).toList();
    }

    private static boolean hasHeadline(Observation entry) {
        return !entry.getHeadline().isEmpty();
    }

    private static boolean hasDate(Observation entry) {
        return entry.getPublished().flatMap(Time::getInstant).isPresent();
    }

    private static double share(List<Observation> shown, Predicate<Observation> has) {
        return shown.isEmpty() ? 0 : (double) shown.stream().filter(has).count() / shown.size();
    }

    /// In which way the look is unlike the usual ones; empty when it is not.
    Optional<String> drift(Look look) {
        var shown = shown(look);
        var now = of(shown);
        boolean fewer = entries >= ENOUGH && now.entries() < entries * SHRUNK;
        if (fewer || (shown.isEmpty() && entries >= SOME)) {
            return Optional.of(shown.size() + " entries where about " + Math.round(entries) + " are usual");
        }
        if (shown.size() < ENOUGH_TO_SHARE) {
            return Optional.empty();
        }
        return vanished("headlines", headlines, now.headlines())
                .or(() -> vanished("times of publication", dates, now.dates()));
    }

    private static Optional<String> vanished(String what, double usual, double now) {
        return usual >= NEARLY_ALL && now < MOST
                ? Optional.of(what + " are gone from " + Math.round((1 - now) * 100) + " % of the entries")
                : Optional.empty();
    }

    /// With this look among the usual ones.
    Profile with(Look look) {
        var now = of(shown(look));
        return equals(NONE)
                ? now
                : new Profile(mean(entries, now.entries()), mean(headlines, now.headlines()),
                        mean(dates, now.dates()));
    }

    private static double mean(double usual, double latest) {
        return usual + (latest - usual) * WEIGHT_OF_LATEST;
    }
}
