-- One row an entry: its current state, guarded by version. Names are unqualified: they land in the connection's schema
-- (public, unless the JDBC URL says currentSchema=…).
CREATE TABLE entries (
    id                  text PRIMARY KEY,
    blog                text        NOT NULL,
    source              text        NOT NULL,
    status              text        NOT NULL,
    merged_into         text,
    evidence            text,
    identity_rung       text        NOT NULL,
    aliases             text[]      NOT NULL,
    revision            integer     NOT NULL,
    version             bigint      NOT NULL,
    content_hash        text        NOT NULL,
    role                text        NOT NULL,
    headline            text        NOT NULL,
    body                text        NOT NULL,
    authors             text[]      NOT NULL,
    media               jsonb       NOT NULL,
    permalink           text,
    url                 text,
    published_at        timestamptz,
    published_text      text,
    published_zone      text,
    published_precision text,
    modified_at         timestamptz,
    modified_text       text,
    modified_zone       text,
    modified_precision  text,
    occurred_at         timestamptz NOT NULL,
    claim_suspect       boolean     NOT NULL,
    first_observed_at   timestamptz NOT NULL,
    observed_at         timestamptz NOT NULL,
    pinned              boolean     NOT NULL,
    key_event           boolean     NOT NULL,
    language            text,
    gazetteer           text        NOT NULL,
    topic_rules         text        NOT NULL
);

CREATE INDEX entries_of_a_blog ON entries (blog, occurred_at);

-- One row a place in an entry's text that names an entity. No foreign keys from the children: they are written in the
-- transaction that writes their entry, under that entry's row lock, and a check for each row would cost more than the row.
CREATE TABLE entities (
    entry_id     text    NOT NULL,
    ordinal      integer NOT NULL,
    entity       text    NOT NULL,
    qid          text,
    label        text    NOT NULL,
    type         text    NOT NULL,
    surface      text    NOT NULL,
    field        text    NOT NULL,
    start_offset integer NOT NULL,
    end_offset   integer NOT NULL,
    rule         text    NOT NULL,
    confidence   real    NOT NULL,
    PRIMARY KEY (entry_id, ordinal)
);

CREATE INDEX entities_by_entity ON entities (entity);

-- One row a Media Topic of an entry, best first.
CREATE TABLE topics (
    entry_id text    NOT NULL,
    ordinal  integer NOT NULL,
    code     text    NOT NULL,
    label    text    NOT NULL,
    score    real    NOT NULL,
    terms    text[]  NOT NULL,
    PRIMARY KEY (entry_id, ordinal)
);

CREATE INDEX topics_by_code ON topics (code);

-- History: one row a change, never updated. The columns from status on are the entry's state after the change, null
-- where the change carried none.
CREATE TABLE revisions (
    entry_id     text        NOT NULL,
    version      bigint      NOT NULL,
    revision     integer     NOT NULL,
    kind         text        NOT NULL,
    blog         text        NOT NULL,
    source       text        NOT NULL,
    look         bigint      NOT NULL,
    observed_at  timestamptz NOT NULL,
    diff         jsonb       NOT NULL,
    status       text,
    merged_into  text,
    evidence     text,
    content_hash text,
    headline     text,
    body         text,
    media        jsonb,
    PRIMARY KEY (entry_id, version)
);

CREATE INDEX revisions_by_time ON revisions (observed_at);

-- Which story an entry tells, guarded by link_version. May arrive before its entry, hence no foreign key.
CREATE TABLE stories (
    entry_id     text PRIMARY KEY,
    story        text        NOT NULL,
    duplicate_of text,
    score        real        NOT NULL,
    reasons      text[]      NOT NULL,
    link_version bigint      NOT NULL,
    observed_at  timestamptz NOT NULL
);

CREATE INDEX stories_by_story ON stories (story);

-- What readers show: live entries with their story, if they have one yet.
CREATE VIEW live_entries AS
SELECT e.id, e.blog, e.source, e.role, e.headline, e.body, e.authors, e.media, e.permalink, e.url, e.published_at,
       e.published_precision, e.modified_at, e.occurred_at, e.first_observed_at, e.observed_at, e.pinned, e.key_event,
       e.language, e.revision, e.version, s.story, s.duplicate_of
FROM entries e LEFT JOIN stories s ON s.entry_id = e.id
WHERE e.status = 'LIVE';

-- Where an id leads that proved to be another entry's.
CREATE VIEW redirects AS
SELECT id AS entry_id, merged_into, observed_at FROM entries WHERE status = 'MERGED';
