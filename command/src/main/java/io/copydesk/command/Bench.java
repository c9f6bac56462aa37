package io.copydesk.command;

import io.copydesk.benchmarks.Benchmarks;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "bench", mixinStandardHelpOptions = true, description = {
        "Measure speeds as ratios against a peer and a limit, in one run: interleaved rounds, medians with their spread; and",
        "times beside those of a plain consumer.",
        "A machine that does nothing else gives the narrowest spread."})
final class Bench implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "STAGE", arity = "0..*", description = "Any of ${COMPLETION-CANDIDATES}; all of them without one.")
    private List<Benchmarks> stages = List.of();

    @Override
    public Integer call() throws IOException {
        Benchmarks.run(stages.isEmpty() ? List.of(Benchmarks.values()) : stages, spec.commandLine().getOut());
        return ExitCode.FINE;
    }
}
