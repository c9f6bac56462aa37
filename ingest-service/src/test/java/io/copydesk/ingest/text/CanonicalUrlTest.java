package io.copydesk.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUrlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://News.Example/Live/Storm/            | https://news.example/Live/Storm
            https://news.example:443/live#post-3       | https://news.example/live
            https://news.example:8443/live             | https://news.example:8443/live
            https://news.example/live?utm_source=x&id=7&fbclid=y | https://news.example/live?id=7
            https://news.example/live/amp/             | https://news.example/live
            https://news.example/live.amp.html         | https://news.example/live.html
            https://news.example/live?amp=1            | https://news.example/live
            https://news.example/                      | https://news.example
            https://news.example/lamp                  | https://news.example/lamp
            https://news.example/a b|https://news.example/a%20b
            https://news.example/später                | https://news.example/sp%C3%A4ter
            """)
    void hasOneFormForOnePage(String address, String canonical) {
        assertThat(CanonicalUrl.of(address, null)).contains(canonical);
        assertThat(CanonicalUrl.of(canonical, null)).contains(canonical);
    }

    @Test
    void resolvesAgainstThePage() {
        assertThat(CanonicalUrl.absolute("#post-3", URI.create("https://news.example/live")))
                .contains(URI.create("https://news.example/live#post-3"));
        assertThat(CanonicalUrl.absolute("?page=2#top", URI.create("https://news.example/live/storm?page=1#x")))
                .contains(URI.create("https://news.example/live/storm?page=2#top"));
        assertThat(CanonicalUrl.absolute("?page=2", URI.create("https://news.example")))
                .contains(URI.create("https://news.example?page=2"));
        assertThat(CanonicalUrl.absolute("//cdn.example?a", URI.create("https://news.example/live")))
                .contains(URI.create("https://cdn.example?a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "post-3", "javascript:alert(1)", "urn:news:1", "https://", "http://[::1",
            "mailto:a@b.example"})
    void isNoneForWhatIsNoWebAddress(String text) {
        assertThat(CanonicalUrl.of(text, null)).isEmpty();
    }
}
