package io.copydesk.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "evaluate", mixinStandardHelpOptions = true, description = {
        "Score tags, stories and repeats against a labelled set, through the very topology in memory.",
        "GOLD is a file or a folder of *.ndjson files; gold/README.md says how they are written."})
final class Evaluate implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "GOLD", description = "The labelled set.")
    private Path gold = Path.of("gold");

    @Option(names = "--captures", paramLabel = "DIR", description = "Saved pages, for labels whose texts are not in the set; without them those are left out.")
    private @Nullable Path captures;

    @Option(names = "--errors", description = "Name each thing that is wrong or missed, and the story of each entry.")
    private boolean errors;

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(gold)) {
            throw new ParameterException(spec.commandLine(), gold + " is neither file nor folder");
        }
        var out = spec.commandLine().getOut();
        var set = GoldSet.read(gold, captures);
        var evaluation = Evaluation.of(set);
        if (errors) {
            evaluation.errors().forEach(out::println);
        }
        out.println(set.entries().size() + " entries" + (set.missing() == 0
                ? ""
                : "; " + set.missing() + " more need the pages that they label, see --captures"));
        evaluation.lines().forEach(out::println);
        return ExitCode.FINE;
    }
}
