package io.copydesk.ingest.page;

import static io.copydesk.ingest.Fixtures.URL;
import static io.copydesk.ingest.Fixtures.document;
import static io.copydesk.ingest.Fixtures.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.contracts.EntryRole;
import io.copydesk.contracts.Media;
import io.copydesk.contracts.MediaType;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveListTest {
    private static Look look(String body) throws UnreadableException {
        var html = "<!DOCTYPE html><html ⚡ lang=en><head><meta charset=utf-8><link rel=canonical href=" + URL
                + "></head><body>" + body + "</body></html>";
        return new PageParser().parse(source().setComplete(true).build(),
                document(html.getBytes(StandardCharsets.UTF_8)));
    }

    private static String list(String items) {
        return list("", items, "");
    }

    private static String list(String attributes, String items, String slots) {
        return "<amp-live-list id=race data-poll-interval=15000 " + attributes + "><button update>News</button>"
                + "<div items>" + items + "</div>" + slots + "</amp-live-list>";
    }

    private static String item(int number) {
        return "<div id=i%d data-sort-time=174877560%d><p>Boat %d</p></div>".formatted(number, number, number);
    }

    @Test
    void readsAnUpdateInFull() throws UnreadableException {
        var entries = look(
                list("""
                        <article id="post-1" data-sort-time="1748775900" data-update-time="1748775960123">
                          <h3>First &amp; <b>away</b></h3><time>5 minutes ago</time><a rel="author" href="/ola">Ola Brine</a>
                          <a href="https://pier.example/x#y">Pier</a> <a href="/live/regatta?utm_source=amp#one">link</a>
                          <amp-img src="/img/start.jpg" alt="The start"></amp-img>
                          <p>The gun.</p><script>alert(1)</script><p>They are off.</p><div overflow>See more</div></article>"""))
                .entries();

        assertThat(entries).hasSize(1);
        var entry = entries.getFirst();
        assertThat(entry.getNativeId()).contains("post-1");
        assertThat(entry.getPermalink()).contains(URL + "?utm_source=amp#one");
        assertThat(entry.getRole()).isEqualTo(EntryRole.UPDATE);
        assertThat(entry.getHeadline()).isEqualTo("First & away");
        assertThat(entry.getBody()).isEqualTo("Ola Brine Pier link\n\nThe gun.\n\nThey are off.");
        assertThat(entry.getAuthors()).containsExactly("Ola Brine");
        assertThat(entry.getMedia())
                .containsExactly(new Media("https://tidewater.example/img/start.jpg", MediaType.IMAGE, "The start"));
        assertThat(entry.getPublished().flatMap(Time::getInstant)).contains(Instant.parse("2025-06-01T11:05:00Z"));
        assertThat(entry.getModified().flatMap(Time::getInstant)).contains(Instant.parse("2025-06-01T11:06:00.123Z"));
        assertThat(entry.getLanguage()).contains("en");
    }

    @Test
    void takesATombstoneForARetraction() throws UnreadableException {
        assertThat(look(list(item(1) + "<div id=i2 data-sort-time=1748775602 data-tombstone></div>")).entries())
                .extracting(Observation::getSignal).containsExactly(Signal.SEEN, Signal.RETRACTED);
    }

    @Test
    void linksToTheItemWhereItHasNoLinkOfItsOwn() throws UnreadableException {
        assertThat(look(list(item(1))).entries().getFirst().getPermalink()).contains(URL + "#i1");
    }

    @Test
    void takesTheTimeThatIsShownWhereTheSortTimeIsNone() throws UnreadableException {
        assertThat(look(list("<p id=a data-sort-time=3><time datetime=2025-06-01T11:05Z>now</time>a</p>")).entries()
                .getFirst().getPublished().map(Time::getText)).contains("2025-06-01T11:05Z");
        assertThat(look(list("<p id=a data-sort-time=3>a</p>")).entries().getFirst().getPublished()
                .map(Time::getText)).contains("3");
    }

    @Test
    void isAWindowWhereThereAreOtherPagesOrTheListIsFull() throws UnreadableException {
        assertThat(look(list(item(1))).complete()).isTrue();
        assertThat(look(list("data-max-items-per-page=3", item(1), "")).complete()).isTrue();
        assertThat(look(list("data-max-items-per-page=1", item(1), "")).complete()).isFalse();
        assertThat(look(list("", item(1), "<nav pagination></nav>")).complete()).isFalse();
    }

    @Test
    void isOverWhereItNoLongerAsksForMore() throws UnreadableException {
        assertThat(look(list("disabled", item(1), "")).ended()).isTrue();
        assertThat(look(list(item(1))).ended()).isFalse();
        // a page behind the first
        assertThat(look(list("disabled", item(1), "<nav pagination></nav>")).ended()).isFalse();
    }

    @Test
    void readsEveryListAndEveryItemOnce() throws UnreadableException {
        var advert = "<amp-ad width=300></amp-ad>";
        var nested = "<div id=i3 data-sort-time=1748775603>Boat 3 " + list(item(4)) + "</div>";

        assertThat(look(list(item(1) + advert + item(1)) + list(item(2) + nested)).entries())
                .extracting(Observation::getBody).containsExactly("Boat 1", "Boat 2", "Boat 3\n\nBoat 4");
    }

    @Test
    void givesWayToUpdatesInSchemaOrgsWordsAndGoesBeforeSelectorsAndArticles() throws UnreadableException {
        var marked = """
                <main itemscope itemtype="https://schema.org/LiveBlogPosting">
                <p itemprop=liveBlogUpdate itemscope><b itemprop=articleBody>marked</b></p></main>""";
        var article = "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"articleBody\": \"x\"}</script>";
        assertThat(look(list(item(1)) + marked).entries()).extracting(Observation::getBody).containsExactly("marked");
        assertThat(look(article + list(item(1))).entries()).extracting(Observation::getBody).containsExactly("Boat 1");

        var bytes = (list(item(1)) + "<p class=u>selected</p>").getBytes(StandardCharsets.UTF_8);
        assertThat(new PageParser().parse(source().setSelectors(Map.of("entry", ".u")).build(), document(bytes))
                .entries()).extracting(Observation::getBody).containsExactly("Boat 1");
    }

    @Test
    void findsNothingInAnEmptyList() {
        for (var empty : List.of(list(""), "<amp-live-list></amp-live-list>", list("<p>no id</p>"),
                list("<div id=later data-sort-time=1> </div>"))) {
            assertThatThrownBy(() -> look(empty)).isInstanceOf(UnreadableException.class)
                    .hasMessageContaining("no amp-live-list");
        }
    }
}
