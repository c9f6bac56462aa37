package io.copydesk.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void partsParagraphsByOneEmptyLine() {
        assertThat(
                PlainText.ofMarkup("<p>One  line.</p>\n\n<div><p>Two<br>lines.</p></div><ul><li>A</li><li>B</li></ul>"))
                .isEqualTo("One line.\n\nTwo\nlines.\n\nA\n\nB");
    }

    @Test
    void keepsTheParagraphsOfTextWithoutMarkup() {
        assertThat(PlainText.ofMarkup("One.\r\n\r\n\r\nTwo,\n<b>bold</b>.")).isEqualTo("One.\n\nTwo,\nbold.");
    }

    @Test
    void undoesEscapingThatWasDoneTwice() {
        assertThat(PlainText.ofMarkup("&amp;lt;p&amp;gt;Caf&amp;eacute; &amp;amp; bar&amp;lt;/p&amp;gt;"))
                .isEqualTo("Café & bar");
    }

    @Test
    void leavesNoScriptHoweverItWasEscaped() {
        assertThat(PlainText.ofMarkup("Before<script>alert(1)</script> after")).isEqualTo("Before after");
        assertThat(PlainText.ofMarkup("Before&lt;script&gt;alert(1)&lt;/script&gt; after")).isEqualTo("Before after");
        assertThat(PlainText.ofMarkup("<img src=x onerror=alert(1)>After")).isEqualTo("After");
        assertThat(PlainText.ofMarkup("<scr<script>ipt>alert(1)</scr</script>ipt>")).doesNotContain("<script");
    }

    @Test
    void doesNotTakeAComparisonForATag() {
        assertThat(PlainText.ofMarkup("5 < 6 and 7 > 3")).isEqualTo("5 < 6 and 7 > 3");
    }

    @Test
    void takesPlainTextAtItsWord() {
        assertThat(PlainText.ofPlain("write &amp; for an ampersand")).isEqualTo("write &amp; for an ampersand");
        assertThat(PlainText.ofPlain("<p>but not &amp; here</p>")).isEqualTo("but not & here");
    }

    @Test
    void dropsWhatNobodySees() {
        assertThat(PlainText.ofPlain("a\u00A0b\u200B\u0000c\uFEFF\uD800")).isEqualTo("a bc");
    }

    @Test
    void putsAHeadlineOnOneLine() {
        assertThat(PlainText.line(" A <em>new</em>\n headline&nbsp;")).isEqualTo("A new headline");
    }

    @Test
    void readsNoTagsOfATextThatIsMadeOfThem() {
        assertTimeoutPreemptively(Duration.ofMinutes(3),
                () -> assertThat(PlainText.ofMarkup("&lt;p>x".repeat(1_000_000))).contains("p>x").doesNotContain("<"));
    }
}
