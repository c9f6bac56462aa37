package io.copydesk.ingest.poll;

import static io.copydesk.ingest.Fixtures.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.contracts.SourceHealth;
import io.copydesk.contracts.SourceStatus;
import io.copydesk.ingest.Cluster;
import io.copydesk.ingest.Fixtures;
import io.copydesk.ingest.IngestService;
import io.copydesk.ingest.Newsroom;
import io.copydesk.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each test has a source of its own; the topics are shared, and only added to.
class PollingIT {
    private static final Duration SOON = Duration.ofMinutes(3);
    private static Cluster cluster;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Newsroom newsroom;

    @BeforeAll
    static void startCluster() {
        cluster = new Cluster();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @BeforeEach
    void openNewsroom() throws IOException {
        newsroom = new Newsroom();
    }

    @AfterEach
    void closeNewsroom() {
        newsroom.close();
    }

    private SourceDefinition page(String id, boolean complete) {
        return SourceDefinition.newBuilder().setId(id).setKind("page").setUrl(newsroom.url()).setEverySeconds(1)
                .setComplete(complete).setAllowNetworks(Newsroom.NETWORK).build();
    }

    private void awaitRaw(String source, int count) {
        await().atMost(SOON).untilAsserted(() -> assertThat(cluster.raw(source)).hasSize(count));
    }

    private static List<SourceHealth> health(String source) {
        return cluster.records(Topics.SOURCE_HEALTH).stream().filter(record -> record.key().equals(source))
                .map(record -> cluster.decode(Topics.SOURCE_HEALTH, record)).toList();
    }

    private void awaitAnswers(int more) {
        int until = newsroom.answered() + more;
        await().atMost(SOON).until(() -> newsroom.answered() >= until);
    }

    private double counted(String source, String outcome) {
        var counter = meters.find("copydesk.ingest.observations").tags("source", source, "outcome", outcome).counter();
        return counter == null ? 0 : counter.count();
    }

    private static long records() {
        return 0L + cluster.records(Topics.RAW).size() + cluster.records(Topics.INGEST_STATE).size()
                + cluster.records(Topics.SOURCE_HEALTH).size();
    }

    @Test
    void publishesOneRecordAChangeAndNothingAfterARestart() {
        var source = page("regatta", false);
        newsroom.show(List.of(post(2, "b"), post(1, "a")));
        cluster.apply(source);
        try (var _ = cluster.service(meters)) {
            awaitRaw("regatta", 2);
            var first = cluster.raw("regatta");
            assertThat(first).extracting(Observation::getBody).containsExactly("a", "b");
            assertThat(first).extracting(Observation::getLook).containsExactly(1L, 1L);

            long before = records();
            awaitAnswers(3);
            assertThat(newsroom.notModified()).isPositive();
            assertThat(records()).isEqualTo(before);

            newsroom.show(List.of(post(2, "b, corrected"), post(1, "a")));
            awaitRaw("regatta", 3);
            assertThat(cluster.raw("regatta").getLast().getBody()).isEqualTo("b, corrected");
            assertThat(cluster.raw("regatta").getLast().getLook()).isEqualTo(2);
            await().atMost(SOON).untilAsserted(() -> assertThat(counted("regatta", "unchanged")).isEqualTo(1));
            assertThat(counted("regatta", "published")).isEqualTo(3);
        }
        long before = records();
        newsroom.show(List.of(post(2, "b, corrected"), post(1, "a")));
        try (var again = cluster.service(meters)) {
            await().atMost(SOON).until(again::caughtUp);
            awaitAnswers(2);
            assertThat(records()).isEqualTo(before);
        }
        cluster.apply();
    }

    @Test
    void stampsRecordsWithTheTimeOfObservationAndKeysThemByBlog() {
        newsroom.show(List.of(post(1, "a")));
        cluster.apply(page("stamped", false));
        try (var _ = cluster.service(meters)) {
            awaitRaw("stamped", 1);
            var record = cluster.records(Topics.RAW).stream()
                    .filter(each -> cluster.decode(Topics.RAW, each).getSource().equals("stamped")).findFirst()
                    .orElseThrow();
            assertThat(record.key()).isEqualTo(Fixtures.URL);
            assertThat(record.timestamp())
                    .isEqualTo(cluster.decode(Topics.RAW, record).getObservedAt().toEpochMilli());
        }
        cluster.apply();
    }

    @Test
    void reportsAbsenceFromCompleteLooksThreeTimesAndThenForgets() {
        newsroom.show(List.of(post(2, "b"), post(1, "a")));
        cluster.apply(page("absent", true));
        try (var _ = cluster.service(meters)) {
            awaitRaw("absent", 2);
            newsroom.show(List.of(post(2, "b")));
            awaitRaw("absent", 5);
            awaitAnswers(3);

            var absences = cluster.raw("absent").subList(2, cluster.raw("absent").size());
            assertThat(absences).extracting(Observation::getSignal).containsExactly(Signal.ABSENT, Signal.ABSENT,
                    Signal.ABSENT);
            assertThat(absences).extracting(absence -> absence.getNativeId().orElse("")).containsOnly("post-1");
            assertThat(absences).extracting(Observation::getLook).containsExactly(2L, 3L, 4L);
            var last = cluster.records(Topics.INGEST_STATE).stream()
                    .filter(record -> record.key().equals("absent|id:post-1")).toList().getLast();
            assertThat(last.value()).isNull();
        }
        cluster.apply();
    }

    @Test
    void tellsAFailingSourceOnceAndItsRecovery() {
        newsroom.fail(503);
        cluster.apply(page("shaky", false));
        try (var service = cluster.service(meters)) {
            await().atMost(SOON).untilAsserted(() -> assertThat(service.failing()).containsKey("shaky"));
            awaitAnswers(2);
            assertThat(service.caughtUp()).isTrue();
            newsroom.show(List.of(post(1, "a")));
            awaitRaw("shaky", 1);

            assertThat(health("shaky")).extracting(SourceHealth::getStatus).containsExactly(SourceStatus.FAILING,
                    SourceStatus.RECOVERED);
            assertThat(service.failing()).isEmpty();
        }
        cluster.apply();
    }

    @Test
    void refusesAnAddressThatASourceDoesNotAllowAndPollsTheOthers() {
        newsroom.show(List.of(post(1, "a")));
        var refused = SourceDefinition.newBuilder(page("refused", false)).setAllowNetworks(List.of()).build();
        cluster.apply(refused, page("allowed", false));
        try (var service = cluster.service(meters)) {
            awaitRaw("allowed", 1);
            await().atMost(SOON).untilAsserted(() -> assertThat(service.failing()).containsOnlyKeys("refused"));
            awaitAnswers(2);

            assertThat(cluster.raw("refused")).isEmpty();
            assertThat(health("refused")).singleElement()
                    .satisfies(health -> assertThat(health.getCause()).contains("127.0.0.1 is at 127.0.0.1"));
            assertThat(meters.counter("copydesk.ingest.rejected", "reason", "address-refused", "source", "refused")
                    .count()).isPositive();
            assertThat(meters.counter("copydesk.ingest.health", "source", "refused", "status", "failing").count())
                    .isEqualTo(1);
        }
        cluster.apply();
    }

    @Test
    void retractsNothingBecauseATemplateIsBroken() {
        var posts = IntStream.range(0, 20).mapToObj(minute -> post(minute, "body " + minute)).toList();
        newsroom.show(posts);
        cluster.apply(page("broken", true));
        try (var _ = cluster.service(meters)) {
            awaitRaw("broken", 20);
            newsroom.show(posts.subList(0, 1));
            awaitAnswers(5);
            newsroom.show(posts);
            awaitAnswers(2);
            newsroom.show(posts.subList(0, 19));
            awaitRaw("broken", 21);

            assertThat(cluster.raw("broken").getLast().getSignal()).isEqualTo(Signal.ABSENT);
            assertThat(cluster.raw("broken").getLast().getNativeId()).contains("post-19");
            assertThat(health("broken")).extracting(SourceHealth::getStatus).containsExactly(SourceStatus.HEALTHY,
                    SourceStatus.DRIFTING, SourceStatus.RECOVERED);
            assertThat(health("broken").get(1).getCause()).isEqualTo("1 entries where about 20 are usual");
        }
        cluster.apply();
    }

    @Test
    void publishesSavedLooksInOrderAndResumesAfterTheLast(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("01.html"), Fixtures.page(List.of(post(1, "a"))));
        Files.write(folder.resolve("02.html"), Fixtures.page(List.of(post(2, "b"), post(1, "a"))));
        Files.writeString(folder.resolve("03.html"), "nothing to read");
        Files.write(folder.resolve("04.html"), Fixtures.page(List.of(post(2, "b!"), post(1, "a"))));
        var source = SourceDefinition.newBuilder().setId("saved").setKind("capture").setPath(folder.toString())
                .setUrl(Fixtures.URL).setEverySeconds(0).build();
        cluster.apply(source);
        try (var service = cluster.service(meters)) {
            await().atMost(SOON).until(service::caughtUp);
            assertThat(cluster.raw("saved")).extracting(Observation::getBody).containsExactly("a", "b", "b!");
            assertThat(counted("saved", "unchanged")).isEqualTo(2);
        }
        long before = records();
        try (var again = cluster.service(meters)) {
            await().atMost(SOON).until(again::caughtUp);
            assertThat(records()).isEqualTo(before);
        }
        cluster.apply();
    }

    @Test
    void handsAllSourcesToTheInstanceThatIsLeft() {
        newsroom.show(List.of(post(1, "a")));
        cluster.apply(page("shared-1", false), page("shared-2", false), page("shared-3", false));
        try (var staying = cluster.service(meters)) {
            try (IngestService leaving = cluster.service(new SimpleMeterRegistry())) {
                for (var source : List.of("shared-1", "shared-2", "shared-3")) {
                    awaitRaw(source, 1);
                }
                await().atMost(SOON).until(() -> leaving.readiness().ready() && staying.readiness().ready());
            }
            newsroom.show(List.of(post(1, "a, edited")));
            for (var source : List.of("shared-1", "shared-2", "shared-3")) {
                awaitRaw(source, 2);
            }
        }
        cluster.apply();
    }

    @Test
    void fencesTheFormerOwnerOfAPartition() {
        var wire = new Wire(cluster.contracts());
        var record = new ProducerRecord<byte[], byte[]>(Topics.INGEST_STATE.name(), 0,
                "fence".getBytes(StandardCharsets.UTF_8), null);
        var tally = new Tally(meters);
        try (var paused = PartitionSession.open(0, cluster.kafka(), wire, tally);
                var owner = PartitionSession.open(0, cluster.kafka(), wire, tally)) {
            assertThatThrownBy(() -> paused.commit(List.of(record))).isInstanceOf(KafkaException.class);
            assertThat(paused.broken()).isDone();
            owner.commit(List.of(record));
        }
        assertThat(cluster.records(Topics.INGEST_STATE).stream().filter(each -> "fence".equals(each.key()))).hasSize(1);
    }
}
