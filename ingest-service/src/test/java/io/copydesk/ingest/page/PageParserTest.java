package io.copydesk.ingest.page;

import static io.copydesk.ingest.Fixtures.NOON;
import static io.copydesk.ingest.Fixtures.URL;
import static io.copydesk.ingest.Fixtures.document;
import static io.copydesk.ingest.Fixtures.page;
import static io.copydesk.ingest.Fixtures.post;
import static io.copydesk.ingest.Fixtures.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.copydesk.contracts.EntryRole;
import io.copydesk.contracts.Media;
import io.copydesk.contracts.MediaType;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.Time;
import io.copydesk.contracts.TimePrecision;
import io.copydesk.contracts.ZoneOrigin;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageParserTest {
    private final PageParser parser = new PageParser();

    private Look look(String block) throws UnreadableException {
        return parser.parse(source().setComplete(true).build(), document(
                ("<script type='application/ld+json'>" + block + "</script>").getBytes(StandardCharsets.UTF_8)));
    }

    private List<Observation> entries(String... blocks) throws UnreadableException {
        return parser.parse(source().build(), document(page(blocks))).entries();
    }

    private static String blog(String updates) {
        return """
                {"@context": "https://schema.org", "@type": "LiveBlogPosting", "url": "%s", "liveBlogUpdate": %s}"""
                .formatted(URL, updates);
    }

    @Test
    void readsAnUpdateInFull() throws UnreadableException {
        var entries = entries(
                blog("""
                        [{"@type": "BlogPosting", "@id": "urn:tw:1", "url": "/live/regatta?utm_source=feed#one",
                          "headline": "First &amp; away", "articleBody": "<p>The gun.</p><p>They are <b>off</b>.</p>",
                          "datePublished": "2025-06-01T13:05:00+02:00", "dateModified": "2025-06-01T11:06:00Z",
                          "author": [{"@type": "Person", "name": "Ola Brine"}, "Kit Spar"], "inLanguage": "en",
                          "identifier": {"@type": "PropertyValue", "value": "1001"},
                          "image": {"@type": "ImageObject", "url": "/img/start.jpg", "caption": "The start"},
                          "video": {"@type": "VideoObject", "contentUrl": "https://tidewater.example/v.mp4", "name": "Gun"}}]"""));

        assertThat(entries).containsExactly(Observation.newBuilder().setSource("tidewater").setBlog(URL)
                .setNativeId("urn:tw:1").setPermalink(URL + "?utm_source=feed#one").setAliases(List.of("1001"))
                .setHeadline("First & away").setBody("The gun.\n\nThey are off.")
                .setAuthors(List.of("Ola Brine", "Kit Spar"))
                .setMedia(List.of(new Media("https://tidewater.example/img/start.jpg", MediaType.IMAGE, "The start"),
                        new Media("https://tidewater.example/v.mp4", MediaType.VIDEO, "Gun")))
                .setPublished(new Time(Instant.parse("2025-06-01T11:05:00Z"), "2025-06-01T13:05:00+02:00",
                        ZoneOrigin.STATED, TimePrecision.SECOND))
                .setModified(new Time(Instant.parse("2025-06-01T11:06:00Z"), "2025-06-01T11:06:00Z",
                        ZoneOrigin.STATED, TimePrecision.SECOND))
                .setLanguage("en").setRole(EntryRole.UPDATE).setSignal(Signal.SEEN).setLook(7).setParser("page")
                .setParserVersion(2).setObservedAt(NOON).build());
    }

    @Test
    void putsTheOldestFirstHoweverThePageIsSorted() throws UnreadableException {
        var shuffled = parser.parse(source().build(),
                document(page(List.of(post(20, "b"), post(30, "c"), post(10, "a"))))).entries();

        assertThat(shuffled).extracting(Observation::getBody).containsExactly("a", "b", "c");
        assertThat(shuffled).extracting(Observation::getPosition).containsExactly(0, 1, 2);
    }

    @Test
    void takesAPageWithoutTimesForNewestFirst() throws UnreadableException {
        var entries = entries(
                blog("""
                        [{"@type": "BlogPosting", "articleBody": "newer"}, {"@type": "BlogPosting", "articleBody": "older"}]"""));

        assertThat(entries).extracting(Observation::getBody).containsExactly("older", "newer");
    }

    @Test
    void keepsThePlaceOfUpdatesThatShareOneTime() throws UnreadableException {
        var update = "{\"@type\": \"BlogPosting\", \"articleBody\": \"%s\", \"datePublished\": \"2025-06-01\"}";
        var entries = entries(blog("[" + update.formatted("newer") + "," + update.formatted("older") + "]"));

        assertThat(entries).extracting(Observation::getBody).containsExactly("older", "newer");
    }

    @Test
    void readsOneObjectInsteadOfAnArrayAndAGraphWithReferences() throws UnreadableException {
        assertThat(entries(blog("{\"@type\": \"BlogPosting\", \"articleBody\": \"alone\"}")))
                .extracting(Observation::getBody).containsExactly("alone");
        assertThat(entries("""
                {"@context": "https://schema.org", "@graph": [
                  {"@type": ["LiveBlogPosting", "NewsArticle"], "@id": "#blog", "liveBlogUpdate": [{"@id": "#u1"}]},
                  {"@type": "BlogPosting", "@id": "#u1", "articleBody": "by reference", "author": {"@id": "#ola"}},
                  {"@type": "Person", "@id": "#ola", "name": "Ola Brine"}]}"""))
                .extracting(Observation::getBody, Observation::getAuthors)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("by reference", List.of("Ola Brine")));
    }

    @Test
    void takesAPostingThatIsThereTwiceOnceAndTwinsWithinItForTwo() throws UnreadableException {
        var twins = blog("[{\"articleBody\": \"goal\"}, {\"articleBody\": \"goal\"}]");

        assertThat(entries(twins, twins)).extracting(Observation::getBody).containsExactly("goal", "goal");
    }

    @Test
    void losesNoBlockToABadOne() throws UnreadableException {
        assertThat(entries("{\"@type\": \"LiveBlogPosting\", ", "", "/*<![CDATA[*/ nonsense",
                "\n//<![CDATA[\n" + blog("[{\"@type\": \"BlogPosting\", \"articleBody\": \"a\tb\",},]") + ";\n//]]>"))
                .extracting(Observation::getBody).containsExactly("a b");
    }

    @Test
    void readsALoneArticleAsOneEntry() throws UnreadableException {
        var entries = entries(
                """
                        {"@type": "NewsArticle", "url": "%s?utm_medium=x", "headline": "Regatta ends", "articleBody": "All home."}"""
                        .formatted(URL),
                "{\"@type\": \"NewsArticle\", \"url\": \"https://tidewater.example/other\"}");

        assertThat(entries).hasSize(1);
        assertThat(entries.getFirst().getRole()).isEqualTo(EntryRole.ARTICLE);
        assertThat(entries.getFirst().getUrl()).contains(URL);
        assertThat(entries.getFirst().getBody()).isEqualTo("All home.");
    }

    @Test
    void doesNotTakeTheArticleThatDescribesThePageForAnUpdate() throws UnreadableException {
        assertThat(entries("{\"@type\": \"NewsArticle\", \"url\": \"%s\", \"headline\": \"Regatta\"}".formatted(URL),
                blog("[{\"@type\": \"BlogPosting\", \"articleBody\": \"only\"}]")))
                .extracting(Observation::getBody).containsExactly("only");
    }

    @Test
    void namesTheBlogBySettingThenPageThenSource() throws UnreadableException {
        var bytes = page(List.of(post(1, "a")));
        assertThat(blogOf(parser.parse(source().setBlog("regatta-2025").build(), document(bytes))))
                .isEqualTo("regatta-2025");
        assertThat(blogOf(parser.parse(source().build(), document(bytes)))).isEqualTo(URL);
        var bare = "<script type='application/ld+json'>{\"@type\":\"LiveBlogPosting\",\"liveBlogUpdate\":{\"text\":\"a\"}}</script>"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(blogOf(parser.parse(source().setUrl("http://Tidewater.example/polled/").build(), document(bare))))
                .isEqualTo("https://tidewater.example/polled");
        var nowhere = new io.copydesk.ingest.Document("x.html", bare, null, null, 1, NOON);
        assertThat(blogOf(parser.parse(source().setUrl(null).build(), nowhere))).isEqualTo("tidewater");
    }

    private static String blogOf(Look look) {
        return look.entries().getFirst().getBlog();
    }

    @Test
    void usesTheSourcesZoneForTimesWithoutOne() throws UnreadableException {
        var bytes = page(blog("[{\"articleBody\": \"a\", \"datePublished\": \"2025-06-01T13:05:00\"}]"));
        var entry = parser.parse(source().setZone("Europe/Oslo").build(), document(bytes)).entries().getFirst();

        assertThat(entry.getPublished().flatMap(Time::getInstant)).contains(Instant.parse("2025-06-01T11:05:00Z"));
    }

    @Test
    void readsTheCharsetThatTheResponseDeclares() throws UnreadableException {
        var html = new String(page(List.of(post(1, "Skjærgård"))), StandardCharsets.UTF_8)
                .replace("<meta charset=\"utf-8\">", "");
        var entries = parser.parse(source().build(),
                document(html.getBytes(StandardCharsets.ISO_8859_1), "text/html; charset=ISO-8859-1")).entries();

        assertThat(entries.getFirst().getBody()).isEqualTo("Skjærgård");
    }

    @Test
    void isOverTwoHoursAfterTheEndThatIsClaimed() throws UnreadableException {
        var blog = "{\"@type\": \"LiveBlogPosting\", \"coverageEndTime\": \"%s\", \"liveBlogUpdate\": "
                + "{\"text\": \"Off\", \"datePublished\": \"2025-06-01T08:00:00Z\"}}";

        assertThat(look(blog.formatted("2025-06-01T09:59:00Z")).ended()).isTrue();
        assertThat(look(blog.formatted("2025-06-01T10:30:00Z")).ended()).as("it may be passed over").isFalse();
        assertThat(look(blog.formatted("2025-06-01T07:00:00Z")).ended()).as("it was").isFalse();
    }

    @Test
    void readsAListThatIsReferredToAgainAndAgainNoOftenerThanItTakes() {
        var list = "{\"@id\": \"list\", \"itemListElement\": ["
                + String.join(",", Collections.nCopies(4_999, "{\"text\": \"a\"}")) + "]}";
        var blogs = Collections.nCopies(2_000,
                "{\"@type\": \"LiveBlogPosting\", \"liveBlogUpdate\": {\"@id\": \"list\"}}");

        assertTimeoutPreemptively(Duration.ofMinutes(3),
                () -> assertThat(look("[" + list + "," + String.join(",", blogs) + "]"))
                        .satisfies(look -> assertThat(look.entries()).isNotEmpty())
                        .satisfies(look -> assertThat(look.complete()).isFalse()));
    }

    @Test
    void saysWhatAPageLacks() {
        assertThatThrownBy(() -> entries("{\"@type\": \"WebSite\"}")).isInstanceOf(UnreadableException.class)
                .hasMessage("regatta.html: no LiveBlogPosting with updates in JSON-LD, microdata or RDFa, "
                        + "no amp-live-list, no selectors in its source, and no article in JSON-LD, microdata or RDFa");
        assertThatThrownBy(() -> entries("{\"@type\": \"NewsArticle\", \"url\": \"https://a.example/1\"}",
                "{\"@type\": \"NewsArticle\", \"url\": \"https://a.example/2\"}"))
                .hasMessage("regatta.html: it lists 2 articles, and none says that it is this page");
    }

    @Test
    void standsDeepNestingAndNoise() {
        assertThatThrownBy(() -> entries("[".repeat(50_000))).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> parser.parse(source().build(), document(new byte[]{(byte) 0xFF, 0, 1, 2})))
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    void keepsNoControlCharacterInIdsOrClaims() throws UnreadableException {
        var entry = entries(
                blog("""
                        [{"@type": "BlogPosting", "@id": "a\\u0000b\\n", "articleBody": "c\\u0000d", "inLanguage": "e\\u0000n",
                          "identifier": ["f\\u0001g", "\\u0000"], "datePublished": "so\\u0000on", "headline": "h\\u0000i",
                          "author": "O\\u0000la", "url": "#j\\u0000k",
                          "image": {"url": "/l\\u0000.jpg", "caption": "m\\u0000n"}}]"""))
                .getFirst();

        assertThat(entry.toString()).doesNotContain("\u0000", "\\u0000", "\u0001", "\\u0001");
        assertThat(entry.getNativeId()).contains("ab");
        assertThat(entry.getAliases()).containsExactly("fg");
        assertThat(entry.getLanguage()).contains("en");
        assertThat(entry.getPublished().map(Time::getText)).contains("soon");
    }

    @Test
    void unwrapsABlockHoweverItIsWrapped() throws UnreadableException {
        var json = blog("[{\"@type\": \"BlogPosting\", \"articleBody\": \"a\"}]");
        for (var block : List.of("//<![CDATA[\n" + json + "\n//]]>", "<!--" + json + "-->", json + " ; ",
                "\uFEFF " + json, "// <![CDATA[\n" + json + ";\n// ]]>\n", json + "\u00A0")) {
            assertThat(entries(block)).as(block).extracting(Observation::getBody).containsExactly("a");
        }
    }
}
