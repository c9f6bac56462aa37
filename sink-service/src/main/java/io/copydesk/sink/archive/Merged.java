package io.copydesk.sink.archive;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/// The rows of one partition in the order of their offsets, each once, though two files may hold the same. No more files
/// are open than overlap.
final class Merged<T extends SpecificRecordBase> implements AutoCloseable {
    private record Cursor<T extends SpecificRecordBase>(RowFile<T> file, Row<T> row) {}

    private final Archived<T> archived;
    private final Deque<CompleteFile> waiting;
    private final PriorityQueue<Cursor<T>> open = new PriorityQueue<>(
            Comparator.comparingLong(cursor -> cursor.row().offset()));
    private long last = -1;

    /// @param files all of one partition
    Merged(Archived<T> archived, Collection<CompleteFile> files) {
        this.archived = archived;
        this.waiting = new ArrayDeque<>(files.stream().sorted(CompleteFile.BY_OFFSET).toList());
    }

    /// Null after the last.
    @Nullable
    Row<T> next() throws IOException {
        for (var cursor = lowest(); cursor != null; cursor = lowest()) {
            advance(cursor.file());
            if (cursor.row().offset() > last) {
                last = cursor.row().offset();
                return cursor.row();
            }
        }
        return null;
    }

    /// Of all files that may hold the next row.
    private @Nullable Cursor<T> lowest() throws IOException {
        for (var file = waiting.peek(); file != null && mayBeNext(file); file = waiting.peek()) {
            waiting.remove();
            advance(RowFile.open(archived, file.path()));
        }
        return open.poll();
    }

    private boolean mayBeNext(CompleteFile file) {
        var lowest = open.peek();
        return lowest == null || file.first() <= lowest.row().offset();
    }

    private void advance(RowFile<T> file) throws IOException {
        var row = file.next();
        if (row == null) {
            file.close();
        } else {
            open.add(new Cursor<>(file, row));
        }
    }

    @Override
    public void close() throws IOException {
        for (var cursor : open) {
            cursor.file().close();
        }
        open.clear();
    }
}
