package io.copydesk.sink;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copydesk.contracts.Entry;
import io.copydesk.contracts.EntryStatus;
import io.copydesk.contracts.Time;
import io.copydesk.contracts.TimePrecision;
import io.copydesk.contracts.ZoneOrigin;
import io.copydesk.sink.opensearch.Access;
import io.copydesk.sink.opensearch.Docker;
import io.copydesk.sink.opensearch.OpenSearchStore.Versions;
import io.copydesk.sink.opensearch.OpenSearchStore;
import io.copydesk.sink.opensearch.SearchContainer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The store against the image that the compose project runs. Each test has a prefix of its own.
@ExtendWith(Docker.class)
class OpenSearchStoreIT {
    private static final String MARCH = "-entries-2026-03";
    private static final Duration SOON = Duration.ofMinutes(3);
    private static @Nullable SearchContainer container;
    private static int tests;

    private final String prefix = "t" + ++tests;
    private final OpenSearchStore store = store(prefix);

    @BeforeAll
    static void start() throws Exception {
        container = SearchContainer.start();
    }

    @AfterAll
    static void stop() {
        if (container != null) {
            container.close();
        }
    }

    @BeforeEach
    void open() {
        store.open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void storesEveryFieldOfAnEntryAndOfALink() throws Exception {
        assertThat(write(state("a", 3), new Item.Linked(Samples.link("a", 4))))
                .isEqualTo(Map.of("copydesk.entries", 1, "copydesk.stories", 1));

        assertThat(source(MARCH, "a")).isEqualTo(json("entry.json"));
        assertThat(source("-stories", "a")).isEqualTo(json("link.json"));
        assertThat(version("-stories", "a")).contains(4L);
        assertThat(version(MARCH, "a")).contains(Samples.version(3));
    }

    @Test
    void keepsAnEntryInTheMonthInWhichItWasFirstObservedAndFindsAllUnderOneName() throws Exception {
        var lastOfApril = Instant.parse("2026-04-30T23:59:59.999Z");
        write(state("a", 1), new Item.State(Samples.draft("b", 1).setFirstObservedAt(lastOfApril).build()),
                new Item.State(Samples.draft("b", 2).setFirstObservedAt(lastOfApril)
                        .setObservedAt(lastOfApril.plusSeconds(1)).build()));

        assertThat(version("-entries-2026-04", "b")).contains(Samples.version(2));
        on().refresh();
        assertThat(on().get("/" + prefix + "-entries/_count").path("count").intValue()).isEqualTo(2);
    }

    @Test
    void changesNothingByAnOlderVersionOrARepeatedBatch() throws Exception {
        var batch = Samples.deliveries(state("a", 2), state("b", 1), new Item.Linked(Samples.link("a", 5)));
        store.write(batch);
        var before = on().document(prefix + MARCH, "a");

        assertThat(store.write(batch)).isEmpty();
        assertThat(write(state("a", 1), state("c", 1), new Item.Linked(Samples.link("a", 4))))
                .isEqualTo(Map.of("copydesk.entries", 1));
        assertThat(on().document(prefix + MARCH, "a")).isEqualTo(before);
        assertThat(version("-stories", "a")).contains(5L);
    }

    @Test
    void deletesWhatATombstoneNamesThoughNoSearchHasSeenIt() throws Exception {
        write(state("a", 1), state("b", 1), new Item.Linked(Samples.link("a", 1)),
                new Item.Linked(Samples.link("b", 1)));
        assertThat(store.versions("a"))
                .isEqualTo(new Versions(OptionalLong.of(Samples.version(1)), OptionalLong.of(1)));

        assertThat(write(new Item.Forgotten("a"), new Item.Unlinked("a"), new Item.Forgotten("unknown"),
                new Item.Unlinked("unknown"))).isEqualTo(Map.of("copydesk.entries", 1, "copydesk.stories", 1));

        assertThat(on().document(prefix + MARCH, "a")).isEmpty();
        assertThat(on().document(prefix + "-stories", "a")).isEmpty();
        assertThat(on().document(prefix + MARCH, "b")).isPresent();
        assertThat(on().document(prefix + "-stories", "b")).isPresent();
        assertThat(store.versions("a")).isEqualTo(new Versions(OptionalLong.empty(), OptionalLong.empty()));
        assertThat(write(new Item.Forgotten("a"), new Item.Unlinked("a"))).isEmpty();
    }

    @Test
    void letsNoSleeperBringBackWhatWasForgotten() throws Exception {
        write(state("a", 2));
        write(new Item.Forgotten("a"));
        write(state("b", 1), new Item.Forgotten("b")); // never written

        for (var asleep : List.of(state("a", 1), state("a", 2), state("b", 1))) {
            assertThatThrownBy(() -> write(asleep)).isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("gc_deletes");
        }
        assertThat(on().document(prefix + MARCH, "a")).isEmpty();
        assertThat(on().document(prefix + MARCH, "b")).isEmpty();

        assertThat(write(state("a", 3))).isEqualTo(Map.of("copydesk.entries", 1)); // it is seen again
        assertThat(version(MARCH, "a")).contains(Samples.version(3));
    }

    @Test
    void keepsAnEntryThatIsRestoredInTheBatchOfItsTombstone() throws Exception {
        var batch = Samples.deliveries(state("a", 1), new Item.Forgotten("a"), state("a", 2));

        assertThat(store.write(batch)).isEqualTo(Map.of("copydesk.entries", 1));
        assertThat(store.write(batch)).isEmpty();
        assertThat(version(MARCH, "a")).contains(Samples.version(2));
    }

    @Test
    void linksAnEntryAgainWhoseLinkVersionBeginsLower() throws Exception {
        write(new Item.Linked(Samples.link("a", 9)), new Item.Linked(Samples.link("b", 9)));

        offerUntilTaken(new Item.Unlinked("a"), new Item.Linked(Samples.link("a", 3)));
        write(new Item.Unlinked("b"));
        offerUntilTaken(new Item.Linked(Samples.link("b", 3)));

        assertThat(version("-stories", "a")).contains(3L);
        assertThat(version("-stories", "b")).contains(3L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void endsInTheSameDocumentsWhateverTheOrderOfVersionsAndBatches(long seed) throws Exception {
        var random = new Random(seed);
        var items = new ArrayList<Item>();
        IntStream.range(0, 40).forEach(i -> IntStream.rangeClosed(1, 1 + i % 5).forEach(revision -> {
            items.add(state("e" + i, revision));
            items.add(new Item.Linked(Samples.link("e" + i, revision)));
        }));
        items.addAll(items.subList(0, items.size() / 2)); // delivered again
        Collections.shuffle(items, random);
        for (int from = 0; from < items.size();) {
            int to = Math.min(items.size(), from + 1 + random.nextInt(40));
            store.write(Samples.deliveries(items.subList(from, to)));
            from = to;
        }

        for (int i = 0; i < 40; i++) {
            int last = 1 + i % 5;
            assertThat(version(MARCH, "e" + i)).contains(Samples.version(last));
            assertThat(source(MARCH, "e" + i).path("headline").textValue()).isEqualTo("Headline " + last);
            assertThat(source("-stories", "e" + i).path("story").textValue()).isEqualTo("story-" + last);
        }
    }

    @Test
    void keepsRetractedAndMergedEntriesWithoutTheirText() throws Exception {
        write(state("a", 1), new Item.State(Samples.draft("b", 2).setStatus(EntryStatus.MERGED).setMergedInto("a")
                .setHeadline("").setBody("").setEntities(List.of()).setTopics(List.of()).build()));

        on().refresh();
        assertThat(ids("{\"query\": {\"term\": {\"status\": \"LIVE\"}}}")).containsExactly("a");
        assertThat(ids("{\"query\": {\"term\": {\"mergedInto\": \"a\"}}}")).containsExactly("b");
    }

    @Test
    void storesTheOthersOfABatchInWhichItRefusesSome() throws Exception {
        // somebody's own mapping, which has lost the bound
        on().ask("PUT", "/" + prefix + MARCH, """
                {"mappings": {"properties": {"permalink": {"type": "keyword"}}}}""");
        var entries = IntStream.range(0, 20).mapToObj(i -> Samples.draft("e" + i, 1)).toList();
        entries.get(3).setPermalink("é".repeat(20_000)); // no term of an index is longer than 32,766 bytes
        entries.get(11).setPermalink("é".repeat(20_000));
        entries.get(17).setId("x".repeat(600)); // no id is longer than 512 bytes
        try (var loop = new LoopedStore(store)) {
            entries.forEach(entry -> loop.offer(entry.build()));
            loop.turn();

            assertThat(loop.letters()).containsExactly("e3 STORE_REJECTED", "e11 STORE_REJECTED",
                    "x".repeat(600) + " STORE_REJECTED");
            assertThat(loop.messages().getFirst()).contains("immense term in field=\"permalink\"").contains("HTTP 400");
            assertThat(loop.counted("written")).isEqualTo(17);
            assertThat(loop.counted("rejected")).isEqualTo(3);
            assertThat(loop.counted("unchanged")).isZero();
        }
        on().refresh();
        assertThat(on().get("/" + prefix + "-entries/_count").path("count").intValue()).isEqualTo(17);
    }

    @Test
    void takesTheLongestTextsAndTheStrangestClaims() throws Exception {
        var endless = "é".repeat(20_000); // above 32,766 bytes no term of an index can be
        var claim = new Time(Instant.parse("+12026-03-01T00:00:00Z"), "1 March 12026", ZoneOrigin.STATED,
                TimePrecision.DAY);
        var entry = Samples.draft("a", 1).setBody("UN ".repeat(80_000) + "a\u0000b").setPermalink(endless)
                .setAliases(List.of(endless)).setAuthors(List.of(endless)).setPublished(claim)
                .setOccurredAt(Instant.ofEpochMilli(Long.MAX_VALUE)).setObservedAt(Instant.ofEpochMilli(Long.MIN_VALUE))
                .setEntities(Collections.nCopies(20_000, Samples.entry("a", 1).getEntities().getFirst())).build();

        assertThat(write(new Item.State(entry))).isEqualTo(Map.of("copydesk.entries", 1));

        assertThat(source(MARCH, "a").path("body").textValue()).isEqualTo(entry.getBody());
        assertThat(source(MARCH, "a").path("permalink").textValue()).isEqualTo(endless);
        assertThat(source(MARCH, "a").at("/published/instant").textValue()).isEqualTo("+12026-03-01T00:00:00Z");
    }

    @Test
    void waitsForAClusterThatHasNoRoomForAnotherMonth() throws Exception {
        maxShards("1");
        try {
            assertThatThrownBy(() -> write(state("a", 1))).isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("this action would add");
        } finally {
            maxShards("null");
        }
        assertThat(write(state("a", 1))).isEqualTo(Map.of("copydesk.entries", 1));
    }

    @Test
    void waitsForAnIndexThatIsClosedOrReadOnly() throws Exception {
        write(state("a", 1));
        var index = "/" + prefix + MARCH;
        on().ask("POST", index + "/_close", "");
        assertThatThrownBy(() -> write(state("a", 2))).isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("index_closed_exception");
        on().ask("POST", index + "/_open?wait_for_active_shards=1", "");
        on().ask("PUT", index + "/_settings", "{\"index.blocks.write\": true}");
        assertThatThrownBy(() -> write(state("a", 2))).isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("cluster_block_exception");
        on().ask("PUT", index + "/_settings", "{\"index.blocks.write\": null}");

        assertThat(write(state("a", 2))).isEqualTo(Map.of("copydesk.entries", 1));
    }

    @Test
    void waitsForAClusterThatDoesNotAnswerAndThenGoesOn() throws Exception {
        try (var hasty = new OpenSearchStore(new Access(on().url(), Optional.empty(), Optional.empty(),
                Duration.ofSeconds(1)), prefix)) {
            hasty.open();
            on().pause();
            try {
                assertThatThrownBy(() -> hasty.write(Samples.deliveries(state("a", 1))))
                        .isInstanceOf(StoreUnavailableException.class);
                assertThatThrownBy(hasty::ping).isInstanceOf(StoreUnavailableException.class);
            } finally {
                on().unpause();
            }
            await().atMost(SOON).ignoreExceptions().until(() -> {
                hasty.write(Samples.deliveries(state("a", 1)));
                return true;
            });
            assertThat(version(MARCH, "a")).contains(Samples.version(1));
        }
    }

    @Test
    void leavesTheTemplatesOfANewerSinkAlone() throws Exception {
        var path = "/_index_template/" + prefix + "-entries";
        var ours = template(path);
        assertThat(ours.at("/version").intValue()).isEqualTo(1);
        on().ask("PUT", path, "{\"index_patterns\": [\"" + prefix + "-entries-*\"], \"version\": 0}");
        store.open();
        assertThat(template(path)).isEqualTo(ours);
        on().ask("PUT", path, "{\"index_patterns\": [\"" + prefix + "-entries-*\"], \"version\": 99}");
        var newer = template(path);

        store.open();

        assertThat(template(path)).isEqualTo(newer);
    }

    @Test
    void answersTheQueriesOfTheDocumentation() throws Exception {
        try (var documented = store("copydesk")) {
            documented.open();
            documented.write(Samples.deliveries(DocumentedQueries.news(Instant.now())));
            on().refresh();

            var found = DocumentedQueries.run(on(), "Full text, with the words that were found").getFirst()
                    .at("/hits/hits");
            assertThat(found.findValuesAsText("_id")).containsExactly("e1");
            assertThat(found.at("/0/highlight/headline.english/0").textValue())
                    .isEqualTo("First <em>grain</em> <em>ship</em> leaves <em>Odesa</em>");
            assertThat(found.at("/0/highlight/body.english/0").textValue()).contains("<em>Odesa</em>");
            var counts = DocumentedQueries.run(on(), "The most named entities and topics of the day").getFirst()
                    .path("aggregations");
            assertThat(buckets(counts, "entities")).containsExactly("PLACE|Q1874|Odesa 2",
                    "COUNTRY|Q212|Ukraine 1", "PERSON|name:ada brightwater|Ada Brightwater 1");
            assertThat(buckets(counts, "people")).containsExactly("PERSON|name:ada brightwater|Ada Brightwater 1");
            assertThat(buckets(counts, "topics")).containsExactly("conflict, war and peace 2",
                    "agriculture 1");
            var story = DocumentedQueries.run(on(), "One story");
            assertThat(story.getFirst().at("/hits/hits").findValuesAsText("entry")).containsExactlyInAnyOrder("e1",
                    "e2");
            assertThat(story.getLast().at("/hits/hits").findValuesAsText("headline"))
                    .containsExactly("First grain ship leaves Odesa", "Razoni at sea");
        }
    }

    private static List<String> buckets(JsonNode aggregations, String name) {
        return aggregations.path(name).path("buckets").valueStream()
                .map(bucket -> bucket.path("key").textValue() + " " + bucket.path("doc_count").intValue()).toList();
    }

    private void offerUntilTaken(Item... items) {
        await().atMost(180, SECONDS).ignoreException(StoreUnavailableException.class).until(() -> {
            write(items);
            return true;
        });
    }

    private static void maxShards(String number) throws Exception {
        on().ask("PUT", "/_cluster/settings",
                "{\"persistent\": {\"cluster.max_shards_per_node\": " + number + "}}");
    }

    private static JsonNode template(String path) throws Exception {
        return on().get(path).at("/index_templates/0/index_template");
    }

    private Stream<String> ids(String query) throws Exception {
        return on().ask("POST", "/" + prefix + "-entries/_search", query).at("/hits/hits").findValuesAsText("_id")
                .stream();
    }

    private Map<String, Integer> write(Item... items) {
        return store.write(Samples.deliveries(items));
    }

    private static Item.State state(String id, int revision) {
        return new Item.State(Samples.entry(id, revision));
    }

    private JsonNode source(String index, String id) throws Exception {
        return on().document(prefix + index, id).orElseThrow().path("_source");
    }

    private Optional<Long> version(String index, String id) throws Exception {
        return on().document(prefix + index, id).map(document -> document.path("_version").longValue());
    }

    private static JsonNode json(String resource) throws Exception {
        try (var content = OpenSearchStoreIT.class.getResourceAsStream("/opensearch/" + resource)) {
            return new ObjectMapper().readTree(content);
        }
    }

    private static OpenSearchStore store(String prefix) {
        return new OpenSearchStore(new Access(on().url(), Optional.empty(), Optional.empty()), prefix);
    }

    private static SearchContainer on() {
        return Objects.requireNonNull(container);
    }
}
