package io.copydesk.command;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Content;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Kind;
import io.copydesk.ingest.Limits;
import io.copydesk.ingest.Limits.Rejection;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.Parsers;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.poll.Evidence;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(name = "extract", mixinStandardHelpOptions = true, description = {
        "Say what a source would yield: the entries of each file as JSON lines, oldest first. Needs no Kafka.",
        "A file that yields none is a line on standard error, FILE: reason, and the rest go on.",
        "Ends with 0 when every file yields something, with 3 when one does not."})
final class Extract implements Callable<Integer> {
    private final Clock clock;
    private final Parsers parsers = new Parsers();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--kind", paramLabel = "KIND", converter = KindConverter.class, completionCandidates = Kinds.class, description = "One of ${COMPLETION-CANDIDATES}. Default: whichever knows the file.")
    private @Nullable Kind kind;

    @Option(names = "--url", paramLabel = "URL", description = "Where the files were read.")
    private @Nullable URI url;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Saved documents.")
    private List<Path> files = List.of();

    Extract(Clock clock) {
        this.clock = clock;
    }

    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Kind.values()).map(Kind::label).iterator();
        }
    }

    static final class KindConverter implements ITypeConverter<Kind> {
        @Override
        public Kind convert(String label) {
            return Kind.of(label).orElseThrow(() -> new TypeConversionException("'" + label + "' is no kind"));
        }
    }

    @Override
    public Integer call() {
        if (files.stream().noneMatch(Files::isRegularFile)) {
            throw new ParameterException(spec.commandLine(), files.getFirst() + " is no file");
        }
        int code = ExitCode.FINE;
        for (var file : files) {
            code = Math.max(code, extract(file));
        }
        return code;
    }

    private int extract(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return nothing(file + ": is no file");
            }
            if (Files.size(file) > Limits.DOCUMENT_BYTES) {
                return nothing(file + ": is larger than " + Limits.DOCUMENT_BYTES + " bytes");
            }
            return extract(file,
                    new Document(file.toString(), Files.readAllBytes(file), null, url, 1, clock.instant()));
        } catch (IOException e) {
            return nothing(file + ": cannot be read: " + e);
        }
    }

    private int extract(Path file, Document document) {
        try {
            var as = Optional.ofNullable(kind).orElseGet(() -> parsers.guess(document));
            var source = SourceDefinition.newBuilder().setId(SourceName.of(file)).setKind(as.label())
                    .setUrl(url == null ? null : url.toString()).build();
            var entries = within(file, parsers.of(as).parse(source, document));
            if (entries.isEmpty()) {
                throw new UnreadableException(document, "holds no entry");
            }
            print(file, as, entries);
            return ExitCode.FINE;
        } catch (UnreadableException e) {
            return nothing(String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            return nothing(file + ": cannot be read because of a mistake of the parser: " + e);
        }
    }

    /// Those that the pipeline would take.
    private List<Observation> within(Path file, Look look) {
        if (look.excess() > 0) {
            spec.commandLine().getErr()
                    .println(file + ": the oldest " + look.excess() + " entries: " + Rejection.TOO_MANY_ENTRIES.tag());
        }
        var taken = new ArrayList<Observation>();
        for (var entry : look.entries()) {
            var broken = Limits.broken(entry, Content.of(entry).bytes());
            if (broken.isPresent()) {
                spec.commandLine().getErr().println(file + ": an entry: " + broken.get().tag());
            } else {
                taken.add(entry);
            }
        }
        return taken;
    }

    private void print(Path file, Kind as, List<Observation> entries) {
        var rungs = Evidence.rungs(entries);
        for (int i = 0; i < entries.size(); i++) {
            spec.commandLine().getOut().println(ExtractedJson.of(entries.get(i), rungs.get(i), as, file));
        }
    }

    private int nothing(String message) {
        spec.commandLine().getErr().println(message.replaceAll("\\s+", " "));
        return ExitCode.NOTHING_FOUND;
    }
}
