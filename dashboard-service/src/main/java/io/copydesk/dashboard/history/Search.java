package io.copydesk.dashboard.history;

import io.copydesk.dashboard.view.Cursor;
import io.copydesk.dashboard.view.Filter;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is searched for.
///
/// @param words as in a search engine: all of them, `"a phrase"`, `or`, `-without`
/// @param filter its `since` is of the time of the entries, and it has no kinds
/// @param until only entries of an earlier time
public record Search(String words, Filter filter, @Nullable Instant until) {
    /// A language for each of PostgreSQL's configurations that `search_language` knows; `und` is for all others.
    static final List<String> LANGUAGES = List
            .of("ar ca da de el en es fi fr hu id it nl no pt ro ru sv tr und".split(" ", -1));
    /// Where frequent words are looked for, before the index of words is: of such it would name a great part of all entries.
    private static final int NEWEST = 2_000;
    private static final String ORDER = " ORDER BY s.occurred_at DESC, s.id DESC LIMIT ?";
    private static final String IN_ITS_LANGUAGE = "s.words @@ websearch_to_tsquery(search_language(s.language), ?)";
    /// The index holds all languages together, so this is what it is asked; which entries are meant says the line above.
    private static final String IN_ANY_LANGUAGE = LANGUAGES.stream()
            .map(language -> "websearch_to_tsquery(search_language('" + language + "'), ?)")
            .collect(Collectors.joining(" || ", "s.words @@ (", ")"));

    /// The ids of what is found among the newest, these first. A look into the index of times.
    Question amongNewest(@Nullable Cursor before, int limit) {
        return restricted(new Question("SELECT s.id FROM (SELECT s.* FROM searchable_entries s WHERE true"), before)
                .add(ORDER, NEWEST).add(") s WHERE " + IN_ITS_LANGUAGE, words).add(ORDER, limit);
    }

    /// The ids of what is found, the newest first. A look into the index of words; a planner that saw the limit might
    /// walk through all times in the hope of meeting enough.
    Question amongAll(@Nullable Cursor before, int limit) {
        var inAny = Collections.nCopies(LANGUAGES.size(), words).toArray();
        var found = new Question("WITH s AS MATERIALIZED (SELECT s.id, s.occurred_at FROM searchable_entries s WHERE ")
                .add(IN_ANY_LANGUAGE, inAny).add(" AND " + IN_ITS_LANGUAGE, words);
        return restricted(found, before).add(") SELECT s.id FROM s").add(ORDER, limit);
    }

    private Question restricted(Question question, @Nullable Cursor before) {
        if (!filter.sources().isEmpty()) {
            question.add(" AND s.source = ANY (?)", filter.sources());
        }
        if (!filter.entities().isEmpty()) {
            question.add(" AND EXISTS (SELECT 1 FROM mentions m WHERE m.entry_id = s.id AND m.entity = ANY (?))",
                    filter.entities());
        }
        if (!filter.topics().isEmpty()) {
            question.add(" AND EXISTS (SELECT 1 FROM topic_tags t WHERE t.entry_id = s.id AND t.code = ANY (?))",
                    filter.topics());
        }
        if (!filter.languages().isEmpty()) {
            question.add(" AND EXISTS (SELECT 1 FROM unnest(?::text[]) AS wanted WHERE lower(s.language) = wanted"
                    + " OR starts_with(lower(s.language), wanted || '-'))",
                    filter.languages().stream().map(language -> language.toLowerCase(Locale.ROOT)).toList());
        }
        if (filter.since() != null) {
            question.add(" AND s.occurred_at >= ?", filter.since());
        }
        if (until != null) {
            question.add(" AND s.occurred_at < ?", until);
        }
        if (before != null) {
            question.add(" AND (s.occurred_at, s.id) < (?, ?)", Instant.ofEpochMilli(before.at()), before.id());
        }
        return question;
    }
}
