package io.copydesk.command;

import io.copydesk.schemas.BadRecordException.Cause;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which letters a command is about; all when nothing is said.
final class LetterFilter {
    @Option(names = "--cause", paramLabel = "CAUSE", description = "Of this cause: ${COMPLETION-CANDIDATES}.")
    @Nullable
    private Cause cause;

    @Option(names = "--stage", paramLabel = "STAGE", description = "Of this step or store, such as enrich.decode, enrich or sink-postgres.")
    @Nullable
    private String stage;

    @Option(names = "--source", paramLabel = "SOURCE", description = "Whose value decodes and names this source.")
    @Nullable
    private String source;

    @Option(names = "--since", paramLabel = "TIME", converter = TimeConverter.class, description = "Written at this time or later: a day (2026-11-01) or an instant (2026-11-01T06:00:00Z), UTC.")
    @Nullable
    private Instant since;

    @Option(names = "--until", paramLabel = "TIME", converter = TimeConverter.class, description = "Written before this time.")
    @Nullable
    private Instant until;

    boolean isEmpty() {
        return cause == null && stage == null && source == null && since == null && until == null;
    }

    Optional<Instant> since() {
        return Optional.ofNullable(since);
    }

    /// @param sourceOf asked only when everything else fits: it may need the registry
    boolean fits(Letter letter, Function<Letter, Optional<String>> sourceOf) {
        return (cause == null || letter.hasCause(cause))
                && (stage == null || letter.stage().equals(stage) || letter.stage().startsWith(stage + "."))
                && (since == null || !letter.time().isBefore(since))
                && (until == null || letter.time().isBefore(until))
                && (source == null || sourceOf.apply(letter).filter(source::equals).isPresent());
    }
}
