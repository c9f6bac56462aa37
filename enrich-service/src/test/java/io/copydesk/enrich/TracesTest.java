package io.copydesk.enrich;

import static io.copydesk.enrich.Pipeline.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.schemas.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class TracesTest {
    private static final TraceContext TRACE = TraceContext.begun();

    private static Headers headers() {
        var headers = new RecordHeaders();
        headers.add("somebody's", new byte[100]);
        TRACE.put(headers);
        return headers;
    }

    private static List<String> of(TestRecord<?, ?> record) {
        return Arrays.stream(record.headers().toArray()).filter(header -> !header.key().startsWith("__streams"))
                .map(TracesTest::text).toList();
    }

    private static String text(Header header) {
        return header.key() + " " + new String(header.value(), StandardCharsets.UTF_8);
    }

    @Test
    void carriesTheTraceAndNoOtherHeaderFromAnObservationToAllThatComesOfIt() {
        try (var pipeline = new Pipeline()) {
            var seen = seen("Zelensky visits Kiev", "He arrived by train in the morning.").setNativeId("a").build();
            pipeline.raw.pipeInput(new TestRecord<>(seen.getBlog(), pipeline.bytes(seen), headers(),
                    seen.getObservedAt()));

            var expected = List.of("traceparent " + TRACE);
            assertThat(pipeline.entries.readRecordsToList()).isNotEmpty()
                    .allSatisfy(record -> assertThat(of(record)).isEqualTo(expected));
            assertThat(pipeline.changes.readRecordsToList()).isNotEmpty()
                    .allSatisfy(record -> assertThat(of(record)).isEqualTo(expected));
            assertThat(pipeline.stories.readRecordsToList()).isNotEmpty()
                    .allSatisfy(record -> assertThat(of(record)).isEqualTo(expected));
            assertThat(pipeline.trends.readRecordsToList()).isNotEmpty()
                    .allSatisfy(record -> assertThat(of(record)).isEmpty());
        }
    }

    @Test
    void keepsTheTraceOfARecordThatCannotBeRead() {
        try (var pipeline = new Pipeline()) {
            pipeline.raw.pipeInput(new TestRecord<>("blog", new byte[]{9}, headers()));

            assertThat(of(pipeline.deadLetters.readRecord())).contains("traceparent " + TRACE)
                    .noneMatch(header -> header.startsWith("somebody"));
        }
    }

    @Test
    void measuresFromTheLookToTheDecision() {
        try (var pipeline = new Pipeline()) {
            pipeline.observe(seen("Storm", "A storm is near.").setNativeId("a").build());
            pipeline.raw.pipeInput("blog", new byte[]{9});

            assertThat(timer(pipeline, "changed")).isEqualTo(1);
            assertThat(timer(pipeline, "rejected")).isEqualTo(1);
            assertThat(pipeline.meters.get("copydesk.enrich.work").timer().count()).isEqualTo(1);
        }
    }

    private static long timer(Pipeline pipeline, String outcome) {
        return pipeline.meters.get("copydesk.fetched.to.decided").tag("outcome", outcome).timer().count();
    }
}
