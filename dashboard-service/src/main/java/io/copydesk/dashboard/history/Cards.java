package io.copydesk.dashboard.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.EntryRole;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.dashboard.view.Card;
import io.copydesk.dashboard.view.Difference;
import io.copydesk.dashboard.view.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Entries of the database as cards. The version of the gazetteer is in none of the views, so it is left empty.
final class Cards {
    /// Every field of a card, of the live entry `e`. One statement, so that a card is of one moment.
    static final String SELECT = """
            SELECT e.*, last.kind, last.diff,
                   coalesce((SELECT max(h.observed_at) FROM history h WHERE h.entry_id = e.id AND h.kind <> 'MINOR_EDIT'),
                            e.observed_at) AS changed_at,
                   (SELECT json_agg(json_build_object('entity', m.entity, 'label', m.label, 'type', m.type,
                               'field', m.field, 'start', m.start_offset, 'end', m.end_offset, 'surface', m.surface,
                               'rule', m.rule, 'confidence', m.confidence) ORDER BY m.ordinal)
                    FROM mentions m WHERE m.entry_id = e.id) AS mentions,
                   (SELECT json_agg(json_build_object('code', t.code, 'label', t.label, 'score', t.score,
                               'terms', t.terms) ORDER BY t.ordinal)
                    FROM topic_tags t WHERE t.entry_id = e.id) AS topics,
                   (SELECT json_build_object('id', t.story, 'duplicateOf', t.duplicate_of, 'score', t.score,
                               'reasons', t.reasons, 'size', (SELECT count(*) FROM tellings o WHERE o.story = t.story))
                    FROM tellings t WHERE t.entry_id = e.id) AS told
            """;
    /// The last change of `e`, wherever its history has been written already.
    static final String LAST_CHANGE = """
            LEFT JOIN LATERAL (SELECT h.kind, h.diff FROM history h WHERE h.entry_id = e.id
                               ORDER BY h.version DESC LIMIT 1) last ON true
            """;

    private Cards() {}

    static Card read(ResultSet row) throws SQLException {
        int revision = row.getInt("revision");
        var kind = row.getString("kind");
        return new Card(row.getString("id"), row.getString("blog"), row.getString("source"), EntryStatus.LIVE, revision,
                row.getLong("version"), known(EntryRole.values(), row.getString("role"), EntryRole.UNKNOWN),
                row.getString("headline"), row.getString("body"), row.getString("language"),
                List.of((String[]) row.getArray("authors").getArray()), row.getString("url"),
                row.getString("permalink"), timeOrNull(row, "published_at"), time(row, "occurred_at"),
                time(row, "first_observed_at"), time(row, "changed_at"), row.getBoolean("pinned"),
                row.getBoolean("key_event"),
                kind == null ? Card.kindAt(revision) : kind(kind),
                list(row.getString("mentions"), Card.Mention[].class),
                list(row.getString("topics"), Card.TopicOfEntry[].class), "", diff(row.getString("diff")),
                story(row.getString("told")));
    }

    static int length(Card card) {
        return card.headline().length() + card.body().length();
    }

    static ChangeKind kind(String name) {
        return known(ChangeKind.values(), name, ChangeKind.UNKNOWN);
    }

    /// A sink of the next release may write what is not known here.
    private static <E extends Enum<E>> E known(E[] values, String name, E unknown) {
        return Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst().orElse(unknown);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? null : time(row, column);
    }

    /// One field of a diff as it is stored.
    private record Part(String field, String before, String after) {}

    static List<Difference> diff(@Nullable String json) {
        return list(json, Part[].class).stream()
                .map(part -> Difference.ofParts(part.field(), part.before(), part.after())).toList();
    }

    private static Card.@Nullable StoryOfEntry story(@Nullable String json) {
        return json == null ? null : read(json, Card.StoryOfEntry.class);
    }

    private static <T> List<T> list(@Nullable String json, Class<T[]> type) {
        return json == null ? List.of() : Stream.of(read(json, type)).toList();
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return Json.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view has another shape than the one that docs/stores.md promises", e);
        }
    }
}
