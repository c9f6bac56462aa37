package io.copydesk.command;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.capture.CaptureParser;
import io.copydesk.ingest.page.PageParser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "extract", mixinStandardHelpOptions = true, description = {
        "Say what a source would yield: the observations of each file as JSON lines. Needs no Kafka.",
        "Ends with 0 when every file yields something, with 3 when one does not."})
final class Extract implements Callable<Integer> {
    /// How to read a file.
    enum Kind {
        /// Saved text of a page, or a saved page.
        CAPTURE,
        /// HTML.
        PAGE
    }

    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--kind", paramLabel = "KIND", description = "capture (saved text or page) or page (HTML). Default: ${DEFAULT-VALUE}", defaultValue = "capture")
    private Kind kind = Kind.CAPTURE;

    @Option(names = "--url", paramLabel = "URL", description = "Where the files were read.")
    private @Nullable URI url;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Saved documents.")
    private List<Path> files = List.of();

    Extract(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        files.stream().filter(file -> !Files.isRegularFile(file)).findFirst().ifPresent(missing -> {
            throw new ParameterException(spec.commandLine(), missing + " is no file");
        });
        int code = ExitCode.FINE;
        for (var file : files) {
            code = Math.max(code, extract(file));
        }
        return code;
    }

    private int extract(Path file) throws IOException {
        var name = file.getFileName().toString();
        var source = SourceDefinition.newBuilder()
                .setId(SourceName.of(file))
                .setKind(kind.name().toLowerCase(Locale.ROOT))
                .setUrl(url == null ? null : url.toString())
                .build();
        try {
            var document = new Document(name, Files.readAllBytes(file), null, url, 1, clock.instant());
            var entries = parser().parse(source, document).entries();
            if (entries.isEmpty()) {
                throw new UnreadableException(name + " holds no entry");
            }
            entries.forEach(entry -> spec.commandLine().getOut().println(ContractJson.of(entry)));
            return ExitCode.FINE;
        } catch (UnreadableException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.NOTHING_FOUND;
        }
    }

    private Parser parser() {
        return switch (kind) {
            case CAPTURE -> new CaptureParser(new PageParser());
            case PAGE -> new PageParser();
        };
    }
}
