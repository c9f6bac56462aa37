package io.copydesk.command;

import io.copydesk.ingest.source.InvalidSourcesException;
import io.copydesk.ingest.source.Sources;
import io.copydesk.ingest.source.SourcesAdmin;
import io.copydesk.runtime.Neighbours;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "sources", mixinStandardHelpOptions = true, description = {
        "Check files of sources against those that the cluster reads, or put them there.",
        "The cluster is that of COPYDESK_KAFKA_… and COPYDESK_REGISTRY_….",
        "Ends with 0 when nothing is left to do, with 1 when something is, with 2 when a file is wrong."})
final class SourcesCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "check|apply", description = "Only say what differs, or change it.")
    private Action action = Action.CHECK;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "The sources, all of them, in YAML; see docs/sources.md.")
    private List<Path> files = List.of();

    SourcesCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        try {
            var wanted = Sources.readAll(files);
            var neighbours = Neighbours.of(environment);
            try (var contracts = neighbours.contracts()) {
                var sources = new SourcesAdmin(neighbours.kafka(), contracts);
                var changes = switch (action) {
                    case CHECK -> sources.check(wanted);
                    case APPLY -> sources.apply(wanted);
                };
                changes.forEach(change -> out
                        .println(change.kind().toString().toLowerCase(Locale.ROOT) + " " + change.source()));
                out.println(wanted.size() + " sources, " + changes.size() + " changes");
                return action == Action.APPLY || changes.isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
            }
        } catch (InvalidSourcesException e) {
            e.problems().forEach(spec.commandLine().getErr()::println);
            return ExitCode.USAGE;
        }
    }
}
