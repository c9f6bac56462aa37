package io.copydesk.command;

import io.copydesk.runtime.Neighbours;
import io.copydesk.sink.archive.Archive;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "rebuild", mixinStandardHelpOptions = true, description = {
        "Publish all archived observations to a cluster whose topics are empty; the services that run there decide and store",
        "everything anew. Stop ingest until it has ended.",
        "The cluster is that of COPYDESK_KAFKA_… and COPYDESK_REGISTRY_…."})
final class Rebuild implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--from", paramLabel = "FOLDER", required = true, description = "The archive; nobody may be writing to it.")
    private Path from = Path.of("");

    @Option(names = "--dry-run", description = "Only look whether it could be done, and count.")
    private boolean dryRun;

    Rebuild(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        var neighbours = Neighbours.of(environment);
        var archive = Archive.open(from);
        int written = archive.complete();
        if (written > 0) {
            throw new IllegalStateException(
                    written + " files in " + from + " are being written: stop the sink that does it");
        }
        EmptyTopics.check(neighbours.kafka());
        var out = spec.commandLine().getOut();
        try (var contracts = neighbours.contracts();
                var publishing = dryRun
                        ? Republishing.counting()
                        : Republishing.to(neighbours.kafka(), contracts, clock)) {
            archive.observations(row -> {
                publishing.publish(row.key(), row.value());
                if (publishing.count() % 100_000 == 0) {
                    out.println(inWords(publishing.count()) + " so far");
                }
            });
            publishing.finish();
            out.println(inWords(publishing.count()) + (dryRun ? " would be published" : " published") + ", of "
                    + publishing.sources() + " sources");
        }
        return ExitCode.FINE;
    }

    private static String inWords(long observations) {
        return String.format(Locale.ROOT, "%,d observations", observations);
    }
}
