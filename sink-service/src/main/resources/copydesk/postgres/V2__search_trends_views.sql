-- In the order in which a sink writes them, or the two could wait for each other.
LOCK TABLE entries, entities, topics, revisions, stories IN ACCESS EXCLUSIVE MODE;

-- Every new column may be missing from a row: a sink of the release before does not know it and goes on writing.
ALTER TABLE topics ADD COLUMN top text NOT NULL DEFAULT '';

-- The entry's time beside its tags, so that the newest entries about somebody are one look into an index. A sink of the
-- release before leaves it out: such rows count as the oldest until their entry changes.
ALTER TABLE entities ADD COLUMN occurred_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE topics ADD COLUMN occurred_at timestamptz NOT NULL DEFAULT '-infinity';
UPDATE entities SET occurred_at = e.occurred_at FROM entries e WHERE e.id = entry_id;
UPDATE topics SET occurred_at = e.occurred_at FROM entries e WHERE e.id = entry_id;

CREATE INDEX entities_by_time ON entities (entity, occurred_at DESC);
DROP INDEX entities_by_entity;
CREATE INDEX topics_by_time ON topics (code, occurred_at DESC);
DROP INDEX topics_by_code;
CREATE INDEX topics_by_top ON topics (top, occurred_at DESC);

CREATE INDEX live_entries_by_time ON entries (occurred_at DESC) WHERE status = 'LIVE';
CREATE INDEX entries_by_target ON entries (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX stories_by_original ON stories (duplicate_of) WHERE duplicate_of IS NOT NULL;
-- asked with every batch, and nearly empty
CREATE INDEX revisions_of_erasures ON revisions (entry_id) WHERE kind = 'ERASED';
CREATE INDEX revisions_of_corrections ON revisions (observed_at DESC) WHERE kind <> 'NEW';

-- How many entries name a tag in a window of five minutes, guarded by version. The id is the key on copydesk.trends.
CREATE TABLE trends (
    id           text PRIMARY KEY,
    tag          text        NOT NULL,
    window_start timestamptz NOT NULL,
    window_end   timestamptz NOT NULL,
    label        text        NOT NULL,
    entries      bigint      NOT NULL,
    version      bigint      NOT NULL
);

CREATE INDEX trends_by_time ON trends (window_start);
CREATE INDEX trends_by_tag ON trends (tag, window_start);

-- PostgreSQL's stemmer for a BCP 47 tag; words as they stand where it has none.
CREATE FUNCTION search_language(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE split_part(lower(language), '-', 1)
    WHEN 'ar' THEN 'arabic'::regconfig WHEN 'ca' THEN 'catalan'::regconfig WHEN 'da' THEN 'danish'::regconfig
    WHEN 'de' THEN 'german'::regconfig WHEN 'el' THEN 'greek'::regconfig WHEN 'en' THEN 'english'::regconfig
    WHEN 'es' THEN 'spanish'::regconfig WHEN 'fi' THEN 'finnish'::regconfig WHEN 'fr' THEN 'french'::regconfig
    WHEN 'hu' THEN 'hungarian'::regconfig WHEN 'id' THEN 'indonesian'::regconfig WHEN 'it' THEN 'italian'::regconfig
    WHEN 'nl' THEN 'dutch'::regconfig WHEN 'no' THEN 'norwegian'::regconfig WHEN 'pt' THEN 'portuguese'::regconfig
    WHEN 'ro' THEN 'romanian'::regconfig WHEN 'ru' THEN 'russian'::regconfig WHEN 'sv' THEN 'swedish'::regconfig
    WHEN 'tr' THEN 'turkish'::regconfig ELSE 'simple'::regconfig END;

CREATE INDEX live_entries_by_words ON entries
    USING gin (to_tsvector(search_language(language), headline || ' ' || body)) WHERE status = 'LIVE';

-- The views are the contract: their names and columns stay, whatever becomes of the tables.
CREATE VIEW searchable_entries AS
SELECT id, blog, source, language, headline, body, permalink, occurred_at,
       to_tsvector(search_language(language), headline || ' ' || body) AS words
FROM entries WHERE status = 'LIVE';

CREATE VIEW mentions AS
SELECT entry_id, ordinal, entity, qid, label, type, surface, field, start_offset, end_offset, rule, confidence, occurred_at
FROM entities;

CREATE VIEW topic_tags AS
SELECT entry_id, ordinal, code, label, top, score, terms, occurred_at FROM topics;

CREATE VIEW history AS
SELECT entry_id, version, revision, kind, blog, source, look, observed_at, diff, status, merged_into, evidence, content_hash,
       headline, body, media
FROM revisions;

CREATE VIEW tellings AS
SELECT s.story, s.entry_id, s.duplicate_of, s.score, s.reasons, s.link_version, e.blog, e.source, e.headline, e.occurred_at
FROM stories s JOIN entries e ON e.id = s.entry_id WHERE e.status = 'LIVE';

CREATE VIEW tag_windows AS
SELECT tag, label, window_start, window_end, entries FROM trends;
