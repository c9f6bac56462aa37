-- What a sink of the first release writes: it names its columns, and knows no others.
INSERT INTO entries (id, blog, source, status, merged_into, evidence, identity_rung, aliases, revision, version,
  content_hash, role, headline, body, authors, media, permalink, url, published_at, published_text, published_zone,
  published_precision, modified_at, modified_text, modified_zone, modified_precision, occurred_at, claim_suspect,
  first_observed_at, observed_at, pinned, key_event, language, gazetteer, topic_rules)
VALUES ('old', 'blog', 'source', 'LIVE', NULL, NULL, 'native-id', '{}', 1, 1048576, 'hash', 'UPDATE', 'Ships sail',
  'Three ships sailed.', '{}', '[]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
  '2026-03-01T12:00:00Z', false, '2026-03-01T12:00:00Z', '2026-03-01T12:00:00Z', false, false, 'en', 'g', 't')
ON CONFLICT (id) DO UPDATE SET observed_at = EXCLUDED.observed_at WHERE entries.version < EXCLUDED.version;
DELETE FROM entities WHERE entry_id = 'old';
DELETE FROM topics WHERE entry_id = 'old';
INSERT INTO entities (entry_id, ordinal, entity, qid, label, type, surface, field, start_offset, end_offset, rule, confidence)
VALUES ('old', 0, 'Q1', 'Q1', 'Label', 'PLACE', 'surface', 'BODY', 0, 7, 'gazetteer:alias', 0.5);
INSERT INTO topics (entry_id, ordinal, code, label, score, terms)
VALUES ('old', 0, 'medtop:1', 'Topic', 0.5, '{}');
INSERT INTO revisions (entry_id, version, revision, kind, blog, source, look, observed_at, diff, status, merged_into,
  evidence, content_hash, headline, body, media)
VALUES ('old', 1048576, 1, 'NEW', 'blog', 'source', 1, '2026-03-01T12:00:00Z', '[]', 'LIVE', NULL, NULL, 'hash',
  'Ships sail', 'Three ships sailed.', '[]') ON CONFLICT DO NOTHING;
INSERT INTO stories (entry_id, story, duplicate_of, score, reasons, link_version, observed_at)
VALUES ('old', 's', NULL, 0.5, '{}', 1, '2026-03-01T12:00:00Z')
ON CONFLICT (entry_id) DO UPDATE SET story = EXCLUDED.story WHERE stories.link_version < EXCLUDED.link_version;
