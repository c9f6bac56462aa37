package io.copydesk.ingest;

import static io.copydesk.ingest.Fixtures.document;
import static io.copydesk.ingest.Fixtures.page;
import static io.copydesk.ingest.Fixtures.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.copydesk.ingest.page.PageParser;
import io.copydesk.ingest.text.CanonicalUrl;
import io.copydesk.ingest.text.PlainText;
import io.copydesk.ingest.text.Times;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What takes a step for each pair of characters would take hours.
class HostileTextTest {
    private static final int CHARS = 2 * 1024 * 1024;
    private static final Duration BOUND = Duration.ofMinutes(3);

    private static String run(String of) {
        return of.repeat(CHARS / of.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u00A0", "// ", "; ", "]]> ", "<!--"})
    void readsABlockOfOneRun(String of) {
        var run = run(of);
        assertTimeoutPreemptively(BOUND, () -> refuses(run + "x" + run));
    }

    private static void refuses(String block) {
        try {
            new PageParser().parse(source().build(), document(page(block)));
        } catch (UnreadableException refused) {
            assertThat(refused).hasMessageContaining("regatta.html");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "<a ", "&amp;", "\u0301"})
    void readsATextOfOneRun(String of) {
        var run = run(of);
        assertTimeoutPreemptively(BOUND, () -> PlainText.line("x" + run + "x"));
        assertTimeoutPreemptively(BOUND, () -> new Times(null).read("2025" + run + "x"));
    }

    @Test
    void composesMarksOutOfOrder() {
        var marks = "\u0301".repeat(CHARS / 2) + "\u0323".repeat(CHARS / 2);
        assertTimeoutPreemptively(BOUND, () -> PlainText.ofPlain("a" + marks));
    }

    @Test
    void readsNestedElements() {
        assertTimeoutPreemptively(BOUND, () -> PlainText.ofMarkup(run("<div>") + "a"));
    }

    @Test
    void readsManyAddressesOfSlashes() {
        var address = "https://tidewater.example/" + "/".repeat(4_000) + "x";
        assertTimeoutPreemptively(BOUND, () -> {
            for (int i = 0; i < 5_000; i++) {
                assertThat(CanonicalUrl.of(address, null)).isPresent();
            }
        });
    }
}
