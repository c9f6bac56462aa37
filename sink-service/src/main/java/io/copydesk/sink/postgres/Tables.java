package io.copydesk.sink.postgres;

import static io.copydesk.sink.postgres.Column.Type.BIGINT;
import static io.copydesk.sink.postgres.Column.Type.BOOLEAN;
import static io.copydesk.sink.postgres.Column.Type.INSTANT;
import static io.copydesk.sink.postgres.Column.Type.INTEGER;
import static io.copydesk.sink.postgres.Column.Type.JSON;
import static io.copydesk.sink.postgres.Column.Type.REAL;
import static io.copydesk.sink.postgres.Column.Type.TEXT;
import static io.copydesk.sink.postgres.Column.Type.TEXTS;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.StoryLink;
import io.copydesk.contracts.Time;
import io.copydesk.contracts.TopicTag;
import io.copydesk.contracts.Trend;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The tables of the migrations, and what of a record stands in each of their columns.
final class Tables {
    /// A row that belongs to an entry's row.
    record Owned<T>(Entry entry, int ordinal, T value) {}

    static final Table<Entry> ENTRIES = Table.guarded("entries", "version", List.of(
            column("id", TEXT, Entry::getId),
            column("blog", TEXT, Entry::getBlog),
            column("source", TEXT, Entry::getSource),
            column("status", TEXT, entry -> entry.getStatus().name()),
            column("merged_into", TEXT, entry -> orNull(entry.getMergedInto())),
            column("evidence", TEXT, entry -> orNull(entry.getEvidence())),
            column("identity_rung", TEXT, Entry::getIdentityRung),
            column("aliases", TEXTS, Entry::getAliases),
            column("revision", INTEGER, Entry::getRevision),
            column("version", BIGINT, Entry::getVersion),
            column("content_hash", TEXT, Entry::getContentHash),
            column("role", TEXT, entry -> entry.getRole().name()),
            column("headline", TEXT, Entry::getHeadline),
            column("body", TEXT, Entry::getBody),
            column("authors", TEXTS, Entry::getAuthors),
            column("media", JSON, entry -> Json.media(entry.getMedia())),
            column("permalink", TEXT, entry -> orNull(entry.getPermalink())),
            column("url", TEXT, entry -> orNull(entry.getUrl())),
            column("published_at", INSTANT, entry -> instant(entry.getPublished())),
            column("published_text", TEXT, entry -> orNull(entry.getPublished().map(Time::getText))),
            column("published_zone", TEXT, entry -> orNull(entry.getPublished().map(time -> time.getZone().name()))),
            column("published_precision", TEXT,
                    entry -> orNull(entry.getPublished().map(time -> time.getPrecision().name()))),
            column("modified_at", INSTANT, entry -> instant(entry.getModified())),
            column("modified_text", TEXT, entry -> orNull(entry.getModified().map(Time::getText))),
            column("modified_zone", TEXT, entry -> orNull(entry.getModified().map(time -> time.getZone().name()))),
            column("modified_precision", TEXT,
                    entry -> orNull(entry.getModified().map(time -> time.getPrecision().name()))),
            column("occurred_at", INSTANT, entry -> entry.getOccurredAt().toEpochMilli()),
            column("claim_suspect", BOOLEAN, Entry::getClaimSuspect),
            column("first_observed_at", INSTANT, entry -> entry.getFirstObservedAt().toEpochMilli()),
            column("observed_at", INSTANT, entry -> entry.getObservedAt().toEpochMilli()),
            column("pinned", BOOLEAN, Entry::getPinned),
            column("key_event", BOOLEAN, Entry::getKeyEvent),
            column("language", TEXT, entry -> orNull(entry.getLanguage())),
            column("gazetteer", TEXT, Entry::getGazetteer),
            column("topic_rules", TEXT, Entry::getTopicRules)));

    static final OwnedTable<Owned<EntityMention>> ENTITIES = new OwnedTable<>("entities", List.of(
            column("entry_id", TEXT, row -> row.entry().getId()),
            column("ordinal", INTEGER, Owned::ordinal),
            column("entity", TEXT, row -> row.value().getEntity()),
            column("qid", TEXT, row -> orNull(row.value().getQid())),
            column("label", TEXT, row -> row.value().getLabel()),
            column("type", TEXT, row -> row.value().getType().name()),
            column("surface", TEXT, row -> row.value().getSurface()),
            column("field", TEXT, row -> row.value().getField().name()),
            column("start_offset", INTEGER, row -> row.value().getStart()),
            column("end_offset", INTEGER, row -> row.value().getEnd()),
            column("rule", TEXT, row -> row.value().getRule()),
            column("confidence", REAL, row -> row.value().getConfidence()),
            column("occurred_at", INSTANT, row -> row.entry().getOccurredAt().toEpochMilli())));

    static final OwnedTable<Owned<TopicTag>> TOPICS = new OwnedTable<>("topics", List.of(
            column("entry_id", TEXT, row -> row.entry().getId()),
            column("ordinal", INTEGER, Owned::ordinal),
            column("code", TEXT, row -> row.value().getCode()),
            column("label", TEXT, row -> row.value().getLabel()),
            column("top", TEXT, row -> row.value().getTop()),
            column("score", REAL, row -> row.value().getScore()),
            column("terms", TEXTS, row -> row.value().getTerms()),
            column("occurred_at", INSTANT, row -> row.entry().getOccurredAt().toEpochMilli())));

    static final Table<Change> REVISIONS = Table.history("revisions", "version", List.of(
            column("entry_id", TEXT, Change::getEntry),
            column("version", BIGINT, Change::getVersion),
            column("revision", INTEGER, Change::getRevision),
            column("kind", TEXT, change -> change.getKind().name()),
            column("blog", TEXT, Change::getBlog),
            column("source", TEXT, Change::getSource),
            column("look", BIGINT, Change::getLook),
            column("observed_at", INSTANT, change -> change.getObservedAt().toEpochMilli()),
            column("diff", JSON, change -> Json.diff(change.getDiff())),
            column("status", TEXT, change -> orNull(change.getState().map(state -> state.getStatus().name()))),
            column("merged_into", TEXT, change -> orNull(change.getState().flatMap(Entry::getMergedInto))),
            column("evidence", TEXT, change -> orNull(change.getState().flatMap(Entry::getEvidence))),
            column("content_hash", TEXT, change -> orNull(change.getState().map(Entry::getContentHash))),
            column("headline", TEXT, change -> orNull(change.getState().map(Entry::getHeadline))),
            column("body", TEXT, change -> orNull(change.getState().map(Entry::getBody))),
            column("media", JSON, change -> orNull(
                    change.getState().map(state -> Json.media(state.getMedia()))))));

    static final Table<StoryLink> STORIES = Table.guarded("stories", "link_version", List.of(
            column("entry_id", TEXT, StoryLink::getEntry),
            column("story", TEXT, StoryLink::getStory),
            column("duplicate_of", TEXT, link -> orNull(link.getDuplicateOf())),
            column("score", REAL, StoryLink::getScore),
            column("reasons", TEXTS, StoryLink::getReasons),
            column("link_version", BIGINT, StoryLink::getLinkVersion),
            column("observed_at", INSTANT, link -> link.getObservedAt().toEpochMilli())));

    static final Table<Map.Entry<String, Trend>> TRENDS = Table.guarded("trends", "version", List.of(
            column("id", TEXT, Map.Entry::getKey),
            column("tag", TEXT, row -> row.getValue().getTag()),
            column("window_start", INSTANT, row -> row.getValue().getWindowStart().toEpochMilli()),
            column("window_end", INSTANT, row -> row.getValue().getWindowEnd().toEpochMilli()),
            column("label", TEXT, row -> row.getValue().getLabel()),
            column("entries", BIGINT, row -> row.getValue().getCount()),
            column("version", BIGINT, row -> row.getValue().getVersion())));

    static final List<Table<?>> VERSIONED = List.of(ENTRIES, REVISIONS, STORIES, TRENDS);

    private Tables() {}

    private static <R> Column<R> column(String name, Column.Type type, Function<R, ? extends @Nullable Object> value) {
        return new Column<>(name, type, value);
    }

    private static @Nullable Long instant(Optional<Time> time) {
        return orNull(time.flatMap(Time::getInstant).map(Instant::toEpochMilli));
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }
}
