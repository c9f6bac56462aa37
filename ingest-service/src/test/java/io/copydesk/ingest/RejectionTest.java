package io.copydesk.ingest;

import static io.copydesk.ingest.Fixtures.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.copydesk.ingest.Limits.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What a document that cannot be read is counted as.
class RejectionTest {
    private static Rejection of(Kind kind, String text) {
        return catchThrowableOfType(UnreadableException.class, () -> new Parsers().of(kind).parse(source().build(),
                new Document("saved", text.getBytes(StandardCharsets.UTF_8), null, null, 1, Instant.EPOCH)))
                .rejection();
    }

    @Test
    void namesTheLimit() {
        assertThat(of(Kind.PAGE, "<b>".repeat(Limits.TAGS + 1))).isEqualTo(Rejection.TOO_MANY_TAGS);
        assertThat(of(Kind.FEED, "<rss>" + "&lt;b>".repeat(Limits.TAGS))).isEqualTo(Rejection.TOO_MANY_TAGS);
        assertThat(of(Kind.GUARDIAN, "[\"" + "\\u003cb>".repeat(Limits.TAGS + 1) + "\"]"))
                .isEqualTo(Rejection.TOO_MANY_TAGS);
        assertThat(of(Kind.FEED, "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><channel/></rss>"))
                .isEqualTo(Rejection.DOCTYPE_REFUSED);
        assertThat(of(Kind.GUARDIAN, "[".repeat(Limits.JSON_DEPTH + 1))).isEqualTo(Rejection.JSON_TOO_LARGE);
        assertThat(of(Kind.SUPERDESK, "[" + "1,".repeat(Limits.JSON_TOKENS) + "1]"))
                .isEqualTo(Rejection.JSON_TOO_LARGE);
        assertThat(of(Kind.PAGE, "<p>Nothing to tell.</p>")).isEqualTo(Rejection.UNREADABLE);
    }

    @Test
    void namesTheLimitOfASavedAnswerThatNoKindCouldReadForIt() {
        assertThat(of(Kind.CAPTURE, "{\"a\":".repeat(Limits.JSON_DEPTH + 1))).isEqualTo(Rejection.JSON_TOO_LARGE);
        assertThat(of(Kind.CAPTURE, "{\"a\": 1}")).isEqualTo(Rejection.UNREADABLE);
    }

    @Test
    void isATagOfTheCounter() {
        assertThat(Rejection.JSON_TOO_LARGE.tag()).isEqualTo("json-too-large");
    }
}
