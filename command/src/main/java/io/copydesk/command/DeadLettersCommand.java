package io.copydesk.command;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "dead-letters", mixinStandardHelpOptions = true, description = {
        "What could not be processed, and why; and once its cause is mended, offer it again.",
        "The cluster is that of COPYDESK_KAFKA_… and COPYDESK_REGISTRY_….",
        "A letter is called by its partition and offset: 3-17."})
final class DeadLettersCommand implements Runnable {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DeadLettersCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list, show or replay?");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "One line a letter, the most recent last: its name, when it was written, stage, cause, where the record was read, key, size, attempt, message.")
    int list(@Mixin LetterFilter filter,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "The newest so many. Default: ${DEFAULT-VALUE}.") int limit) {
        try (var cluster = Cluster.of(environment)) {
            var out = spec.commandLine().getOut();
            new Letters(cluster).newest(filter, Math.max(0, limit)).stream().map(LetterText::line)
                    .forEach(out::println);
            return ExitCode.FINE;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Everything that a letter holds; its value as JSON where it decodes, else its bytes.")
    int show(@Parameters(paramLabel = "NAME", description = "The letter's.") String name) {
        try (var cluster = Cluster.of(environment)) {
            var letters = new Letters(cluster);
            var letter = letters.named(name);
            LetterText.whole(letter, letters.value(letter)).forEach(spec.commandLine().getOut()::println);
            return ExitCode.FINE;
        }
    }

    @Command(name = "replay", mixinStandardHelpOptions = true, description = {
            "Offer letters again, the chosen ones oldest first: an observation to copydesk.raw, with its attempt raised; a sink's letter to",
            "that one store, through its guard (the sink's settings are needed for that). Nothing else is ever written.",
            "The letters stay where they are. Ends with 1 when any of them did not get where it belongs."})
    int replay(
            @Parameters(paramLabel = "NAME", arity = "0..*", description = "These letters.") @Nullable List<String> names,
            @Mixin LetterFilter filter,
            @Option(names = "--dry-run", description = "Only say where each would go.") boolean dryRun) {
        if ((names == null || names.isEmpty()) == filter.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name letters, or choose them by --cause, --stage, "
                    + "--source, --since or --until");
        }
        try (var cluster = Cluster.of(environment); var replaying = new Replaying(cluster, environment, dryRun)) {
            var letters = new Letters(cluster);
            return report(names == null || names.isEmpty() ? letters.names(filter) : names, letters, replaying);
        }
    }

    private int report(List<String> names, Letters letters, Replaying replaying) {
        int done = 0;
        for (var name : names) {
            var outcome = replaying.replay(letters.named(name));
            done += outcome.done() ? 1 : 0;
            spec.commandLine().getOut().println(name + " " + outcome.sentence());
        }
        spec.commandLine().getOut().println(done + " of " + names.size() + " letters");
        return done == names.size() ? ExitCode.FINE : ExitCode.FAILED;
    }
}
