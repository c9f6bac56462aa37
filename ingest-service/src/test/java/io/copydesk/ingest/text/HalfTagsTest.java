package io.copydesk.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class HalfTagsTest {
    private static final Pattern LIVE = Pattern
            .compile("(?i)<\\s*/?\\s*(script|iframe|object|embed|style|svg)|<[a-z][^>]*\\son\\w+\\s*=");
    private static final List<String> PIECES = List.of("<", ">", "/", " ", "\n", "script", "sCr\u017Fipt", "scr", "ipt",
            "iframe", "svg", "style", "a", "b", "img", " onload=", " onclick =", "onerror", "=", "x", "\"", "&lt;",
            "&gt;", "&amp;", "lt;", "gt;", "&#60;", "&#x3c;", "<!--", "-->", "\u200B", "\u00AD", "\u00A0", "\u0338",
            "javascript:", "<b>", "</b>", "<script>", "</script>", "\uD83D\uDEA3", "<br>", "<p");

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/text/scripts.txt", delimiter = '\u0007', quoteCharacter = '\u0006')
    void leavesNothingThatCouldAct(String markup) {
        assertHarmless(markup);
        assertHarmless(markup.replace("&", "&amp;").replace("<", "&lt;"));
        assertHarmless(markup + markup);
    }

    @Test
    void leavesNothingThatCouldActOfAnyText() {
        var random = new Random(20250331);
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int pieces = 1 + random.nextInt(14); pieces > 0; pieces--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            assertHarmless(text.toString());
        }
    }

    private static void assertHarmless(String markup) {
        for (var text : List.of(PlainText.ofMarkup(markup), PlainText.ofPlain(markup), PlainText.line(markup))) {
            assertThat(LIVE.matcher(text).find()).as("%s became %s", markup, text).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5 < 6 and 7 > 3", "write to <ola@tidewater.example>", "I <3 boats", "a <b or a",
            "\uD83D\uDEA3\uD83D\uDEA3 <3"})
    void leavesWhatIsHarmlessAsItIs(String text) {
        assertThat(PlainText.ofPlain(text)).isEqualTo(text);
    }

    @Test
    void keepsTheWordsOfWhatItDisarms() {
        assertThat(PlainText.ofMarkup("Before <script src=x \uD83D\uDEA3\uD83D\uDEA3 < 3"))
                .isEqualTo("Before script src=x \uD83D\uDEA3\uD83D\uDEA3 < 3");
    }
}
