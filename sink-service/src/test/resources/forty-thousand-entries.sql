-- As many rows as make an index worth while, spread as those of newsrooms are.
INSERT INTO entries (id, blog, source, status, merged_into, identity_rung, aliases, revision, version, content_hash, role,
  headline, body, authors, media, occurred_at, claim_suspect, first_observed_at, observed_at, pinned, key_event, language,
  gazetteer, topic_rules)
SELECT 'e' || i, 'blog ' || i % 200, 'source', CASE WHEN i % 50 = 0 THEN 'MERGED' ELSE 'LIVE' END,
  CASE WHEN i % 50 = 0 THEN 'e' || i - 1 END, 'native-id', '{}', 1, 1048576, 'hash', 'UPDATE', 'Headline ' || i % 997,
  'word' || i % 4999 || ' grain' || i % 7 || ' ship' || i % 11, '{}', '[]', now() - i * interval '1 minute', false, now(), now(),
  false, false, 'en', 'g', 't'
FROM generate_series(1, 40000) AS i;
INSERT INTO entities (entry_id, ordinal, entity, qid, label, type, surface, field, start_offset, end_offset, rule, confidence,
  occurred_at)
SELECT 'e' || i, n, 'Q' || (i * 7 + n * 13) % 3000, NULL, 'Label', 'PLACE', 'surface', 'BODY', 0, 7, 'gazetteer:alias', 0.5,
  now() - i * interval '1 minute'
FROM generate_series(1, 40000) AS i, generate_series(0, 3) AS n;
INSERT INTO topics (entry_id, ordinal, code, label, top, score, terms, occurred_at)
SELECT 'e' || i, 0, 'medtop:200000' || i % 90, 'Topic', 'medtop:' || lpad((i % 17)::text, 2, '0') || '000000', 0.5, '{}',
  now() - i * interval '1 minute'
FROM generate_series(1, 40000) AS i;
INSERT INTO revisions (entry_id, version, revision, kind, blog, source, look, observed_at, diff)
SELECT 'e' || i, n * 1048576, n, CASE n WHEN 1 THEN 'NEW' ELSE 'CORRECTED' END, 'blog', 'source', 1,
  now() - i * interval '1 minute', '[]'
FROM generate_series(1, 40000) AS i, generate_series(1, 1 + i % 2) AS n;
INSERT INTO stories (entry_id, story, duplicate_of, score, reasons, link_version, observed_at)
SELECT 'e' || i, 's' || i / 10, CASE WHEN i % 9 = 0 THEN 'e' || i - 1 END, 0.5, '{}', 1, now()
FROM generate_series(1, 40000) AS i;
INSERT INTO trends (id, tag, window_start, window_end, label, entries, version)
SELECT 'Q' || n || '|' || i, 'Q' || n, now() - i * interval '5 minutes', now(), 'Label', 1, 1
FROM generate_series(1, 2000) AS i, generate_series(1, 40) AS n;
ANALYZE;
