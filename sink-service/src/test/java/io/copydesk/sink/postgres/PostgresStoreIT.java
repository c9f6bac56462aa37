package io.copydesk.sink.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.copydesk.cluster.EmbeddedDatabase;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.sink.Batch;
import io.copydesk.sink.Delivery;
import io.copydesk.sink.Item;
import io.copydesk.sink.Samples;
import io.copydesk.sink.StoreRejectedException;
import io.copydesk.sink.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresStoreIT {
    private static final String TABLES = "entries, entities, topics, revisions, stories, trends";

    @TempDir
    static Path data;
    private static EmbeddedDatabase database;

    private final Rows rows;
    private final PostgresStore store = store();

    PostgresStoreIT() {
        rows = new Rows(database.jdbcUrl(), database.user(), database.password());
    }

    @BeforeAll
    static void start() {
        database = EmbeddedDatabase.start(data);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        store.open();
        rows.run("TRUNCATE " + TABLES);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void storesEveryFieldOfAnEntry() throws SQLException {
        assertThat(store.write(entries(Samples.entry("a", 3)))).containsEntry("copydesk.entries", 1);

        assertThat(
                rows.of("SELECT id, blog, source, status, merged_into, evidence, identity_rung, aliases[2], revision,"
                        + " version, content_hash, role, headline, body, array_length(authors, 1), authors[1], authors[2],"
                        + " authors[3], media, permalink, url FROM entries"))
                .containsExactly(
                        "a|https://example.org/live|example|LIVE|||native-id|with \"quotes\", \\ and {braces}|3|3145728"
                                + "|hash3|UPDATE|Headline 3|Body ü 日本 \uD83D\uDE80 3\n\nNULL|3|NULL||O'Neil, A.|"
                                + "[{\"url\": \"https://example.org/a.jpg\", \"type\": \"IMAGE\","
                                + " \"caption\": \"A \\\"caption\\\"\"}]|https://example.org/live#a"
                                + "|https://example.org/live");
        assertThat(rows.of("SELECT published_at AT TIME ZONE 'UTC', published_text, published_zone,"
                + " published_precision, modified_at, modified_text, modified_zone, modified_precision,"
                + " occurred_at = published_at, claim_suspect, first_observed_at AT TIME ZONE 'UTC',"
                + " observed_at AT TIME ZONE 'UTC', pinned, key_event, language, gazetteer, topic_rules"
                + " FROM entries")).containsExactly("2026-03-01 11:59:00.123|noon|STATED|MINUTE|||||t|f"
                        + "|2026-03-01 12:00:00.123|2026-03-01 12:00:00.126|f|t|en|g1|t3");
        assertThat(rows.of("SELECT * FROM entities ORDER BY ordinal")).containsExactly(
                "a|0|Q30|Q30|Label 3|PLACE|surface|BODY|0|7|gazetteer:alias|0.75|2026-03-01 11:59:00.123+00",
                "a|1|Q31|Q31|Label 3|PLACE|surface|BODY|1|8|gazetteer:alias|0.75|2026-03-01 11:59:00.123+00");
        assertThat(rows.of("SELECT * FROM topics ORDER BY ordinal")).containsExactly(
                "a|0|medtop:30|Topic 3|0.25|{\"term 0\",\"NULL\"}|medtop:01000000|2026-03-01 11:59:00.123+00",
                "a|1|medtop:31|Topic 3|0.25|{\"term 1\",\"NULL\"}|medtop:01000000|2026-03-01 11:59:00.123+00");
    }

    @Test
    void storesHistoryAndLinksAndShowsThemInTheViews() throws SQLException {
        var merged = Samples.draft("b", 2).setStatus(EntryStatus.MERGED).setMergedInto("a")
                .setEvidence("same guid").build();
        store.write(Samples.deliveries(List.of(new Item.State(Samples.entry("a", 2)), new Item.State(merged),
                new Item.Changed(Samples.change("a", 1)), new Item.Changed(Samples.change("a", 2)),
                new Item.Linked(Samples.link("a", 4)), new Item.Linked(Samples.link("not yet here", 1)))));

        assertThat(rows.of("SELECT entry_id, version, revision, kind, look, diff, status, headline, content_hash"
                + " FROM revisions ORDER BY version")).containsExactly(
                        "a|1048576|1|NEW|41|[]|LIVE|Headline 1|hash1",
                        "a|2097152|2|CORRECTED|42|[{\"after\": \"c\\nd\", \"field\": \"body\","
                                + " \"before\": \"a \\\"b\\\"\"}]|LIVE|Headline 2|hash2");
        assertThat(rows.of("SELECT id, version, story FROM live_entries")).containsExactly("a|2097152|story-4");
        assertThat(rows.of("SELECT entry_id, merged_into FROM redirects")).containsExactly("b|a");
        assertThat(
                rows.of("SELECT entry_id, story, duplicate_of, score, reasons, link_version FROM stories ORDER BY 1"))
                .containsExactly("a|story-4||0.5|{entity:Q1,terms}|4", "not yet here|story-1||0.5|{entity:Q1,terms}|1");
    }

    @Test
    void keepsTheNewestVersionAndItsTagsWhenAnOldBatchCommitsAfterIt() throws Exception {
        // a and c are new to the store, b is known; the old batch has its transaction open first and commits last
        var ids = List.of("a", "b", "c");
        store.write(entries(Samples.entry("b", 1)));
        try (var older = rows.connect(); var newer = store()) {
            older.setAutoCommit(false);
            try (var snapshot = older.createStatement()) {
                snapshot.execute("SELECT txid_current()");
            }
            newer.open();
            newer.write(entries(ids.stream().map(id -> Samples.entry(id, 3))));

            PostgresStore.write(older, Batch.of(entries(ids.stream().map(id -> Samples.entry(id, 2)))), true);
            older.commit();
        }

        var found = rows.all();
        rows.run("TRUNCATE " + TABLES);
        store.write(entries(ids.stream().map(id -> Samples.entry(id, 3))));
        assertThat(found).isEqualTo(rows.all());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoOpenBatchesLeaveTheNewestVersionAndItsTags(boolean oldHoldsTheLock) throws Exception {
        // whoever wrote first holds the row locks; the other waits for its commit and must see its tags then
        int first = oldHoldsTheLock ? 2 : 3;
        int second = oldHoldsTheLock ? 3 : 2;
        try (var holder = rows.connect(); var waiter = store()) {
            waiter.open();
            holder.setAutoCommit(false);
            PostgresStore.write(holder, Batch.of(entries(Samples.entry("a", first), Samples.entry("b", first))), true);
            var waiting = CompletableFuture
                    .runAsync(() -> waiter.write(entries(Samples.entry("a", second), Samples.entry("b", second))));
            await().atMost(180, SECONDS).until(() -> rows
                    .of("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'").size() == 1);
            holder.commit();
            waiting.get(180, SECONDS);
        }

        var found = rows.all();
        rows.run("TRUNCATE " + TABLES);
        store.write(entries(Samples.entry("a", 3), Samples.entry("b", 3)));
        assertThat(found).isEqualTo(rows.all());
    }

    @Test
    void changesNothingWhenABatchIsRepeated() throws SQLException {
        var batch = Samples
                .deliveries(List.of(new Item.State(Samples.entry("a", 2)), new Item.Changed(Samples.change("a", 1)),
                        new Item.Changed(Samples.change("a", 2)), new Item.Linked(Samples.link("a", 1))));
        assertThat(store.write(batch)).isEqualTo(
                Map.of("copydesk.entries", 1, "copydesk.changes", 2, "copydesk.stories", 1, "copydesk.trends", 0));
        var before = rows.all();

        assertThat(store.write(batch)).isEqualTo(
                Map.of("copydesk.entries", 0, "copydesk.changes", 0, "copydesk.stories", 0, "copydesk.trends", 0));

        assertThat(rows.all()).isEqualTo(before);
    }

    @Test
    void aTombstoneTakesTheEntryItsTagsAndItsHistory() throws SQLException {
        store.write(Samples.deliveries(Stream.of("a", "b").flatMap(id -> Stream.of(new Item.State(Samples.entry(id, 1)),
                new Item.Changed(Samples.change(id, 1)), new Item.Linked(Samples.link(id, 1)))).toList()));
        var onlyB = rows.all().stream().filter(row -> !row.contains("|(a,")).toList();

        var changed = store.write(Samples.deliveries(List.of(new Item.Forgotten("a"), new Item.Unlinked("a"))));

        assertThat(changed).containsEntry("copydesk.entries", 1).containsEntry("copydesk.stories", 1);
        assertThat(rows.all()).isEqualTo(onlyB).isNotEmpty();
    }

    @Test
    void anyOrderOfVersionsAndBatchesEndsInTheSameRows() throws Exception {
        var random = new Random(20261122);
        for (int round = 0; round < 10; round++) {
            rows.run("TRUNCATE " + TABLES);
            var newest = new HashMap<String, Integer>();
            var items = new ArrayList<Item>();
            for (int i = 0; i < 60; i++) {
                var id = "e" + random.nextInt(8);
                int revision = 1 + random.nextInt(12);
                newest.merge(id, revision, Math::max);
                items.add(new Item.State(Samples.entry(id, revision)));
                items.add(new Item.Changed(Samples.change(id, revision)));
                items.add(new Item.Linked(Samples.link(id, revision)));
            }
            writeInterleaved(items, random);

            var found = rows.all();
            rows.run("TRUNCATE " + TABLES);
            store.write(Samples.deliveries(Stream.concat(
                    newest.entrySet().stream().flatMap(e -> Stream.of(
                            new Item.State(Samples.entry(e.getKey(), e.getValue())),
                            new Item.Linked(Samples.link(e.getKey(), e.getValue())))),
                    items.stream().filter(Item.Changed.class::isInstance)).toList()));
            assertThat(found).as("round %s", round).isEqualTo(rows.all());
        }
    }

    // two sinks, random batches, some of them repeated
    private void writeInterleaved(List<Item> items, Random random) throws Exception {
        var batches = new ArrayList<List<Delivery>>();
        for (int from = 0; from < items.size();) {
            int to = Math.min(items.size(), from + 1 + random.nextInt(40));
            batches.add(Samples.deliveries(items.subList(from, to)));
            if (random.nextInt(4) == 0) {
                batches.add(random.nextInt(batches.size()), batches.getLast());
            }
            from = to;
        }
        try (var other = store()) {
            other.open();
            var half = batches.size() / 2;
            var concurrent = CompletableFuture.runAsync(() -> batches.subList(half, batches.size())
                    .forEach(batch -> writeUntilItWorks(other, batch)));
            batches.subList(0, half).forEach(batch -> writeUntilItWorks(store, batch));
            concurrent.get(180, SECONDS);
        }
    }

    // as the loop does when a deadlock was broken
    private static void writeUntilItWorks(PostgresStore store, List<Delivery> batch) {
        await().atMost(180, SECONDS).ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                .until(() -> store.write(batch) != null);
    }

    @Test
    void refusesWhatPostgresCannotHoldAndWritesTheNextBatch() throws SQLException {
        var nul = Samples.draft("nul", 1).setBody("a\u0000b").build();
        var nulInAnArray = Samples.draft("nul2", 1).setAuthors(List.of("a\u0000b")).build();
        var beyondTime = Samples.draft("late", 1).setOccurredAt(Instant.ofEpochMilli(Long.MAX_VALUE))
                .build();
        var beyondTheIndex = Samples.draft("long", 1).setBlog(noise(20_000)).build();

        for (var bad : List.of(nul, nulInAnArray, beyondTime, beyondTheIndex)) {
            assertThatThrownBy(() -> store.write(entries(Samples.entry("a", 1), bad)))
                    .as(bad.getId()).isInstanceOf(StoreRejectedException.class).hasMessageContaining("SQLSTATE");
        }

        assertThat(rows.all()).isEmpty();
        store.write(entries(Samples.entry("a", 1)));
        assertThat(rows.of("SELECT id FROM entries")).containsExactly("a");
    }

    @Test
    void takesTheLargestAllowedBody() throws SQLException {
        var body = noise(256 * 1024);

        store.write(Samples.deliveries(IntStream.range(0, 20)
                .mapToObj(i -> (Item) new Item.State(Samples.draft("e" + i, 1).setBody(body).build())).toList()));

        assertThat(rows.of("SELECT count(*), min(length(body)) FROM entries")).containsExactly("20|262144");
    }

    @Test
    void callsACutConnectionAwayAndMakesANewOne() throws SQLException {
        store.write(entries(Samples.entry("a", 1)));
        rows.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'copydesk-sink'");

        assertThatThrownBy(() -> store.write(entries(Samples.entry("a", 2))))
                .isInstanceOf(StoreUnavailableException.class);

        store.write(entries(Samples.entry("a", 2)));
        assertThat(rows.of("SELECT revision FROM entries")).containsExactly("2");
    }

    @Test
    void leavesNoTransactionOpenBehindAPing() throws SQLException {
        store.ping();

        assertThat(rows.of("SELECT state FROM pg_stat_activity WHERE application_name = 'copydesk-sink'"))
                .containsExactly("idle");
    }

    @Test
    void migratesTwiceWithoutATrace() throws SQLException {
        store.write(entries(Samples.entry("a", 1)));
        var before = rows.of("SELECT version, installed_on FROM " + Migrations.HISTORY + " ORDER BY 1");

        try (var again = store()) {
            again.open();
        }

        assertThat(rows.of("SELECT version, installed_on FROM " + Migrations.HISTORY + " ORDER BY 1"))
                .isEqualTo(before).isNotEmpty();
        assertThat(rows.of("SELECT id FROM entries")).containsExactly("a");
    }

    @Test
    void migratesASchemaOfItsOwnBesideOthersTables() throws SQLException {
        rows.run("CREATE SCHEMA desk; CREATE TABLE desk.theirs (id int)");
        try (var elsewhere = new PostgresStore(database.jdbcUrl() + "?currentSchema=desk", database.user(),
                database.password())) {
            elsewhere.open();
            elsewhere.write(entries(Samples.entry("a", 1)));
        }

        assertThat(rows.of("SELECT id FROM desk.entries")).containsExactly("a");
        assertThat(rows.of("SELECT id FROM public.entries")).isEmpty();
    }

    @Test
    void saysAtOnceThatADatabaseDoesNotExist() {
        try (var wrong = new PostgresStore(database.jdbcUrl() + "_nowhere", database.user(), database.password())) {
            assertThatThrownBy(wrong::open).isInstanceOf(IllegalStateException.class).hasMessageContaining("_nowhere");
        }
    }

    private static PostgresStore store() {
        return new PostgresStore(database.jdbcUrl(), database.user(), database.password());
    }

    private static List<Delivery> entries(Entry... entries) {
        return entries(Stream.of(entries));
    }

    private static List<Delivery> entries(Stream<Entry> entries) {
        return Samples.deliveries(entries.map(entry -> (Item) new Item.State(entry)).toList());
    }

    // text that does not compress
    private static String noise(int length) {
        var random = new Random(1);
        var text = new StringBuilder(length);
        random.ints(length, 'a', 'z').forEach(c -> text.append((char) c));
        return text.toString();
    }
}
