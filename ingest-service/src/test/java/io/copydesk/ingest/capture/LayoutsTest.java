package io.copydesk.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.UnreadableException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each layout on a fictional page: every entry, and nothing else, as `captures/<layout>.expected` says.
class LayoutsTest {
    @ParameterizedTest
    @ValueSource(strings = {"dw", "independent", "rt", "aawsat", "kyiv-independent"})
    void readsEveryEntryAndNothingElse(String layout) throws UnreadableException {
        assertThat(described(Captures.read(Captures.text(layout + ".txt")))).isEqualTo(expected(layout));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dw", "independent", "rt", "aawsat", "kyiv-independent"})
    void readsTheSameWithWindowsLineEndsAndAByteOrderMark(String layout) throws UnreadableException {
        String windows = "\uFEFF" + Captures.text(layout + ".txt").replace("\n", "\r\n");

        assertThat(Captures.read(windows)).isEqualTo(Captures.read(Captures.text(layout + ".txt")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dw", "independent", "rt", "aawsat", "kyiv-independent"})
    void countsPositionsFromTheFirstEntryAndNamesTheLayout(String layout) throws UnreadableException {
        List<Observation> entries = Captures.read(Captures.text(layout + ".txt"));

        for (int i = 0; i < entries.size(); i++) {
            assertThat(entries.get(i).getPosition()).isEqualTo(i);
            assertThat(entries.get(i).getParser()).isEqualTo("capture:" + layout);
        }
    }

    private static List<String> expected(String layout) {
        return Captures.text(layout + ".expected").lines().filter(line -> !line.startsWith("#")).toList();
    }

    private static List<String> described(List<Observation> entries) {
        return entries.stream().map(LayoutsTest::described).toList();
    }

    private static String described(Observation entry) {
        return String.join(" | ", entry.getRole().name(), entry.getPublished().map(LayoutsTest::day).orElse("-"),
                entry.getPermalink().orElse("-"), dash(String.join(", ", entry.getAuthors())),
                dash(entry.getHeadline()), dash(openings(entry.getBody())));
    }

    private static String day(Time time) {
        return time.getInstant().orElseThrow().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static String openings(String body) {
        return Arrays.stream(body.split("\n\n")).map(
                paragraph -> Arrays.stream(paragraph.split(" ")).limit(4).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" / "));
    }

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
