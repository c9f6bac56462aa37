package io.copydesk.command;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.copydesk.cluster.EmbeddedDatabase;
import io.copydesk.cluster.EmbeddedKafka;
import io.copydesk.cluster.EmbeddedRegistry;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.enrich.EnrichService;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.BadRecordException.Cause;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.DeadLetter;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.TraceContext;
import io.copydesk.schemas.admin.SchemasAdmin;
import io.copydesk.schemas.admin.TopicsAdmin;
import io.copydesk.runtime.Neighbours;
import io.copydesk.sink.Delivery;
import io.copydesk.sink.Item;
import io.copydesk.sink.SinkService;
import io.copydesk.sink.archive.ArchiveStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.IntStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An operator's commands against the running pipeline.
class DeskCommandsIT {
    @TempDir
    static Path data;
    private static EmbeddedKafka kafka;
    private static EmbeddedRegistry registry;
    private static EmbeddedDatabase database;
    private static Contracts contracts;
    private static KafkaProducer<byte[], byte[]> producer;
    private static EnrichService enrich;
    private static SinkService sink;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600);
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(data.resolve("kafka"));
        database = EmbeddedDatabase.start(data.resolve("postgres"));
        registry = EmbeddedRegistry.start(data.resolve("registry"), kafka.bootstrapServers());
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                var client = Contracts.client(registry.url(), Map.of())) {
            new TopicsAdmin(admin).apply();
            new SchemasAdmin(client).apply();
        }
        contracts = Contracts.connect(registry.url(), Map.of());
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(), new ByteArraySerializer());
        var settings = new HashMap<>(neighbours());
        settings.put("COPYDESK_ENRICH_STATE_DIR", data.resolve("state").toString());
        enrich = EnrichService.of(settings, new SimpleMeterRegistry());
        enrich.start();
        sink = SinkService.of(withDatabase(), new SimpleMeterRegistry());
        sink.start();
    }

    @AfterAll
    static void stop() {
        sink.close();
        enrich.close();
        producer.close();
        contracts.close();
        registry.close();
        database.close();
        kafka.close();
    }

    @BeforeEach
    void forgetOutput() {
        out = new StringWriter();
        err = new StringWriter();
    }

    @Test
    void tracesTheWayOfAnEntry() throws Exception {
        observe(seen("trace", "e1", "There are 25 boats off Lisbon."),
                seen("trace", "e2", "Nothing else happens in the harbour tonight."));
        observe(Observation.newBuilder(seen("trace", "e1", "There are 26 boats off Lisbon.").build()).setLook(2)
                .setObservedAt(now.plusSeconds(60)));
        awaitRows("SELECT revision FROM entries WHERE blog = 'trace' AND 'id:e1' = ANY (aliases)", "2");
        awaitRows("SELECT count(*) FROM stories s, entries e WHERE s.entry_id = e.id AND e.blog = 'trace'", "2");
        awaitRows("SELECT count(*) FROM revisions WHERE blog = 'trace'", "3");
        var id = rows("SELECT id FROM entries WHERE blog = 'trace' AND 'id:e1' = ANY (aliases)").getFirst();

        assertThat(run("trace", id)).as(err::toString).isEqualTo(ExitCode.FINE);

        var lines = out.toString().lines().map(String::strip).toList();
        assertThat(lines.getFirst()).isEqualTo("entry " + id + " of blog trace");
        assertThat(lines).filteredOn(line -> line.contains(" SEEN ")).satisfiesExactly(
                first -> assertThat(first).contains("  desk  look 1/0  SEEN  test 3  → NEW 1.0"),
                second -> assertThat(second).contains("  desk  look 2/0  SEEN  test 3  → CORRECTED 2.0"));
        assertThat(lines).anyMatch(line -> line.endsWith("NEW 1.0  desk"))
                .anyMatch(line -> line.endsWith("CORRECTED 2.0  desk  body: \"25\" → \"26\""))
                .anyMatch(line -> line.startsWith("Lisbon (Q597, PLACE)  body 23–29 \"Lisbon\"  gazetteer:"))
                .anyMatch(line -> line.contains("s-" + id))
                .contains("entry  version 2.0  in step", "history  version 2.0, 2 revisions  in step")
                .anyMatch(line -> line.matches("story {2}version \\d+ {2}in step"));
        assertThat(lines.getLast()).isEqualTo("none");

        forgetOutput();
        assertThat(run("trace", "e1", "--blog", "trace", "--json")).isEqualTo(ExitCode.FINE);
        var json = new JsonMapper().readTree(out.toString());
        assertThat(json.path("ids").path(0).asText()).isEqualTo(id);
        assertThat(json.path("looks").size()).isEqualTo(2);
        assertThat(json.path("stores").path("postgres").path("entry").path("standing").asText()).isEqualTo("in step");
        assertThat(run("trace", "nobody knows this")).isEqualTo(ExitCode.NOTHING_FOUND);
        forgetOutput();
        assertThat(run("trace", json.path("looks").path(1).path("trace").asText())).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).startsWith("entry " + id + " of blog trace")
                .contains("  trace " + json.path("revisions").path(1).path("trace").asText() + "  ");
        forgetOutput();
        assertThat(run("retag", "--since", "2026-01-01", "--dry-run")).isZero();
        assertThat(out.toString()).matches("\\d+ of \\d+ entries would be tagged anew\\R");
    }

    @Test
    void offersAnObservationAgainOnceItsCauseIsMended() throws Exception {
        var seen = seen("mended", "m1", "The registry did not know this one.").build();
        var letter = write("enrich.decode", Topics.RAW.name(), "mended", bytes(seen), Cause.UNKNOWN_SCHEMA);

        assertThat(run("dead-letters", "list", "--cause", "unknown_schema", "--source", "desk"))
                .isEqualTo(ExitCode.FINE);
        assertThat(out.toString().lines()).singleElement().asString().startsWith(letter + "  ")
                .contains("  enrich.decode  UNKNOWN_SCHEMA  copydesk.raw-0@999999  mended  ", "  attempt 1  mended?");
        forgetOutput();
        assertThat(run("dead-letters", "list", "--cause", "UNKNOWN_SCHEMA", "--source", "another")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(run("dead-letters", "show", letter)).isZero();
        assertThat(out.toString()).contains("copydesk.stage enrich.decode", "\"body\" : \"The registry did not know");

        var before = everything("mended");
        forgetOutput();
        assertThat(run("dead-letters", "replay", letter, "--dry-run")).isZero();
        assertThat(out.toString().lines()).containsExactly(letter + " would go to copydesk.raw, as attempt 2",
                "1 of 1 letters");
        assertThat(everything("mended")).isEqualTo(before);

        assertThat(run("dead-letters", "replay", letter)).isZero();
        awaitRows("SELECT revision, body FROM entries WHERE blog = 'mended'",
                "1|The registry did not know this one.");
    }

    @Test
    void offersWhatIsStillWrongInVainAndCountsTheAttempts() throws Exception {
        var place = send(Topics.RAW.name(), "wrong", "no avro".getBytes(StandardCharsets.UTF_8));
        var first = awaitLetters(1, "wrong").getFirst();
        assertThat(first).contains("enrich.decode  WRONG_MAGIC_BYTE  copydesk.raw-" + place.partition() + "@"
                + place.offset() + "  wrong  7 B  attempt 1  ");
        var name = first.replaceFirst(" .*", "");
        forgetOutput();
        assertThat(run("dead-letters", "show", name)).isZero();
        assertThat(out.toString()).contains("000000  6e 6f 20 61 76 72 6f", "  no avro");

        assertThat(run("dead-letters", "replay", name)).isZero();

        assertThat(awaitLetters(2, "wrong").getLast()).contains("  attempt 2  ");
    }

    @Test
    void takesTheWholeValueOfALetterThatWasCutFromItsTopic() throws Exception {
        observe(seen("long", "l1", "long ".repeat(120_000)));
        var first = awaitLetters(1, "long").getFirst();
        assertThat(first).contains("  AGAINST_CONTRACT  ", "  attempt 1  ");

        assertThat(run("dead-letters", "replay", first.replaceFirst(" .*", ""))).as(out::toString).isZero();

        var again = awaitLetters(2, "long").getLast();
        assertThat(again).contains("  attempt 2  ").contains(size(first));
        var elsewhere = write("enrich.decide", Topics.RAW.name(), "long", new byte[DeadLetter.MAX_BYTES + 1],
                Cause.TOO_LARGE);
        forgetOutput();
        assertThat(run("dead-letters", "replay", elsewhere)).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).contains(elsewhere
                + " was cut when it was written, and copydesk.raw-0@999999 is not there any more");
    }

    @Test
    void offersASinksLetterToItsStoreAloneAndPastItsGuard() throws Exception {
        observe(seen("nul", "n1", "A NUL \u0000 in the text."), seen("nul", "n2", "Beside it stands a good one."));
        awaitRows("SELECT body FROM entries WHERE blog = 'nul'", "Beside it stands a good one.");
        awaitRows("SELECT count(*) FROM revisions WHERE blog = 'nul'", "1");
        await().atMost(180, SECONDS).until(() -> letters("--stage", "sink-postgres", "--cause", "STORE_REJECTED",
                "--source", "desk").size() == 2);
        var names = letters("--stage", "sink-postgres", "--cause", "STORE_REJECTED").stream()
                .map(line -> line.replaceFirst(" .*", "")).toList();

        var before = everything("nul");
        forgetOutput();
        assertThat(run("dead-letters", "replay", names.get(0), names.get(1))).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString().lines().filter(line -> line.contains("postgres refuses it again: STORE_REJECTED")))
                .hasSize(2);
        assertThat(everything("nul")).as("no letter, no row").isEqualTo(before);

        try (var cluster = Cluster.of(neighbours())) {
            var id = rows("SELECT id FROM entries WHERE blog = 'nul'").getFirst();
            var record = cluster.newest(Topics.ENTRIES.name(), id).orElseThrow();
            change("DELETE FROM entries WHERE id = '" + id + "'");
            var letter = write("sink-postgres", Topics.ENTRIES.name(), id, record.value(), Cause.STORE_REJECTED);
            forgetOutput();
            assertThat(run("dead-letters", "replay", letter, "--dry-run")).isZero();
            assertThat(rows("SELECT id FROM entries WHERE blog = 'nul'")).isEmpty();
            assertThat(run("dead-letters", "replay", letter)).as(out::toString).isZero();
            assertThat(run("dead-letters", "replay", letter)).isZero();
            assertThat(out.toString().lines()).containsExactly(letter + " would be offered to postgres",
                    "1 of 1 letters", letter + " postgres has written it", "1 of 1 letters",
                    letter + " postgres knows it or something newer: unchanged", "1 of 1 letters");
            assertThat(rows("SELECT id FROM entries WHERE blog = 'nul'")).containsExactly(id);
        }
        var gone = write("sink-postgres", Topics.CHANGES.name(), "0123", new byte[9], Cause.STORE_REJECTED);
        var internal = write("enrich.link", "copydesk-enrich-tellings-repartition", "en", new byte[9],
                Cause.STEP_FAILED);
        forgetOutput();
        assertThat(run("dead-letters", "replay", gone, internal)).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).contains("is of 0123, which is not on copydesk.entries any more",
                "an internal topic that nobody else may write", "0 of 2 letters");
    }

    @Test
    void erasesAnEntryFromEverywhereAndKeepsItOut() throws Exception {
        observe(seen("erase", "s1", "Ada Brightwater lives at Harbour Road 7 in Lisbon."),
                seen("erase", "s2", "Ferries stop for the rest of the day."));
        awaitRows("SELECT count(*) FROM stories s, entries e WHERE s.entry_id = e.id AND e.blog = 'erase'", "2");
        awaitRows("SELECT count(*) FROM revisions WHERE blog = 'erase'", "2");
        var id = rows("SELECT id FROM entries WHERE blog = 'erase' AND 'id:s1' = ANY (aliases)").getFirst();
        var before = everything("erase");

        assertThat(run("erase", id, "--reason", "asked by the person", "--dry-run")).isZero();
        assertThat(out.toString().lines())
                .containsExactly("would erase " + id + " of blog erase, revision 1, LIVE");
        assertThat(run("erase", id, "--reason", "two\nlines")).isEqualTo(ExitCode.USAGE);
        assertThat(everything("erase")).isEqualTo(before);

        forgetOutput();
        assertThat(run("erase", id, "--reason", "asked by the person")).as(err::toString).isZero();

        assertThat(out.toString().lines().limit(5)).containsExactly("asked for on copydesk.raw: " + id, "gone",
                "  copydesk.entries: " + id, "  copydesk.stories: " + id,
                "  postgres: has read that it is to be deleted");
        assertThat(out.toString()).contains("  copydesk.raw: its looks, by ", "  backups of the databases");
        observe(Observation.newBuilder(seen("erase", "s1", "Ada Brightwater has moved.").build()).setLook(2),
                seen("erase", "s3", "The wind drops at last."));
        awaitRows("SELECT count(*) FROM revisions WHERE blog = 'erase' AND body LIKE 'The wind%'", "1");
        for (var table : List.of("entries WHERE id", "entities WHERE entry_id", "topics WHERE entry_id",
                "stories WHERE entry_id", "revisions WHERE kind <> 'ERASED' AND entry_id")) {
            assertThat(rows("SELECT * FROM " + table + " = '" + id + "'")).as(table).isEmpty();
        }
        assertThat(rows("SELECT kind, headline, body, diff -> 0 ->> 'after' FROM revisions WHERE entry_id = '" + id
                + "'")).containsExactly("ERASED|null|null|asked by the person");
        assertThat(run("erase", id, "--reason", "again")).isEqualTo(ExitCode.NOTHING_FOUND);
        forgetOutput();
        assertThat(run("erase", id, "--reason", "the files too", "--archive", archived("erase", "s1", "s2"))).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("archive: 1 looks and 0 changes in 1 files");
        forgetOutput();
        assertThat(run("trace", id)).as(err::toString).isZero();
        assertThat(out.toString()).contains("is not on copydesk.entries: forgotten, or erased",
                "ERASED 2.0  erase  reason: \"\" → \"asked by the person\"", "  erase  look 1/0  ERASE  → ERASED 2.0",
                "belongs to no story any more");
    }

    @Test
    void erasesWhatWasMergedWithTheEntryThatItLeadsTo() throws Exception {
        var page = seen("merge", null, "The harbour is closed until noon today, the master says.")
                .setPermalink("https://h.example/live#p1");
        var feed = seen("merge", "guid-1", "Closed until noon: the harbour, says its master.").setSource("feed");
        observe(page, feed, Observation.newBuilder(feed.build()).setPermalink("https://h.example/live#p1").setLook(2));
        awaitRows("SELECT count(*) FROM entries WHERE blog = 'merge' AND status = 'MERGED'", "1");
        var merged = rows("SELECT id FROM entries WHERE blog = 'merge' AND status = 'MERGED'").getFirst();
        var kept = rows("SELECT merged_into FROM entries WHERE id = '" + merged + "'").getFirst();

        assertThat(run("erase", merged, "--reason", "a test")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).isEqualToIgnoringNewLines(
                merged + " was merged into " + kept + ": erase that one, and this goes with it");
        assertThat(run("trace", merged)).isZero();
        assertThat(out.toString()).startsWith("entry " + kept + " of blog merge\n  " + merged
                + " was merged into it\n");

        assertThat(run("erase", kept, "--reason", "a test")).as(err::toString).isZero();

        awaitRows("SELECT count(*) FROM entries WHERE blog = 'merge'", "0");
        assertThat(rows("SELECT * FROM redirects WHERE entry_id = '" + merged + "'")).isEmpty();
        assertThat(rows("SELECT * FROM revisions WHERE blog = 'merge' AND kind <> 'ERASED'")).isEmpty();
    }

    private int run(String... arguments) {
        return Copydesk.commandLine(withDatabase()).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).execute(arguments);
    }

    /// A folder with a look at each of these entries.
    private String archived(String blog, String... ids) {
        var folder = data.resolve("archive");
        try (var store = new ArchiveStore(folder, 1 << 20, Duration.ofHours(1), Neighbours.of(neighbours()).kafka())) {
            store.open();
            store.write(IntStream.range(0, ids.length)
                    .mapToObj(i -> new Delivery(Topics.RAW.name(), 0, i, now.toEpochMilli(), blog,
                            new Item.Observed(seen(blog, ids[i], "Said before.").build())))
                    .toList());
        }
        return folder.toString();
    }

    private static Map<String, String> neighbours() {
        return Map.of("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "COPYDESK_REGISTRY_URL",
                registry.url());
    }

    private static Map<String, String> withDatabase() {
        var settings = new HashMap<>(neighbours());
        settings.put("COPYDESK_DATABASE_URL", database.jdbcUrl());
        settings.put("COPYDESK_DATABASE_USER", database.user());
        return settings;
    }

    private Observation.Builder seen(String blog, @Nullable String id, String body) {
        return Observation.newBuilder().setSource("desk").setBlog(blog).setNativeId(id).setBody(body)
                .setLanguage("en").setSignal(Signal.SEEN).setLook(1)
                .setPosition(id == null ? 0 : Math.max(0, id.charAt(1) - '1')).setParser("test").setParserVersion(3)
                .setObservedAt(now);
    }

    private static void observe(Observation.Builder... observations) throws Exception {
        for (var observation : observations) {
            var seen = observation.build();
            send(Topics.RAW.name(), seen.getBlog(), bytes(seen));
        }
    }

    private static byte[] bytes(Observation observation) {
        return contracts.serde(Topics.RAW).serializer().serialize(Topics.RAW.name(), observation);
    }

    private static RecordMetadata send(String topic, String key, byte[] value) throws Exception {
        var record = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        TraceContext.begun().put(record.headers());
        return producer.send(record).get(180, SECONDS);
    }

    /// A letter as a service would have written it; its name.
    private static String write(String stage, String topic, String key, byte[] value, Cause cause) throws Exception {
        var sent = producer.send(DeadLetter.of(stage, topic, 0, 999_999, key.getBytes(StandardCharsets.UTF_8), value,
                new RecordHeaders(), new BadRecordException(cause, "mended?"))).get(180, SECONDS);
        return sent.partition() + "-" + sent.offset();
    }

    private List<String> letters(String... filter) {
        forgetOutput();
        var arguments = new ArrayList<>(List.of("dead-letters", "list"));
        arguments.addAll(List.of(filter));
        assertThat(run(arguments.toArray(String[]::new))).as(err::toString).isZero();
        return out.toString().lines().toList();
    }

    private List<String> awaitLetters(int count, String key) {
        await().atMost(180, SECONDS).until(() -> ofKey(key).size() == count);
        return ofKey(key);
    }

    private List<String> ofKey(String key) {
        return letters("--stage", "enrich").stream().filter(line -> line.contains("  " + key + "  ")).toList();
    }

    private static String size(String line) {
        return line.replaceFirst(".*  (\\d+ B)  .*", "$1");
    }

    /// Every row of a blog, and the ends of the topics that an operator might write to.
    private static List<String> everything(String blog) throws Exception {
        var all = new ArrayList<String>();
        for (var table : List.of("entries", "revisions")) {
            all.addAll(rows("SELECT t::text FROM " + table + " t WHERE blog = '" + blog + "'"));
        }
        try (var cluster = Cluster.of(neighbours())) {
            for (var topic : List.of(Topics.RAW.name(), Topics.DEAD_LETTERS)) {
                cluster.ends(cluster.partitions(topic)).forEach((place, end) -> all.add(place + " " + end));
            }
        }
        return all.stream().sorted().toList();
    }

    private static void awaitRows(String query, String... rows) {
        await().atMost(180, SECONDS).untilAsserted(() -> assertThat(rows(query)).containsExactly(rows));
    }

    /// One text a row, columns parted by `|`.
    private static List<String> rows(String query) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                var columns = new ArrayList<String>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        }
    }

    private static void change(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var change = connection.createStatement()) {
            change.execute(statement);
        }
    }
}
