package io.copydesk.ingest;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ParsersTest {
    private final Parsers parsers = new Parsers();

    private Kind guess(String name, byte[] bytes) {
        return parsers.guess(new Document(name, bytes, null, null, 1, Instant.EPOCH));
    }

    @Test
    void knowsAPageByItsNameOrItsContent() {
        assertThat(guess("Saved.HTML", "text".getBytes(UTF_8))).isEqualTo(Kind.PAGE);
        assertThat(guess("saved", "\uFEFF\n <!doctype html>".getBytes(UTF_8))).isEqualTo(Kind.PAGE);
        assertThat(guess("saved", "\uFEFF<html>".getBytes(UTF_16LE))).isEqualTo(Kind.PAGE);
    }

    @Test
    void takesAnyOtherTextForACapture() {
        assertThat(guess("saved.txt", "A ship leaves".getBytes(UTF_8))).isEqualTo(Kind.CAPTURE);
        assertThat(guess("empty", new byte[0])).isEqualTo(Kind.CAPTURE);
    }

    @Test
    void hasAParserForEveryKind() {
        for (var kind : Kind.values()) {
            assertThat(parsers.of(kind).name()).isNotEmpty();
        }
    }
}
