package io.copydesk.command;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.StoryLink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Takes observations through the very topology, in memory and in their order, and tells what became of each.
final class Desk {
    private final Map<String, Entry> known = new HashMap<>();

    /// What became of one observation.
    ///
    /// @param entry empty for a retraction of what was never seen
    /// @param change UNKNOWN when it changed nothing
    record Outcome(Optional<Entry> entry, ChangeKind change) {}

    /// @param links the story of each entry, when everything has been read
    record Result(List<Outcome> outcomes, Map<String, StoryLink> links) {}

    static Result enrich(List<Observation> observations) {
        var desk = new Desk();
        try (var topology = new TopologyInMemory()) {
            var outcomes = new ArrayList<Outcome>();
            for (var observation : observations) {
                outcomes.add(desk.outcome(observation, topology.enrich(observation)));
            }
            return new Result(outcomes, topology.links());
        }
    }

    private Outcome outcome(Observation observation, List<Change> changes) {
        var own = changes.stream().filter(change -> change.getKind() != ChangeKind.MERGED).findFirst();
        var entry = own.flatMap(Change::getState).or(() -> evidence(observation).map(known::get)
                .filter(Objects::nonNull).findFirst());
        entry.ifPresent(state -> evidence(observation).forEach(key -> known.put(key, state)));
        return new Outcome(entry, own.map(Change::getKind).orElse(ChangeKind.UNKNOWN));
    }

    /// What the same update would carry again.
    private static Stream<String> evidence(Observation observation) {
        var blog = observation.getBlog() + "\n";
        return Stream.of(observation.getNativeId().map(id -> "id:" + id),
                observation.getPermalink().map(link -> "link:" + link),
                Optional.of("text:" + observation.getBody()).filter(text -> observation.getNativeId().isEmpty()))
                .flatMap(Optional::stream).map(key -> blog + key);
    }
}
