package io.copydesk.command;

import io.copydesk.contracts.EntityType;
import io.copydesk.enrich.tagging.GazetteerCheck;
import io.copydesk.enrich.tagging.GazetteerFile;
import io.copydesk.enrich.tagging.WikidataDump;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "gazetteer", mixinStandardHelpOptions = true, description = "Check the names that Copydesk knows, or make a file of them from a Wikidata dump.")
final class GazetteerCommand implements Runnable {
    private static final String STANDARD_INPUT = "-";

    private final Clock clock;
    private final InputStream standardInput;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    GazetteerCommand(Clock clock, InputStream standardInput) {
        this.clock = clock;
        this.standardInput = standardInput;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "check or import?");
    }

    @Command(name = "check", mixinStandardHelpOptions = true, description = {
            "Load the built-in gazetteer, with the files of DIR beside it if one is given, and name every problem.",
            "Ends with 0 when there is none, else with 1."})
    int check(
            @Parameters(paramLabel = "DIR", arity = "0..1", description = "Gazetteer files of your own.") @Nullable Path folder) {
        var check = GazetteerCheck.of(folder);
        var out = spec.commandLine().getOut();
        check.problems().forEach(out::println);
        check.counts().forEach((what, count) -> out.println(what + ": " + count));
        return check.problems().isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
    }

    @Command(name = "import", mixinStandardHelpOptions = true, description = {
            "Make a gazetteer file of a Wikidata JSON dump: one entity a line, plain or .gz; - reads standard input,",
            "so that any other packing can be unpacked before: bzcat latest-all.json.bz2 | ./copydesk gazetteer import - …",
            "Of a name that several entities have, the one that most wikis write about gets it; names of the built-in",
            "gazetteer stay with it."})
    int importDump(
            @Parameters(paramLabel = "DUMP|-", description = "The dump.") String dump,
            @Option(names = "--class", paramLabel = "QID=TYPE", required = true, description = "Keep what is an instance (P31) of this class, as ${COMPLETION-CANDIDATES}. Repeat it: --class Q5=PERSON --class Q515=PLACE.") Map<String, EntityType> classes,
            @Option(names = "--language", paramLabel = "CODE", defaultValue = "en", description = "Labels and aliases of these languages, the first for the label. Default: en.") List<String> languages,
            @Option(names = "--sitelinks", paramLabel = "N", defaultValue = "10", description = "Leave out what fewer wikis write about. Default: ${DEFAULT-VALUE}.") int sitelinks,
            @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file to write.") Path file)
            throws IOException {
        WikidataDump.Read read;
        try (var reader = new BufferedReader(new InputStreamReader(open(dump), StandardCharsets.UTF_8))) {
            read = new WikidataDump(new LinkedHashMap<>(classes), languages, sitelinks).read(reader);
        }
        var gazetteer = new GazetteerFile();
        var version = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        var unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (var out = new PrintWriter(Files.newBufferedWriter(unfinished))) {
            gazetteer.write(version, "wikidata dump", read.entities(), out);
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        spec.commandLine().getOut().println(read.lines() + " entities read, " + read.unreadable()
                + " lines unreadable, " + gazetteer.written() + " written to " + file + ", " + gazetteer.dropped()
                + " left out because the built-in gazetteer has them or others have their names");
        return gazetteer.written() == 0 ? ExitCode.NOTHING_FOUND : ExitCode.FINE;
    }

    private InputStream open(String dump) throws IOException {
        if (dump.equals(STANDARD_INPUT)) {
            return standardInput;
        }
        var file = Path.of(dump);
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), dump + " is no file");
        }
        var bytes = Files.newInputStream(file);
        return dump.endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    }
}
