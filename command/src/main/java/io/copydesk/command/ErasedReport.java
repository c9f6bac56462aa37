package io.copydesk.command;

import io.copydesk.schemas.Topics;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// Says line by line what is gone, what goes by itself and when, and what stays.
final class ErasedReport {
    private final PrintWriter out;
    private final Instant now;

    ErasedReport(PrintWriter out, Instant now) {
        this.out = out;
        this.now = now;
    }

    void print(Erased erased, Map<String, Boolean> stores, List<String> archived) {
        out.println("gone");
        erased.ids().forEach(id -> out.println("  copydesk.entries: " + id));
        erased.linked().forEach(id -> out.println("  copydesk.stories: " + id));
        stores.forEach((store, passed) -> out.println("  " + store + ": "
                + (passed ? "has read that it is to be deleted" : "has not read it yet, and deletes it when it does")));
        archived.forEach(line -> out.println("  archive: " + line));
        out.println("goes by itself");
        out.println("  copydesk.raw: its looks, by " + day(erased, Topics.RAW.name())
                + "; as long as a source shows it, its new looks as well");
        out.println("  copydesk.changes: its revisions, by " + day(erased, Topics.CHANGES.name()));
        out.println("  copydesk.dead-letters: letters that hold it, by " + day(erased, Topics.DEAD_LETTERS));
        out.println("  copydesk.entries, copydesk.stories and the state topics of enrich: earlier records of it, when "
                + "their logs are next compacted");
        out.println("  backups of the databases: as long as you keep them");
        out.println("stays");
        out.println("  its ids, addresses and fingerprints, in the state of enrich and ingest: they keep it out");
        out.println("  the ERASED change with the reason, where changes are stored");
    }

    private LocalDate day(Erased erased, String topic) {
        return LocalDate.ofInstant(erased.goneFrom(topic, now), ZoneOffset.UTC).plusDays(1);
    }
}
