package io.copydesk.ingest.page;

import static io.copydesk.ingest.Fixtures.URL;
import static io.copydesk.ingest.Fixtures.document;
import static io.copydesk.ingest.Fixtures.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.copydesk.contracts.Media;
import io.copydesk.contracts.MediaType;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectedEntriesTest {
    private static final Duration BOUND = Duration.ofMinutes(3);

    private static Look look(Map<String, String> selectors, String body) throws UnreadableException {
        var html = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><link rel=canonical href=" + URL
                + "></head><body>" + body + "</body></html>";
        return new PageParser().parse(source().setComplete(true).setSelectors(selectors).build(),
                document(html.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsAnUpdateInFull() throws UnreadableException {
        var selectors = Map.ofEntries(Map.entry("entry", "article.update"), Map.entry("id", "@data-id"),
                Map.entry("link", "a.permalink"), Map.entry("headline", "h2"), Map.entry("body", ".text"),
                Map.entry("published", "time@datetime"), Map.entry("modified", ".edited"),
                Map.entry("author", ".by li"), Map.entry("media", "img@data-src"), Map.entry("pinned", ".pinned"),
                Map.entry("keyEvent", "@data-key"));
        var entries = look(selectors, """
                <article class="update pinned" data-id="1001" data-key="true">
                  <h2>First &amp; <b>away</b></h2><a class="permalink" href="#one">link</a> <a href="/x">x</a>
                  <div class="text"><p>The gun. <time datetime="2025-06-01T11:05:00Z">5 minutes ago</time></p>
                    <script>alert(1)</script><p>They are <b>off</b>.</p></div>
                  <span class="edited">1 June 2025 11:06 UTC</span>
                  <ul class="by"><li>Ola Brine</li><li>Kit Spar</li></ul>
                  <img data-src="/img/start.jpg" src="data:image/gif;base64,x" alt="The start">
                </article>""").entries();

        assertThat(entries).hasSize(1);
        var entry = entries.getFirst();
        assertThat(entry.getNativeId()).contains("1001");
        assertThat(entry.getPermalink()).contains(URL + "#one");
        assertThat(entry.getHeadline()).isEqualTo("First & away");
        assertThat(entry.getBody()).isEqualTo("The gun.\n\nThey are off.");
        assertThat(entry.getPublished().map(Time::getText)).contains("2025-06-01T11:05:00Z");
        assertThat(entry.getModified().map(Time::getText)).contains("1 June 2025 11:06 UTC");
        assertThat(entry.getAuthors()).containsExactly("Ola Brine", "Kit Spar");
        assertThat(entry.getMedia())
                .containsExactly(new Media("https://tidewater.example/img/start.jpg", MediaType.IMAGE, "The start"));
        assertThat(entry.getPinned()).isTrue();
        assertThat(entry.getKeyEvent()).isTrue();
        assertThat(entry.getLanguage()).contains("en");
    }

    @Test
    void takesTheRestOfAnEntryForItsBodyAndItsHtmlIdForItsFragment() throws UnreadableException {
        var entry = look(Map.of("entry", "li", "headline", "b", "published", "time", "author", "i"),
                "<ul><li id=gun><b>Gun</b><time>2025-06-01</time><i>Ola Brine</i> They <em>are</em> off.</li></ul>")
                .entries().getFirst();

        assertThat(entry.getBody()).isEqualTo("They are off.");
        assertThat(entry.getPermalink()).contains(URL + "#gun");
        assertThat(entry.getPinned()).isFalse();
    }

    @Test
    void takesAnAttributeThatSaysFalseForNoMark() throws UnreadableException {
        var selectors = Map.of("entry", "p", "pinned", "@data-pin", "keyEvent", ".mark@data-key");

        assertThat(look(selectors, "<p data-pin=false>a<i class=mark data-key=0></i></p>").entries().getFirst())
                .matches(entry -> !entry.getPinned() && !entry.getKeyEvent());
        assertThat(look(selectors, "<p data-pin>a<i class=mark data-key=yes></i></p>").entries().getFirst())
                .matches(entry -> entry.getPinned() && entry.getKeyEvent());
    }

    @Test
    void takesAnEntryAndATextWithinAnotherForPartOfIt() throws UnreadableException {
        assertThat(look(Map.of("entry", "div", "body", "section, p"),
                "<div><section><p>a</p></section><div><p>b</p></div></div><div><p>c</p></div>").entries())
                .extracting(Observation::getBody).containsExactly("c", "a\n\nb");
    }

    @Test
    void isAWindowWhereOlderUpdatesStandElsewhereAndOverWhereThePageSaysSo() throws UnreadableException {
        var selectors = Map.of("entry", "p", "next", "a[rel=next]", "ended", "body@data-closed");
        var page = "<p>a</p>";

        assertThat(look(selectors, page).complete()).isTrue();
        assertThat(look(selectors, page + "<a rel=next href='?page=2'>Older</a>").complete()).isFalse();
        assertThat(look(selectors, page).ended()).isFalse();
        assertThat(look(selectors, page + "</body><body data-closed=1>").ended()).isTrue();
    }

    @Test
    void goesBeforeArticlesButNotBeforeUpdates() throws UnreadableException {
        var json = "<script type='application/ld+json'>{\"@type\": \"%s\", \"%s\": {\"text\": \"json\"}}</script>";
        var selectors = Map.of("entry", "p");

        assertThat(look(selectors, json.formatted("NewsArticle", "about") + "<p>selected</p>").entries())
                .extracting(Observation::getBody).containsExactly("selected");
        assertThat(look(selectors, json.formatted("LiveBlogPosting", "liveBlogUpdate") + "<p>selected</p>").entries())
                .extracting(Observation::getBody).containsExactly("json");
    }

    @Test
    void doesNotTakeAnArticleForTheUpdatesThatItNoLongerFinds() {
        assertThatThrownBy(() -> look(Map.of("entry", "p.update"),
                "<script type='application/ld+json'>{\"@type\": \"NewsArticle\"}</script><p>a</p>"))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("regatta.html: no LiveBlogPosting with updates in JSON-LD, microdata or RDFa, "
                        + "no amp-live-list, and nothing at its selector 'p.update'");
    }

    @Test
    void refusesSelectorsThatNobodyHasChecked() {
        assertThatThrownBy(() -> look(Map.of("entry", "p["), "<p>a</p>")).isInstanceOf(UnreadableException.class)
                .hasMessageContaining("its selectors: entry: 'p[' is no CSS selector");
        assertThatThrownBy(() -> look(Map.of("body", "p"), "<p>a</p>")).isInstanceOf(UnreadableException.class)
                .hasMessage("regatta.html: its selectors: entry: is missing; what each update is within");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p:nth-child(2n+1)", "p:nth-last-of-type(odd)", "p ~ p", "p:has(~ i)", "p:has(b) + p",
            "div div div div b"})
    void standsManySiblingsAndDepths(String entry) {
        for (var page : new String[]{"<div>" + "<p>a".repeat(11_990), "<p>a".repeat(90_000),
                "<div>".repeat(500) + "<b>a</b>".repeat(11_990)}) {
            assertTimeoutPreemptively(BOUND, () -> {
                try {
                    assertThat(look(Map.of("entry", entry), page).entries()).isNotEmpty();
                } catch (UnreadableException refused) {
                    assertThat(refused).hasMessageContaining("regatta.html");
                }
            });
        }
    }

    @Test
    void refusesAnElementOfTooManyParts() {
        assertThatThrownBy(() -> look(Map.of("entry", "p"), "<p>a".repeat(12_001)))
                .hasMessage("regatta.html: has an element of too many parts to select from");
    }

    @Test
    void readsEveryEntryOfALongPage() throws UnreadableException {
        assertThat(look(Map.of("entry", "p", "headline", "b"), "<p><b>h</b>a</p>".repeat(5_000)).entries())
                .hasSize(5_000);
    }
}
