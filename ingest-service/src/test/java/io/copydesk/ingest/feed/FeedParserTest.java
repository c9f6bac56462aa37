package io.copydesk.ingest.feed;

import static io.copydesk.ingest.feed.FeedFixtures.bytes;
import static io.copydesk.ingest.feed.FeedFixtures.document;
import static io.copydesk.ingest.feed.FeedFixtures.look;
import static io.copydesk.ingest.feed.FeedFixtures.source;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.SyndFeedInput;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Fixtures;
import io.copydesk.ingest.Kind;
import io.copydesk.ingest.Parsers;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.poll.Evidence;
import io.copydesk.ingest.text.PlainText;
import java.io.InputStreamReader;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedParserTest {
    static Stream<String> names() {
        return FeedFixtures.names();
    }

    /// Rows are oldest first.
    @ParameterizedTest
    @MethodSource("names")
    void readsWhatStandsBesideTheFeed(String name) throws Exception {
        assertThat(look(bytes(name)).entries()).extracting(FeedFixtures::row)
                .containsExactlyElementsOf(FeedFixtures.expected(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void knowsEveryFeedForOne(String name) {
        assertThat(new Parsers().guess(document(bytes(name), null))).isEqualTo(Kind.FEED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html><html><rss/></html>", "<svg/>", "{\"version\": 1}", "feed", "",
            "<!-- <rss> "})
    void takesNothingElseForOne(String text) {
        assertThat(new FeedParser().recognises(document(text.getBytes(UTF_8), null))).isFalse();
    }

    /// Another reader's opinion of the feeds that are well-formed, and none of ours alone.
    @ParameterizedTest
    @ValueSource(strings = {"rss-0.90.xml", "rss-0.92.xml", "rss-1.0.xml", "rss-2.0.xml", "atom-0.3.xml",
            "media.xml", "same-guid.xml"})
    void findsTheEntriesThatRomeFinds(String name) throws Exception {
        var rome = new SyndFeedInput().build(new InputStreamReader(new ByteArrayInputStream(bytes(name)), UTF_8));
        assertThat(look(bytes(name)).entries()).extracting(Observation::getHeadline)
                .containsExactlyInAnyOrderElementsOf(rome.getEntries().stream().map(FeedParserTest::title).toList());
        assertThat(look(bytes(name)).entries()).extracting(entry -> entry.getPermalink().isPresent())
                .filteredOn(it -> it).as("ROME takes no address from rdf:about")
                .hasSizeGreaterThanOrEqualTo(
                        (int) rome.getEntries().stream().filter(entry -> entry.getLink() != null).count());
    }

    private static String title(SyndEntry entry) {
        return PlainText.line(entry.getTitle() == null ? "" : entry.getTitle());
    }

    @Test
    void keepsAnEmptyFeedHealthy() throws Exception {
        assertThat(look("<rss version='2.0'><channel><title>Quiet</title></channel></rss>").entries()).isEmpty();
        assertThat(look("{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}").entries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "<!doctype html><html><title>Sign in</title></html> | is an HTML page, not a feed",
            "<opml><body/></opml> | is no feed: it begins with <opml>", "nothing | is no feed: it has no elements",
            "{\"a\": 1} | is JSON, but no JSON Feed: it has neither version nor items",
            "{\"items\": [ | is no JSON: Unexpected end-of-input",
            "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><channel><item/></channel></rss> | its DOCTYPE declares entities",
            "<!doctype rss SYSTEM 'a' [ <!entity % a SYSTEM 'b'> %a; ]><rss/> | its DOCTYPE declares entities"})
    void saysWhyADocumentIsNoFeed(String text, String reason) {
        assertThatThrownBy(() -> look(text)).isInstanceOf(UnreadableException.class)
                .hasMessageStartingWith("feed.xml: " + reason);
    }

    @Test
    void fallsBackToTheNextRungWhereGuidsAreEqual() throws Exception {
        var entries = look(bytes("same-guid.xml")).entries();
        assertThat(entries).extracting(Observation::getHeadline).containsExactly("D", "C", "B", "A");
        assertThat(Evidence.rungs(entries)).containsExactly("native-id", "text", "permalink", "permalink");
    }

    @Test
    void tellsEmptyItemsApart() throws Exception {
        var rungs = Evidence.rungs(look(bytes("bare.xml")).entries());
        assertThat(rungs).hasSize(8).filteredOn("text"::equals).hasSize(6);
    }

    @Test
    void prefersTheConfiguredBlog() throws Exception {
        var source = source().setBlog("regatta").build();
        assertThat(look(source, bytes("rss-2.0.xml"), null).entries()).extracting(Observation::getBlog)
                .containsOnly("regatta");
    }

    @Test
    void takesTheFeedsAddressForTheBlogWhereItNamesNoSite() throws Exception {
        assertThat(look("<rss><channel><item/></channel></rss>").entries()).extracting(Observation::getBlog)
                .containsExactly("https://tidewater.example/feeds/all.xml");
    }

    @Test
    void keepsTheClaimOfADate() throws Exception {
        var published = look(
                "<rss><channel><item><pubDate>Sun, 01 Jun 2025 13:30 CEST</pubDate></item></channel></rss>")
                .entries().getFirst().getPublished();
        assertThat(published.map(Time::getText)).contains("Sun, 01 Jun 2025 13:30 CEST");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"- | true", "<link rel='next' href='?page=2'/> | false",
            "<link rel='prev-archive' href='/2025/05'/> | false",
            "<fh:archive xmlns:fh='http://purl.org/syndication/history/1.0'/> | false"})
    void isCompleteUnlessAnotherPageFollows(String element, boolean complete) throws Exception {
        var feed = "<feed xmlns='http://www.w3.org/2005/Atom'>" + element + "<entry/></feed>";
        assertThat(look(source().setComplete(true).build(), feed.getBytes(UTF_8), null).complete()).isEqualTo(complete);
        assertThat(look(feed).complete()).isFalse();
    }

    @Test
    void endsWithAFeedThatExpired() throws Exception {
        assertThat(
                look("{\"version\": \"https://jsonfeed.org/version/1.1\", \"expired\": true, \"items\": [{}]}").ended())
                .isTrue();
    }

    @Test
    void readsAJsonFeedWithATrailingComma() throws Exception {
        assertThat(look("{\"items\": [{\"id\": 1,}],}").entries()).extracting(Observation::getNativeId)
                .allMatch(id -> id.orElse("").equals("1")).hasSize(1);
    }

    @Test
    void passesOverItemsThatExtensionsKeep() throws Exception {
        assertThat(
                look("""
                        <rss xmlns:x="urn:x"><channel><item><title>Now</title><x:former><item><title>Then</title></item></x:former>
                        <item></item></item></channel></rss>""")
                        .entries())
                .extracting(Observation::getHeadline)
                .containsExactly("Now");
    }

    @Test
    void readsAFeedWhereverItWasSaved() throws Exception {
        var saved = new Document("saved", bytes("rss-0.90.xml"), null, null, 1, Fixtures.NOON);
        var source = source().setUrl(null).build();
        assertThat(new FeedParser().parse(source, saved).entries()).extracting(entry -> entry.getPermalink().orElse(""))
                .isEqualTo(List.of("https://saltmere.example/bridge", "https://saltmere.example/ferry"));
    }
}
