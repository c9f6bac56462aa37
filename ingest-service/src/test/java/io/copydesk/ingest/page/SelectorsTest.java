package io.copydesk.ingest.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"time@datetime | datetime", "@data-id | data-id",
            "h2 | ``", "a[href*='@x'] | ``", "a[href*=@x]@href | href", "p:contains(@x) | ``"})
    void partsTheAttributeFromTheCss(String text, String attribute) {
        assertThat(Selectors.Selector.of(text).attribute()).isEqualTo(attribute);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "colour | b | unknown 'colour'; known are entry, id, link, headline, body, published, modified, author, media, pinned, keyEvent, ended, next",
            "entry | @data-id | entry: '@data-id' names no element",
            "id | ` ` | id: must have 1 to 1000 characters"})
    void namesAMistake(String name, String text, String mistake) {
        assertThat(Selectors.mistake(name, text)).contains(mistake);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"p[", "p >>", "p:nth-child(x)", "p:unknown", "p[a~=(]",
            "time@",
            "p:has(", "::", "a@b@", ","})
    void refusesWhatIsNoCss(String text) {
        assertThat(Selectors.mistake("body", text)).hasValueSatisfying(
                mistake -> assertThat(mistake).startsWith("body: '" + text + "' is no CSS selector: "));
    }

    @Test
    void knowsItsOwnNames() {
        assertThat(Selectors.mistake("keyEvent", ".key")).isEmpty();
    }
}
