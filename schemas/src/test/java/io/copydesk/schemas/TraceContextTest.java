package io.copydesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String SENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void takesWhatASenderGives() {
        assertThat(TraceContext.of(SENT)).contains(
                new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01"));
        assertThat(TraceContext.of(SENT.replaceFirst("00", "cc") + "-what-may-come")).isEqualTo(TraceContext.of(SENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"})
    void takesNothingAgainstTheForm(String sent) {
        assertThat(TraceContext.of(sent)).isEmpty();
    }

    @Test
    void goesOnInTheSameTrace() {
        var sent = TraceContext.of(SENT).orElseThrow();
        assertThat(sent.next().traceId()).isEqualTo(sent.traceId());
        assertThat(sent.next().flags()).isEqualTo("01");
        assertThat(sent.next().parentId()).isNotEqualTo(sent.parentId()).matches("[0-9a-f]{16}");
    }

    @Test
    void beginsATraceOfItsOwn() {
        var begun = TraceContext.begun();
        assertThat(TraceContext.of(begun.toString())).contains(begun);
        assertThat(TraceContext.begun().traceId()).isNotEqualTo(begun.traceId());
    }

    @Test
    void passesOnNoOtherHeader() {
        var headers = new RecordHeaders();
        headers.add("copydesk.attempt", new byte[500_000]);
        TraceContext.begun().put(headers);
        TraceContext.of(SENT).orElseThrow().put(headers);

        var passed = TraceContext.only(headers);

        assertThat(passed.toArray()).singleElement().satisfies(header -> {
            assertThat(header.key()).isEqualTo("traceparent");
            assertThat(new String(header.value(), StandardCharsets.UTF_8)).isEqualTo(SENT);
        });
        headers.remove("traceparent").add("traceparent", new byte[1_000_000]);
        assertThat(TraceContext.only(headers).toArray()).isEmpty();
    }
}
