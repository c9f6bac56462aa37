package io.copydesk.dashboard.history;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.dashboard.view.Cursor;
import io.copydesk.dashboard.view.Difference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change of an entry, with what the entry said after it.
///
/// @param place where it stands among the changes of its entry
/// @param headline empty where it said nothing any more, as after a retraction
/// @param diff what changed, each field with a little of what surrounds it
@JsonInclude(Include.NON_NULL)
public record Revision(@JsonIgnore Cursor place, int revision, ChangeKind kind, Instant observedAt,
        @Nullable String headline, @Nullable String body, List<Difference> diff) {
    public Revision {
        diff = List.copyOf(diff);
    }

    static Revision read(ResultSet row) throws SQLException {
        return new Revision(new Cursor(row.getLong("version"), row.getString("entry_id")), row.getInt("revision"),
                Cards.kind(row.getString("kind")), Cards.time(row, "observed_at"), row.getString("headline"),
                row.getString("body"), Cards.diff(row.getString("diff")));
    }

    int length() {
        return length(headline) + length(body);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
