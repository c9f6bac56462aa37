package io.copydesk.command;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "retag", mixinStandardHelpOptions = true, description = {
        "Have entries tagged anew, with the gazetteer and rules that the enrich service runs with now. Whatever gets other",
        "tags is published as a RETAGGED change.",
        "The cluster is that of COPYDESK_KAFKA_… and COPYDESK_REGISTRY_…."})
final class Retag implements Callable<Integer> {
    /// Names the requests in the counters and in the changes that they make.
    private static final String SOURCE = "retag";

    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--since", paramLabel = "TIME", required = true, converter = TimeConverter.class, description = "Entries whose text is of this time or later: a day (2026-11-01) or an instant (2026-11-01T06:00:00Z), UTC.")
    private Instant since = Instant.MAX;

    @Option(names = "--dry-run", description = "Only count them.")
    private boolean dryRun;

    Retag(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try (var cluster = Cluster.of(environment)) {
            var current = CurrentEntries.of(cluster).all();
            var entries = new ArrayList<>(current.stream().filter(entry -> entry.getStatus() == EntryStatus.LIVE)
                    .filter(entry -> !entry.getObservedAt().isBefore(since)).toList());
            // a blog's names are introduced in the order of its entries
            entries.sort(Comparator.comparing(Entry::getObservedAt).thenComparing(Entry::getId));
            if (!dryRun) {
                cluster.publish(entries.stream().map(
                        entry -> cluster.record(Topics.RAW, entry.getBlog(), request(entry), clock.instant()))
                        .toList());
            }
            spec.commandLine().getOut().println(entries.size() + " of " + current.size() + " entries "
                    + (dryRun ? "would be tagged anew" : "are being tagged anew"));
            return ExitCode.FINE;
        }
    }

    private Observation request(Entry entry) {
        return Observation.newBuilder().setSource(SOURCE).setBlog(entry.getBlog()).setNativeId(entry.getId())
                .setSignal(Signal.RETAG).setObservedAt(clock.instant()).build();
    }
}
