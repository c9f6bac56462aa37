package io.copydesk.command.laptop;

import io.copydesk.command.Home;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.source.InvalidSourcesException;
import io.copydesk.ingest.source.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// What a run reads.
///
/// @param complete whether everything that was named can be read
record Input(List<SourceDefinition> sources, boolean complete) {
    Input {
        sources = List.copyOf(sources);
    }

    /// Says on the command's error output what it leaves out, and why.
    ///
    /// @throws ParameterException when a sources file is wrong, or two sources have one id
    static Input of(@Nullable Path captures, @Nullable Path file, boolean samples, CommandLine command)
            throws IOException {
        var all = new ArrayList<SourceDefinition>();
        boolean complete = true;
        if (captures != null) {
            var found = Captures.of(captures);
            found.skipped().forEach(why -> command.getErr().println("skipped " + why));
            found.unreadable().forEach(why -> command.getErr().println("cannot read " + why));
            all.addAll(found.sources());
            complete = found.unreadable().isEmpty();
        }
        if (file != null) {
            all.addAll(read(file, command));
        }
        if (samples || (captures == null && file == null)) {
            all.addAll(read(Home.samples().resolve("sources.yaml"), command));
        }
        var names = new HashSet<String>();
        for (var source : all) {
            if (!names.add(source.getId())) {
                throw new ParameterException(command, "two sources are named " + source.getId());
            }
        }
        return new Input(all, complete);
    }

    List<String> names() {
        return sources.stream().map(SourceDefinition::getId).toList();
    }

    private static List<SourceDefinition> read(Path file, CommandLine command) throws IOException {
        try {
            return Sources.read(file);
        } catch (InvalidSourcesException e) {
            throw new ParameterException(command, String.join(System.lineSeparator(), e.problems()), e);
        }
    }
}
