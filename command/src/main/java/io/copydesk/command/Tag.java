package io.copydesk.command;

import io.copydesk.contracts.Observation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "tag", mixinStandardHelpOptions = true, description = {
        "Updates as the push API takes them in, one JSON object a line; one line out for each, in the same order:",
        "the entry, what the update changed, its entities and topics with the reasons, and its story in the end.",
        "The very topology runs in memory. An update counts as seen when it says that it was published.",
        "Ends with 2 when an update is wrong; then nothing is tagged."})
final class Tag implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    private final Clock clock;
    private final InputStream standardInput;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE|-", description = "The updates; - reads standard input.")
    private String file = STANDARD_INPUT;

    Tag(Clock clock, InputStream standardInput) {
        this.clock = clock;
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() throws IOException {
        var observations = new ArrayList<Observation>();
        if (!read(observations)) {
            return ExitCode.USAGE;
        }
        var result = Desk.enrich(observations);
        for (var outcome : result.outcomes()) {
            var link = outcome.entry().map(entry -> result.links().get(entry.getId())).orElse(null);
            spec.commandLine().getOut().println(TaggedJson.of(outcome, link));
        }
        return ExitCode.FINE;
    }

    /// Every line on its own: a file may hold more than one request may.
    private boolean read(List<Observation> observations) throws IOException {
        boolean good = true;
        int number = 0;
        for (var line : lines()) {
            number++;
            var updates = UpdateLine.read(line, clock.instant());
            for (var fault : updates.faults()) {
                good = false;
                spec.commandLine().getErr().println("line " + number + ": " + fault.field()
                        + (fault.field().isEmpty() ? "" : ": ") + fault.problem());
            }
            observations.addAll(updates.observations());
        }
        return good;
    }

    private List<String> lines() throws IOException {
        try (var input = input()) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private InputStream input() throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return standardInput;
        }
        var path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw new ParameterException(spec.commandLine(), file + " is no file");
        }
        return new ByteArrayInputStream(Files.readAllBytes(path));
    }
}
