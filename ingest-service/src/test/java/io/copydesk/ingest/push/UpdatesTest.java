package io.copydesk.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.push.Updates.Format;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdatesTest {
    private static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");

    private static Updates json(String text) {
        return Updates.read(text.getBytes(StandardCharsets.UTF_8), Format.JSON, NOW);
    }

    @Test
    void takesAMarkOfByteOrderForNothing() {
        var update = "\uFEFF{\"blog\": \"b\", \"headline\": \"Off\"}\n";
        for (var format : Format.values()) {
            assertThat(Updates.read(update.getBytes(StandardCharsets.UTF_8), format, NOW).isGood()).isTrue();
        }
    }

    @Test
    void readsEveryField() {
        var updates = json("""
                {"source": "tidewater-cms", "blog": "regatta", "id": "7", "url": "https://tidewater.example/live/#7",
                 "headline": "Off", "body": "<p>The gun.</p><script>x()</script><p>Away.</p>", "authors": ["Ola Brine"],
                 "publishedAt": "2025-06-01T11:05:00Z", "modifiedAt": "2025-06-01T13:06:00+02:00", "pinned": true,
                 "keyEvent": true, "retracted": null, "language": "en-GB"}""");

        assertThat(updates.faults()).isEmpty();
        var observation = updates.observations().getFirst();
        assertThat(observation.getSource()).isEqualTo("tidewater-cms");
        assertThat(observation.getBlog()).isEqualTo("regatta");
        assertThat(observation.getNativeId()).contains("7");
        assertThat(observation.getPermalink()).contains("https://tidewater.example/live/#7");
        assertThat(observation.getUrl()).contains("https://tidewater.example/live");
        assertThat(observation.getBody()).isEqualTo("The gun.\n\nAway.");
        assertThat(observation.getModified().flatMap(Time::getInstant)).contains(Instant.parse("2025-06-01T11:06:00Z"));
        assertThat(observation.getPinned()).isTrue();
        assertThat(observation.getSignal()).isEqualTo(Signal.SEEN);
        assertThat(observation.getLook()).isZero();
        assertThat(observation.getObservedAt()).isEqualTo(NOW);
    }

    @Test
    void needsOnlyBlogAndIdForARetraction() {
        assertThat(json("{\"blog\": \"regatta\", \"id\": \"7\", \"retracted\": true}").observations())
                .extracting(Observation::getSignal).containsExactly(Signal.RETRACTED);
        assertThat(json("{\"blog\": \"regatta\", \"retracted\": true}").faults()).extracting(Fault::field)
                .containsExactly("id");
    }

    @Test
    void takesTheAddressOfTheBlogForNoneOfItsEntries() {
        var update = "{\"blog\": \"https://tidewater.example/live\", \"url\": \"%s\", \"body\": \"a\"}";
        for (var own : List.of("https://tidewater.example/live", "http://Tidewater.example/live/?utm_source=x",
                "https://tidewater.example/live#")) {
            var read = json(update.formatted(own)).observations().getFirst();
            assertThat(read.getPermalink()).as(own).isEmpty();
            assertThat(read.getUrl()).as(own).isEmpty();
        }
        assertThat(json(update.formatted("https://tidewater.example/live#7")).observations().getFirst().getPermalink())
                .contains("https://tidewater.example/live#7");
        assertThat(json("{\"blog\": \"https://tidewater.example/live\", \"retracted\": true, "
                + "\"url\": \"https://tidewater.example/live\"}").faults()).extracting(Fault::field)
                .containsExactly("id");
    }

    @Test
    void namesEveryIndexAndField() {
        var faults = json("""
                [{"blog": "regatta", "body": "fine"},
                 {"body": 7, "publishedAt": "soon", "colour": "red", "authors": ["Ola", 8], "pinned": "yes"},
                 "nothing",
                 {"blog": " ", "url": "javascript:alert(1)", "language": "not a language", "source": "a|b"}]""")
                .faults();

        assertThat(faults).extracting(Fault::index, Fault::field).containsExactlyInAnyOrder(tuple(1, "colour"),
                tuple(1, "blog"), tuple(1, "body"), tuple(1, "authors[1]"), tuple(1, "publishedAt"),
                tuple(1, "pinned"), tuple(2, ""), tuple(3, "blog"), tuple(3, "url"), tuple(3, "source"),
                tuple(3, "body"), tuple(3, "language"));
    }

    @Test
    void readsLinesAndNamesTheBadOnes() {
        var good = "{\"blog\": \"regatta\", \"body\": \"a\"}";
        var lines = Updates.read(
                (good + "\r\n\n{oops\n" + good + good + "\n[" + good + "]\n").getBytes(StandardCharsets.UTF_8),
                Format.LINES, NOW);

        assertThat(lines.faults()).extracting(Fault::index).containsExactly(1, 2, 3);
        assertThat(
                Updates.read((good + "\n" + good).getBytes(StandardCharsets.UTF_8), Format.LINES, NOW).observations())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "null", "7", "[]", "{", "[{}", "{} {}",
            "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}",
            "{\"blog\": \"a\", \"blog\": \"b\", \"body\": \"c\"}", "{\"blog\": \"a\", \"body\": \"a\\ud800\"}",
            "{\"blog\": \"a\", \"id\": \"\\u0000\", \"body\": \"c\"}",
            "{\"blog\": 11111111111111111111111111111111111111111111111111111111111111111111, \"body\": \"c\"}"})
    void refusesWhatIsNoUpdate(String text) {
        assertThat(json(text).faults()).isNotEmpty();
        assertThat(json(text).observations()).isEmpty();
    }

    @Test
    void refusesBytesThatAreNoText() {
        assertThat(Updates.read(new byte[]{'{', (byte) 0xC3, '}'}, Format.JSON, NOW).faults())
                .extracting(Fault::problem).containsExactly("is not UTF-8");
    }

    @Test
    void tellsSizeFromFault() {
        var large = json("{\"blog\": \"a\", \"body\": \"" + "é".repeat(131_073) + "\"}");
        assertThat(large.faults()).extracting(Fault::field, Fault::kind)
                .containsExactly(tuple("body", Fault.Kind.TOO_LARGE));
        var many = json("[" + String.join(",", Collections.nCopies(1_001, "{\"blog\": \"a\", \"body\": \"b\"}")) + "]");
        assertThat(many.faults()).extracting(Fault::kind).containsExactly(Fault.Kind.TOO_LARGE);
        assertThat(json("[" + String.join(",", Collections.nCopies(1_000, "{\"blog\": \"a\", \"body\": \"b\"}")) + "]")
                .observations()).hasSize(1_000);
    }

    @Test
    void takesEveryUpdateOfAGoodBatch() {
        assertThat(json("[{\"blog\": \"a\", \"body\": \"b\"}, {\"blog\": \"a\", \"headline\": \"c\"}]").observations())
                .extracting(Observation::getSource, Observation::getHeadline, Observation::getBody)
                .isEqualTo(List.of(tuple("push", "", "b"), tuple("push", "c", "")));
    }
}
