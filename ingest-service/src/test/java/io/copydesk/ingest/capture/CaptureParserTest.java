package io.copydesk.ingest.capture;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.contracts.Time;
import io.copydesk.contracts.TimePrecision;
import io.copydesk.contracts.ZoneOrigin;
import io.copydesk.ingest.UnreadableException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureParserTest {
    @Test
    void tellsWhichLayoutsItKnowsWhenItKnowsNone() {
        assertThatThrownBy(() -> Captures.read("Dear diary,\n\nit rained.\n")).isInstanceOf(UnreadableException.class)
                .hasMessageStartingWith("capture.txt: is of no known layout; looked for dw (")
                .hasMessageContaining("aawsat (").hasMessageContaining("kyiv-independent (")
                .hasMessageContaining("independent (").hasMessageContaining("rt (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7 May 2024\nA ship has come in.\nRead more about the ship\n",
            "Please refresh the page\nThe Independent reported a flood.\n", "TT\nA headline\nA text.\n",
            "A headline\n3 min read\nAnother headline\n", "Skip next section Weather\nIt rains.\n"})
    void takesNoPageForAPublishersByOneOfItsMarksAlone(String page) {
        assertThatThrownBy(() -> Captures.read(page)).isInstanceOf(UnreadableException.class)
                .hasMessageStartingWith("capture.txt: is of no known layout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\uFEFF", " \u00a0\r\n"})
    void saysThatAnEmptyFileIsEmpty(String nothing) {
        assertThatThrownBy(() -> Captures.read(nothing)).isInstanceOf(UnreadableException.class)
                .hasMessage("capture.txt: is empty");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThatThrownBy(() -> Captures.read(Captures.SOURCE, "old.txt", "Skip".getBytes(UTF_16)))
                .isInstanceOf(UnreadableException.class).hasMessage("old.txt: is not UTF-8 text");
    }

    @Test
    void refusesNul() {
        assertThatThrownBy(() -> Captures.read("Skip next section\0")).isInstanceOf(UnreadableException.class)
                .hasMessage("capture.txt: is not a text: it contains NUL");
    }

    @Test
    void saysWhenALayoutHoldsNoEntry() {
        assertThatThrownBy(() -> Captures.read("https://p.dw.com/p/9aaaa\nSkip next section Nothing more\n"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageStartingWith("capture.txt: has the marks of layout dw (")
                .hasMessageEndingWith("but no entry can be read from it");
    }

    @Test
    void keepsTheEntriesOfACutOffPage() throws UnreadableException {
        String whole = Captures.text("dw.txt");
        String cut = whole.substring(0, whole.indexOf("Her crew must now"));

        assertThat(Captures.read(cut)).extracting(Observation::getHeadline).containsExactly("Corsair turns back",
                "Watch: the fleet at the cape", "Astrid takes the lead at the cape", "What you need to know");
    }

    @Test
    void takesTheConfiguredBlogThenThePagesAddressThenTheSourcesAddressThenTheSource() throws UnreadableException {
        var plain = Captures.SOURCE;
        var addressed = SourceDefinition.newBuilder(plain).setUrl("http://News.example/live/?utm_source=x").build();
        var configured = SourceDefinition.newBuilder(addressed).setBlog("race").build();

        assertThat(blog(configured, "dw.txt")).isEqualTo("race");
        assertThat(blog(addressed, "dw.txt")).isEqualTo("https://p.dw.com/p/9aaaa");
        assertThat(blog(addressed, "rt.txt")).isEqualTo("https://news.example/live");
        assertThat(blog(plain, "rt.txt")).isEqualTo("desk");
    }

    private static String blog(SourceDefinition source, String capture) throws UnreadableException {
        return Captures.read(source, capture, Captures.text(capture).getBytes(UTF_8)).getFirst().getBlog();
    }

    @Test
    void beginsADayAtTheSourcesMidnight() throws UnreadableException {
        var moscow = SourceDefinition.newBuilder(Captures.SOURCE).setZone("Europe/Moscow").build();
        Observation oldest = Captures.read(moscow, "rt.txt", Captures.text("rt.txt").getBytes(UTF_8)).getFirst();

        assertThat(oldest.getPublished()).contains(time("2024-05-12T21:00:00Z", ZoneOrigin.SOURCE));
        assertThat(Captures.read(Captures.text("rt.txt")).getFirst().getPublished())
                .contains(time("2024-05-13T00:00:00Z", ZoneOrigin.ASSUMED_UTC));
    }

    private static Time time(String instant, ZoneOrigin origin) {
        return Time.newBuilder().setInstant(Instant.parse(instant)).setText("13 May 2024").setZone(origin)
                .setPrecision(TimePrecision.DAY).build();
    }

    @Test
    void saysWhenAndHowItLooked() throws UnreadableException {
        Observation entry = Captures.read(Captures.text("dw.txt")).getFirst();

        assertThat(entry.getSource()).isEqualTo("desk");
        assertThat(entry.getSignal()).isEqualTo(Signal.SEEN);
        assertThat(entry.getLook()).isEqualTo(7);
        assertThat(entry.getLookComplete()).isFalse();
        assertThat(entry.getParserVersion()).isEqualTo(1);
        assertThat(entry.getObservedAt()).isEqualTo(Captures.OBSERVED);
        assertThat(entry.getNativeId()).isEmpty();
    }
}
