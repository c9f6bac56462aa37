package io.copydesk.sink.archive;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One topic's files that this process is writing, one a partition at most. After an [IOException] call [#drop]: what is
/// known of the files is then read from them again.
final class OpenParts<T extends SpecificRecordBase> {
    private static final Logger log = LoggerFactory.getLogger(OpenParts.class);

    private final Shelf<T> shelf;
    private final Predicate<T> kept;
    private final Map<Integer, Part<T>> open = new HashMap<>();
    private final Map<Integer, Long> last = new HashMap<>();
    private final Set<Part<T>> unflushed = new HashSet<>();

    /// @param kept what may become visible
    OpenParts(Shelf<T> shelf, Predicate<T> kept) {
        this.shelf = shelf;
        this.kept = kept;
    }

    /// Whether the files hold this offset.
    boolean holds(int partition, long offset) throws IOException {
        var known = last.get(partition);
        if (known == null) {
            // whoever wrote to the partition before may have left a file behind
            shelf.recover(kept);
            known = shelf.lastOffset(partition);
            last.put(partition, known);
        }
        return offset <= known;
    }

    /// Safe after [#flush].
    void append(Row<T> row, LocalDate day, Instant now) throws IOException {
        var part = open.get(row.partition());
        if (part == null) {
            part = Part.create(shelf.archived(), shelf.day(day), row.partition(), row.offset(), now);
            open.put(row.partition(), part);
        }
        part.append(row);
        unflushed.add(part);
        last.put(row.partition(), row.offset());
    }

    void flush() throws IOException {
        for (var part : unflushed) {
            part.flush();
        }
        unflushed.clear();
    }

    interface Due {
        boolean test(Part<?> part) throws IOException;
    }

    /// Completes those that are due.
    void complete(Due due) throws IOException {
        for (var each : new ArrayList<>(open.entrySet())) {
            if (due.test(each.getValue())) {
                each.getValue().complete(kept);
                open.remove(each.getKey());
            }
        }
    }

    void recover() throws IOException {
        shelf.recover(kept);
    }

    /// As if this process had died: what is in the files is found there.
    void drop() {
        for (var part : open.values()) {
            try {
                part.close();
            } catch (IOException e) {
                log.atDebug().setCause(e).log("a file that failed could not be closed either");
            }
        }
        open.clear();
        unflushed.clear();
        last.clear();
    }
}
