package io.copydesk.command;

import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.schemas.identity.Evidence;
import io.copydesk.enrich.revision.Erasure;
import io.copydesk.schemas.Topics;
import io.copydesk.sink.archive.Archive;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "erase", mixinStandardHelpOptions = true, description = {
        "Have an entry forgotten for good: its state, its text in the history of every store, its story, its counts; and",
        "keep it out under each of its aliases. Ids that were merged into it go with it. Cannot be undone.",
        "The cluster is that of COPYDESK_KAFKA_… and COPYDESK_REGISTRY_….",
        "Ends with 1 when the enrich service or a store did not do it in time; the request stands all the same."})
final class Erase implements Callable<Integer> {
    /// Names the requests in the counters and in the changes that they make.
    private static final String SOURCE = "erase";
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final int LONGEST_REASON = 500;

    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ENTRY", description = "Its Copydesk id; `trace` tells it of an address.")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, in a line: kept on copydesk.raw, in the ERASED change and whatever stores that. Do not repeat in it what is to be erased.")
    private String reason = "";

    @Option(names = "--archive", paramLabel = "DIR", description = "Rewrite the files of this archive without it, too.")
    @Nullable
    private Path archive;

    @Option(names = "--dry-run", description = "Only say what would go.")
    private boolean dryRun;

    @Option(names = "--wait", negatable = true, defaultValue = "true", fallbackValue = "true", description = "Wait until it is done, at most two minutes; --no-wait only asks for it.")
    private boolean wait = true;

    Erase(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        if (reason.isBlank() || reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)) {
            throw new ParameterException(spec.commandLine(),
                    "--reason is a line of at most " + LONGEST_REASON + " characters");
        }
        if (archive != null && !wait) {
            throw new ParameterException(spec.commandLine(), "--archive needs the wait: its files are rewritten last");
        }
        if (archive != null && !Files.isDirectory(archive)) {
            throw new ParameterException(spec.commandLine(), archive + " is no folder");
        }
        try (var cluster = Cluster.of(environment)) {
            var current = CurrentEntries.of(cluster);
            var entry = current.entry(id);
            if (entry.isEmpty()) {
                return erasedBefore(cluster);
            }
            if (entry.get().getStatus() == EntryStatus.MERGED) {
                err().println(id + " was merged into " + entry.get().getMergedInto().orElse("?")
                        + ": erase that one, and this goes with it");
                return ExitCode.FAILED;
            }
            var all = Stream.concat(entry.stream(), Erasure.leadingTo(id, current.all()).stream()).toList();
            return dryRun ? say(all) : erase(cluster, current, all);
        }
    }

    /// An archive may be rewritten later than the rest, for as long as the request stands on raw.
    private int erasedBefore(Cluster cluster) throws IOException {
        var requests = new Tracing(cluster, List.of()).of(id).stream().flatMap(trace -> trace.looks().stream())
                .map(EntryTrace.Look::observation).filter(seen -> seen.getSignal() == Signal.ERASE).toList();
        if (archive == null || requests.isEmpty() || dryRun) {
            err().println(id + " is not on copydesk.entries: it never was, or it is forgotten or erased already");
            return ExitCode.NOTHING_FOUND;
        }
        fromArchive(requests).forEach(line -> out().println("archive: " + line));
        return ExitCode.FINE;
    }

    private List<String> fromArchive(List<Observation> requests) throws IOException {
        var archived = new ArrayList<String>();
        var folder = archive;
        if (folder != null) {
            for (var request : requests) {
                var gone = Archive.open(folder).erase(request.getNativeId().orElseThrow(), request.getBlog(),
                        request.getAliases());
                archived.add("%d looks and %d changes in %d files".formatted(gone.observations(), gone.changes(),
                        gone.files()));
            }
        }
        return archived;
    }

    private int say(List<Entry> all) {
        for (var each : all) {
            out().println("would erase " + each.getId() + " of blog " + each.getBlog() + ", revision "
                    + each.getRevision() + ", " + each.getStatus()
                    + each.getMergedInto().map(kept -> " into " + kept).orElse(""));
        }
        return ExitCode.FINE;
    }

    private int erase(Cluster cluster, CurrentEntries current, List<Entry> all) throws IOException {
        var requests = all.stream().map(entry -> request(entry, current)).toList();
        try (var erased = new Erased(cluster, all.stream().map(Entry::getId).toList(), all.getFirst().getBlog())) {
            cluster.publish(requests.stream()
                    .map(request -> cluster.record(Topics.RAW, request.getBlog(), request, request.getObservedAt()))
                    .toList());
            out().println("asked for on copydesk.raw: " + requests.stream()
                    .flatMap(request -> request.getNativeId().stream()).collect(Collectors.joining(", ")));
            if (!wait) {
                return ExitCode.FINE;
            }
            if (!erased.await(WITHIN)) {
                err().println(
                        "not done within " + WITHIN.toMinutes() + " minutes: does the enrich service run? It will "
                                + "be done when it does; `trace " + id + "` tells"
                                + (archive == null ? "" : ". The archive is as it was: ask again with --archive"));
                return ExitCode.FAILED;
            }
            var stores = erased.stores();
            new ErasedReport(out(), clock.instant()).print(erased, stores, fromArchive(requests));
            return stores.containsValue(false) ? ExitCode.FAILED : ExitCode.FINE;
        }
    }

    /// What enrich needs, also where it never saw the entry: its aliases, and the revision that is to be outlived.
    private Observation request(Entry entry, CurrentEntries current) {
        var shared = sharedAddresses(entry, current);
        return Observation.newBuilder().setSource(SOURCE).setBlog(entry.getBlog()).setNativeId(entry.getId())
                .setAliases(entry.getAliases().stream().filter(alias -> !shared.contains(alias)).toList())
                .setPermalink(entry.getPermalink().filter(link -> !shares(shared, link)).orElse(null))
                .setUrl(entry.getUrl().filter(url -> !shares(shared, url)).orElse(null))
                .setBody(reason).setLook(entry.getRevision()).setSignal(Signal.ERASE).setObservedAt(clock.instant())
                .build();
    }

    private static boolean shares(Collection<String> shared, String address) {
        return Evidence.aliases(address).stream().anyMatch(shared::contains);
    }

    /// Addresses that other entries of the blog have as well, such as the page's own: they name none of them, and must
    /// not keep the others out.
    private static Collection<String> sharedAddresses(Entry entry, CurrentEntries current) {
        var others = new HashSet<String>();
        current.all().stream().filter(other -> other.getBlog().equals(entry.getBlog()))
                .filter(other -> other.getStatus() != EntryStatus.MERGED && !other.getId().equals(entry.getId()))
                .filter(other -> entry.getMergedInto().filter(other.getId()::equals).isEmpty())
                .forEach(other -> {
                    others.addAll(other.getAliases());
                    other.getPermalink().map(Evidence::aliases).ifPresent(others::addAll);
                    other.getUrl().map(Evidence::aliases).ifPresent(others::addAll);
                });
        others.removeIf(Evidence::isId);
        return others;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
