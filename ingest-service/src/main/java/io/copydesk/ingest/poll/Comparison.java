package io.copydesk.ingest.poll;

import io.copydesk.contracts.IngestState;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.Content;
import io.copydesk.ingest.Limits;
import io.copydesk.ingest.Limits.Rejection;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.poll.Findings.News;
import io.copydesk.schemas.Absence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compares one look with what is acknowledged of its source. Pure: what it finds is remembered by who publishes it.
final class Comparison {
    /// An entry that stays on its page is published again this often, so that enrich knows that it is still there.
    static final Duration REFRESHED_AFTER = Duration.ofDays(1);
    /// An entry that has long left its page, which is refreshed daily as long as it stands there, is forgotten.
    static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);

    /// Entries of one source; beyond it the oldest are forgotten sooner.
    static final int REMEMBERED = 4 * Limits.ENTRIES;

    private final SourceMemory memory;
    private final String source;
    private final long look;
    private final Instant observedAt;
    private final List<Shown> shown = new ArrayList<>();
    private final List<News> news = new ArrayList<>();
    private final List<Rejection> rejected = new ArrayList<>();
    private int changed;
    private int unchanged;
    private int crowdedOut;

    private Comparison(SourceMemory memory, String source, long look, Instant observedAt) {
        this.memory = memory;
        this.source = source;
        this.look = look;
        this.observedAt = observedAt;
    }

    /// An entry that the look shows.
    private record Shown(Observation observation, News news, boolean unchanged) {
        boolean isWeak() {
            return Evidence.isWeak(news.evidence());
        }

        Optional<Instant> published() {
            return observation.getPublished().flatMap(Time::getInstant);
        }
    }

    static Findings of(SourceMemory memory, String source, Look shown, long look, Instant observedAt) {
        var comparison = new Comparison(memory, source, look, observedAt);
        var entries = comparison.once(shown.entries());
        comparison.rejected.addAll(Collections.nCopies(shown.excess(), Rejection.TOO_MANY_ENTRIES));
        var evidence = Evidence.of(entries);
        for (int position = 0; position < entries.size(); position++) {
            comparison.see(entries.get(position), evidence.get(position), position, shown.complete());
        }
        comparison.tell();
        int seen = comparison.news.size();
        if (shown.complete()) {
            comparison.miss(entries, Set.copyOf(evidence));
        } else if (seen > 0) {
            comparison.forget();
        }
        return new Findings(comparison.news, seen, comparison.changed, comparison.unchanged, comparison.rejected,
                comparison.crowdedOut);
    }

    /// What a document repeats word for word under one name is one entry; without a name it may be two.
    private List<Observation> once(List<Observation> entries) {
        var seen = new HashSet<List<Object>>();
        var once = new ArrayList<Observation>(entries.size());
        for (var entry : entries) {
            if (isNamed(entry) && !seen.add(List.of(entry.getNativeId(), entry.getPermalink(), entry.getUrl(),
                    Content.of(entry).hash()))) {
                unchanged++;
            } else {
                once.add(entry);
            }
        }
        return once;
    }

    private static boolean isNamed(Observation entry) {
        return entry.getNativeId().isPresent() || entry.getPermalink().isPresent() || entry.getUrl().isPresent();
    }

    private void see(Observation entry, String evidence, int position, boolean complete) {
        var content = Content.of(entry);
        var limit = Limits.broken(entry, content.bytes());
        if (limit.isPresent()) {
            rejected.add(limit.get());
        } else {
            var observation = Observation.newBuilder(entry).setLook(look).setPosition(position)
                    .setLookComplete(complete).setObservedAt(observedAt).build();
            var state = IngestState.newBuilder().setSource(source).setEvidence(evidence).setLook(look)
                    .setHash(content.hash()).setBlog(entry.getBlog()).setNativeId(entry.getNativeId().orElse(null))
                    .setPermalink(entry.getPermalink().orElse(null)).setUrl(entry.getUrl().orElse(null))
                    .setPublishedAt(observedAt).build();
            var known = memory.entries().get(evidence);
            changed += known == null || !known.getHash().equals(content.hash()) ? 1 : 0;
            shown.add(new Shown(observation, new News(observation, evidence, state),
                    isAcknowledged(known, content)));
        }
    }

    /// Tells what is new or different, and beside it what is unchanged and might be taken for it: only together do
    /// two entries of one look prove that they are two.
    private void tell() {
        var changed = shown.stream().filter(each -> !each.unchanged()).toList();
        boolean mayBeAnother = changed.stream()
                .anyMatch(each -> each.isWeak() || !memory.entries().containsKey(each.news().evidence()));
        var weakTimes = changed.stream().filter(Shown::isWeak).map(Shown::published).collect(Collectors.toSet());
        for (var each : shown) {
            boolean witness = each.isWeak() ? mayBeAnother : weakTimes.contains(each.published());
            if (!each.unchanged() || witness) {
                news.add(each.news());
            } else {
                unchanged++;
            }
        }
    }

    private boolean isAcknowledged(@Nullable IngestState known, Content content) {
        return known != null && known.getHash().equals(content.hash()) && known.getMisses() == 0
                && observedAt.isBefore(known.getPublishedAt().plus(REFRESHED_AFTER));
    }

    /// A complete look: what it does not show is absent.
    private void miss(List<Observation> entries, Set<String> evidence) {
        var claimed = Evidence.claimed(entries);
        var ordered = new ArrayList<>(memory.entries().entrySet());
        ordered.sort(Map.Entry.comparingByKey());
        for (var known : ordered) {
            if (evidence.contains(known.getKey())) {
                continue;
            }
            if (Evidence.isText(known.getKey()) || claimed.contains(known.getKey())) {
                // it may stand there under other evidence: no absence, and nothing to remember it by
                news.add(new News(null, known.getKey(), null));
            } else {
                miss(known.getKey(), known.getValue(), entries.size());
            }
        }
    }

    private void miss(String evidence, IngestState known, int position) {
        int misses = known.getMisses() + 1;
        var absent = Observation.newBuilder().setSource(source).setBlog(known.getBlog())
                .setNativeId(known.getNativeId().orElse(null)).setPermalink(known.getPermalink().orElse(null))
                .setUrl(known.getUrl().orElse(null)).setSignal(Signal.ABSENT).setLook(look).setPosition(position)
                .setLookComplete(true).setObservedAt(observedAt).build();
        var state = misses < Absence.LOOKS_UNTIL_RETRACTED
                ? IngestState.newBuilder(known).setMisses(misses).setLook(look).setPublishedAt(observedAt).build()
                : null;
        news.add(new News(absent, evidence, state));
    }

    private void forget() {
        var forgotten = new HashMap<String, IngestState>(memory.entries());
        news.forEach(each -> forgotten.remove(each.evidence()));
        forgotten.values().removeIf(known -> observedAt.isBefore(known.getPublishedAt().plus(FORGOTTEN_AFTER)));
        // ids that are made anew for each look would fill the memory before they are old
        int excess = memory.entries().size() + (int) news.stream()
                .filter(each -> !memory.entries().containsKey(each.evidence())).count() - forgotten.size() - REMEMBERED;
        if (excess > 0) {
            int before = forgotten.size();
            var told = news.stream().map(News::evidence).collect(Collectors.toSet());
            memory.entries().entrySet().stream()
                    .filter(known -> !told.contains(known.getKey()) && !forgotten.containsKey(known.getKey()))
                    .sorted(Comparator.comparing(known -> known.getValue().getPublishedAt())).limit(excess)
                    .forEach(known -> forgotten.put(known.getKey(), known.getValue()));
            crowdedOut = forgotten.size() - before;
        }
        forgotten.keySet().forEach(evidence -> news.add(new News(null, evidence, null)));
    }
}
