package io.copydesk.dashboard.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.copydesk.dashboard.view.Card;
import io.copydesk.dashboard.view.Cursor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// What the sink has stored: entries that are older than the memory of the dashboard, and what they said before. Every
/// question may end with a [HistoryUnavailableException], within some seconds.
public final class History implements AutoCloseable {
    private static final int TELLINGS = 100;

    /// Searches at a time: with all connections in theirs, nobody could look at an entry.
    private static final int SEARCHES = 2;

    private final Semaphore searches = new Semaphore(SEARCHES);
    private final Database database;

    /// Connects when it is asked something for the first time.
    ///
    /// @throws IllegalArgumentException when `url` is no address of PostgreSQL
    public History(String url, String user, String password) {
        this.database = new Database(url, user, password);
    }

    /// @param id of the entry
    /// @param next the cursor of the next page, if there is one
    @JsonInclude(Include.NON_NULL)
    public record Revisions(String id, List<Revision> revisions, @Nullable String next) {
        public Revisions {
            revisions = List.copyOf(revisions);
        }
    }

    /// @param next the cursor of the next page, if there is one
    @JsonInclude(Include.NON_NULL)
    public record Found(List<Card> entries, @Nullable String next) {
        public Found {
            entries = List.copyOf(entries);
        }
    }

    /// A live entry.
    public Optional<Card> entry(String id) {
        return cards(new Question(Cards.SELECT + "FROM live_entries e " + Cards.LAST_CHANGE + "WHERE e.id = ?", id), 1)
                .items().stream().findFirst();
    }

    /// The entry that this one proved to be; it may have proved to be another one since.
    public Optional<String> mergedInto(String id) {
        return database.page(new Question("SELECT merged_into FROM redirects WHERE entry_id = ?"
                + " AND merged_into IS NOT NULL", id), 1,
                row -> row.getString("merged_into"), String::length).items().stream().findFirst();
    }

    /// The live entries that tell a story, the first one first.
    public List<Card> tellings(String story) {
        return cards(new Question(Cards.SELECT + "FROM live_entries e " + Cards.LAST_CHANGE
                + "WHERE e.story = ? ORDER BY e.occurred_at, e.id LIMIT ?", story, TELLINGS), TELLINGS).items();
    }

    /// The changes of an entry, the last one first; none of an erased one, and none of one that is not stored.
    ///
    /// @param before where a page of this entry's ended; null for the newest
    public Revisions revisions(String id, @Nullable Cursor before, int limit) {
        long version = before == null ? Long.MAX_VALUE : before.at();
        var page = database.page(new Question(
                "SELECT entry_id, version, revision, kind, observed_at, headline, body, diff"
                        + " FROM history WHERE entry_id = ? AND version < ? AND kind <> 'ERASED' ORDER BY version DESC LIMIT ?",
                id, version, limit + 1), limit, Revision::read, Revision::length);
        return new Revisions(id, page.items(), page.more() ? page.items().getLast().place().word() : null);
    }

    /// Entries that have the words, each in its own language; those of the latest time first.
    ///
    /// @param before where a page ended; null for the newest
    public Found search(Search search, @Nullable Cursor before, int limit) {
        if (!searches.tryAcquire()) {
            throw new HistoryUnavailableException("as many as may search do");
        }
        try {
            return find(search, before, limit);
        } finally {
            searches.release();
        }
    }

    private Found find(Search search, @Nullable Cursor before, int limit) {
        var page = found(search.amongNewest(before, limit + 1), limit);
        if (!page.more()) {
            page = found(search.amongAll(before, limit + 1), limit);
        }
        return new Found(page.items(), page.more() ? Cursor.ofOccurrence(page.items().getLast()).word() : null);
    }

    private Database.Page<Card> found(Question ids, int limit) {
        return cards(ids.inside(Cards.SELECT + "FROM (", ") found JOIN live_entries e ON e.id = found.id "
                + Cards.LAST_CHANGE + "ORDER BY e.occurred_at DESC, e.id DESC"), limit);
    }

    private Database.Page<Card> cards(Question question, int limit) {
        return database.page(question, limit, Cards::read, Cards::length);
    }

    @Override
    public void close() {
        database.close();
    }
}
