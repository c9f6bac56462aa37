package io.copydesk.ingest.feed;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.Origin;
import io.copydesk.ingest.text.PlainText;
import io.copydesk.ingest.text.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/// What a feed says that it has taken back (RFC 6721).
final class Tombstones {
    /// When, as claimed, by the id that is referred to.
    private final Map<String, String> claims = new LinkedHashMap<>();
    private final Times times;

    private Tombstones(Times times) {
        this.times = times;
    }

    static Tombstones of(List<Element> elements, SourceDefinition source) {
        var tombstones = new Tombstones(Times.in(source.getZone()));
        for (var element : elements) {
            var ref = PlainText.asClaimed(element.attr("ref"));
            if (!ref.isEmpty()) {
                tombstones.claims.merge(ref, element.attr("when"), tombstones::later);
            }
        }
        return tombstones;
    }

    private String later(String one, String other) {
        var first = instant(one);
        var second = instant(other);
        return second.isPresent() && (first.isEmpty() || second.get().isAfter(first.get())) ? other : one;
    }

    /// The entries that still stand, and a retraction for each that does not.
    List<Observation> applied(List<Observation> seen, Origin origin) {
        if (claims.isEmpty()) {
            return seen;
        }
        var standing = seen.stream().filter(entry -> entry.getNativeId().map(id -> stands(id, entry)).orElse(true))
                .toList();
        Set<String> back = standing.stream().flatMap(entry -> entry.getNativeId().stream()).collect(Collectors.toSet());
        var all = new ArrayList<>(standing);
        claims.forEach((ref, when) -> {
            if (!back.contains(ref)) {
                all.add(origin.draft().id(ref).modified(when).retracted().observation());
            }
        });
        return all;
    }

    /// An entry that was published again after its removal.
    private boolean stands(String id, Observation entry) {
        if (!claims.containsKey(id)) {
            return true;
        }
        var gone = instant(claims.getOrDefault(id, ""));
        var told = Stream.of(entry.getModified(), entry.getPublished()).flatMap(Optional::stream)
                .flatMap(time -> time.getInstant().stream()).findFirst();
        return gone.isPresent() && told.isPresent() && told.get().isAfter(gone.get());
    }

    private Optional<Instant> instant(String claim) {
        return Optional.of(times.read(claim)).flatMap(Time::getInstant);
    }
}
