package io.copydesk.ingest.page;

import static io.copydesk.ingest.Fixtures.NOON;
import static io.copydesk.ingest.Fixtures.URL;
import static io.copydesk.ingest.Fixtures.document;
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
import io.copydesk.ingest.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedItemsTest {
    private static final Duration BOUND = Duration.ofMinutes(3);

    private static List<Observation> entries(String body) throws UnreadableException {
        var html = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><link rel=canonical href=" + URL
                + "></head><body>" + body + "</body></html>";
        return new PageParser().parse(source().build(), document(html.getBytes(StandardCharsets.UTF_8))).entries();
    }

    private static String blog(String updates) {
        return "<main itemscope itemtype='https://schema.org/LiveBlogPosting'>" + updates + "</main>";
    }

    private static String update(String properties) {
        return "<article itemprop=liveBlogUpdate itemscope itemtype='https://schema.org/BlogPosting'>" + properties
                + "</article>";
    }

    private static String body(int number) {
        return update("<div itemprop=articleBody>Boat " + number + "</div>");
    }

    @Test
    void readsAnUpdateInFull() throws UnreadableException {
        var entries = entries("""
                <main itemscope itemtype="http://schema.org/LiveBlogPosting">
                  <h1 itemprop="headline">Regatta</h1><meta itemprop="inLanguage" content="en">
                  <article itemprop="liveBlogUpdate" itemscope itemtype="http://schema.org/BlogPosting"
                      itemid="urn:tw:1">
                    <h2 itemprop="headline">First &amp; <b>away</b></h2>
                    <a itemprop="url" href="/live/regatta#one">link</a>
                    <time itemprop="datePublished" datetime="2025-06-01T13:05:00+02:00">5 minutes ago</time>
                    <meta itemprop="dateModified" content="2025-06-01T11:06:00Z">
                    By <span itemprop="author" itemscope itemtype="http://schema.org/Person">
                      <a itemprop="name" href="/ola">Ola Brine</a></span>
                    and <a itemprop="author" href="/kit">Kit Spar</a>
                    <data itemprop="identifier" value="1001">No. 1</data>
                    <figure itemprop="image" itemscope itemtype="http://schema.org/ImageObject">
                      <img itemprop="url" src="/img/start.jpg"><figcaption itemprop="caption">The start</figcaption>
                    </figure>
                    <div itemprop="articleBody"><p>The gun.</p><script>alert(1)</script>
                      <p onclick="alert(2)">They are <b>off</b>.</p></div>
                  </article>
                </main>""");

        assertThat(entries).containsExactly(Observation.newBuilder().setSource("tidewater").setBlog(URL)
                .setNativeId("urn:tw:1").setPermalink(URL + "#one").setAliases(List.of("1001"))
                .setHeadline("First & away").setBody("The gun.\n\nThey are off.")
                .setAuthors(List.of("Ola Brine", "Kit Spar"))
                .setMedia(List.of(new Media("https://tidewater.example/img/start.jpg", MediaType.IMAGE, "The start")))
                .setPublished(new Time(Instant.parse("2025-06-01T11:05:00Z"), "2025-06-01T13:05:00+02:00",
                        ZoneOrigin.STATED, TimePrecision.SECOND))
                .setModified(new Time(Instant.parse("2025-06-01T11:06:00Z"), "2025-06-01T11:06:00Z",
                        ZoneOrigin.STATED, TimePrecision.SECOND))
                .setLanguage("en").setRole(EntryRole.UPDATE).setSignal(Signal.SEEN).setLook(7).setParser("page")
                .setParserVersion(2).setObservedAt(NOON).build());
    }

    @Test
    void takesTheElementsIdForTheFragmentOfAnUpdateWithoutAddress() throws UnreadableException {
        var entry = entries(blog(
                "<p id=gun itemprop=liveBlogUpdate itemscope><span itemprop=articleBody>The gun.</span></p>"))
                .getFirst();

        assertThat(entry.getPermalink()).contains(URL + "#gun");
        assertThat(entry.getNativeId()).isEmpty();
    }

    @Test
    void findsWhatStandsElsewhereOnThePageInThePagesOrder() throws UnreadableException {
        var entries = entries("<p id=first itemprop=articleBody>Before.</p>"
                + blog("<div itemprop=liveBlogUpdate itemscope itemref='last first nowhere'>"
                        + "<p itemprop=articleBody>Within.</p></div>")
                + "<div id=last><p itemprop=articleBody>After.</p></div>");

        assertThat(entries).extracting(Observation::getBody).containsExactly("Before.\n\nWithin.\n\nAfter.");
    }

    @Test
    void keepsThePropertiesOfNestedItemsApart() throws UnreadableException {
        var entries = entries(blog(update("""
                <p itemprop=headline>Ours</p><div itemprop=articleBody>Seen:
                  <blockquote itemprop=citation itemscope itemtype='https://schema.org/BlogPosting'>
                    <b itemprop=headline>Theirs</b><i itemprop=articleBody>Quoted</i></blockquote></div>""")));

        assertThat(entries).extracting(Observation::getHeadline).containsExactly("Ours");
        assertThat(entries).extracting(Observation::getBody).containsExactly("Seen:\n\nTheirsQuoted");
    }

    @Test
    void takesParagraphsThatAreMarkedWithinAMarkedTextOnce() throws UnreadableException {
        assertThat(entries(blog(update(
                "<div itemprop=articleBody><p itemprop=articleBody>One.</p><p itemprop=articleBody>Two.</p></div>"))))
                .extracting(Observation::getBody).containsExactly("One.\n\nTwo.");
    }

    @Test
    void readsAnUpdateWhoseBlogIsThereThoughTheItemAroundItIsNot() throws UnreadableException {
        assertThat(entries("<div itemprop=mainEntity itemscope itemtype='https://schema.org/LiveBlogPosting'>" + body(1)
                + "</div>")).extracting(Observation::getBody).containsExactly("Boat 1");
    }

    @Test
    void leavesUpdatesThatTheJsonLdHasAlready() throws UnreadableException {
        var json = """
                <script type="application/ld+json">{"@type": "LiveBlogPosting", "liveBlogUpdate":
                  [{"@type": "BlogPosting", "articleBody": "Boat 1"}]}</script>""";

        assertThat(entries(json + blog(body(1)))).extracting(Observation::getBody).containsExactly("Boat 1");
    }

    @Test
    void readsThemWhereTheJsonLdHasABlogWithoutUpdates() throws UnreadableException {
        var json = "<script type='application/ld+json'>{\"@type\": \"LiveBlogPosting\", \"liveBlogUpdate\": %s}</script>";

        for (var none : List.of("[]", "null")) {
            assertThat(entries(json.formatted(none) + blog(body(1)))).extracting(Observation::getBody)
                    .containsExactly("Boat 1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://schema.org/NewsArticle", "https://schema.org/ReportageNewsArticle",
            "https://www.schema.org/Article/", "//schema.org/NewsArticle https://other.example/Thing"})
    void readsALoneArticleAsOneEntry(String type) throws UnreadableException {
        var entries = entries("<div itemscope itemtype='" + type
                + "'><h1 itemprop=name>Regatta ends</h1><p itemprop=articleBody>All</p><p itemprop=articleBody>home.</p></div>");

        assertThat(entries).hasSize(1);
        assertThat(entries.getFirst().getRole()).isEqualTo(EntryRole.ARTICLE);
        assertThat(entries.getFirst().getUrl()).contains(URL);
        assertThat(entries.getFirst().getHeadline()).isEqualTo("Regatta ends");
        assertThat(entries.getFirst().getBody()).isEqualTo("All\n\nhome.");
    }

    @Test
    void prefersTheArticleOfTheJsonLd() throws UnreadableException {
        assertThat(entries("""
                <script type="application/ld+json">{"@type": "NewsArticle", "headline": "From JSON"}</script>
                <div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop=headline>Marked</h1></div>"""))
                .extracting(Observation::getHeadline).containsExactly("From JSON");
    }

    @Test
    void takesTheArticleThatSaysThatItIsThePageOutOfSeveral() throws UnreadableException {
        var teaser = "<div itemscope itemtype='https://schema.org/Article'><a itemprop=url href='/other'>Other</a></div>";
        var own = """
                <div itemscope itemtype='https://schema.org/Article'><h1 itemprop=headline>Own</h1>
                <meta itemprop=mainEntityOfPage itemscope itemtype='https://schema.org/WebPage' itemid='/live/regatta'>
                </div>""";

        assertThat(entries(teaser + own + teaser)).extracting(Observation::getHeadline).containsExactly("Own");
        assertThatThrownBy(() -> entries(teaser + teaser.replace("/other", "/third")))
                .hasMessage("regatta.html: it lists 2 articles, and none says that it is this page");
    }

    @Test
    void passesOverOtherVocabularies() {
        assertThatThrownBy(() -> entries(
                "<div itemscope itemtype='https://data-vocabulary.example/NewsArticle'><b itemprop=headline>x</b></div>"
                        + "<div vocab='http://xmlns.example/' typeof='Article'><b property='headline'>x</b></div>"
                        + "<div typeof='sioc:Article'><b property='dc:title'>x</b></div>"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("no article in JSON-LD, microdata or RDFa");
    }

    @Test
    void readsRdfaInTheSameWay() throws UnreadableException {
        var entries = entries(
                """
                        <main vocab="https://schema.org/" typeof="LiveBlogPosting">
                          <article property="liveBlogUpdate" typeof="BlogPosting" resource="urn:tw:1">
                            <h2 property="headline">Away</h2><span property="datePublished" content="2025-06-01">today</span>
                            <p property="author" typeof="Person"><b property="name">Ola Brine</b></p>
                            <div property="articleBody"><p>The gun.</p></div></article>
                          <article property="schema:liveBlogUpdate" typeof="schema:BlogPosting"><p property="http://schema.org/text">Off.</p>
                            <meta property="og:title" content="not ours"></article>
                        </main>""");

        assertThat(entries).extracting(Observation::getBody).containsExactly("Off.", "The gun.");
        assertThat(entries.getLast().getNativeId()).contains("urn:tw:1");
        assertThat(entries.getLast().getAuthors()).containsExactly("Ola Brine");
        assertThat(entries.getLast().getPublished().map(Time::getText)).contains("2025-06-01");
    }

    @Test
    void readsEveryUpdateOfALongBlog() throws UnreadableException {
        var updates = IntStream.range(0, 5_000).mapToObj(MarkedItemsTest::body).collect(Collectors.joining());

        assertThat(entries(blog(updates))).hasSize(5_000);
    }

    @Test
    void endsWhereItemsArePartsOfThemselves() throws UnreadableException {
        var entries = entries("<div id=a itemprop=liveBlogUpdate itemscope itemref='a b'>"
                + "<p itemprop=articleBody>Round</p></div><div id=b itemprop=liveBlogUpdate itemscope itemref=a></div>"
                + "<main itemscope itemtype='https://schema.org/LiveBlogPosting' itemref='a a'></main>");

        assertThat(entries).extracting(Observation::getBody).containsExactly("Round");
    }

    @Test
    void standsItemsThatNestDeepOrInAChain() {
        var nested = blog("<div itemprop=liveBlogUpdate itemscope>".repeat(20_000) + "<p itemprop=articleBody>x</p>");
        assertTimeoutPreemptively(BOUND, () -> assertThat(entries(nested)).hasSize(1));
        var chain = IntStream.range(0, 20_000).mapToObj(
                i -> "<div id=i%d itemprop=liveBlogUpdate itemscope itemref=i%d></div>".formatted(i, i + 1))
                .collect(Collectors.joining("", "", blog(body(1))));
        assertTimeoutPreemptively(BOUND, () -> assertThat(entries(chain)).hasSize(1));
    }

    @Test
    void refusesAPageThatRefersToItsPartsWithoutEnd() {
        var large = "<div id=large><p itemprop=articleBody>" + "words ".repeat(50_000) + "</p></div>";
        var updates = "<div itemprop=liveBlogUpdate itemscope itemref=large></div>".repeat(5_000);
        assertTimeoutPreemptively(BOUND, () -> assertThatThrownBy(() -> entries(large + blog(updates)))
                .hasMessageContaining("its microdata refers to too much of the page"));

        var parts = "<div id=parts>" + "<p itemprop=keywords>x</p>".repeat(5_000) + "</div>";
        var takers = "<div itemprop=liveBlogUpdate itemscope itemref=parts></div>".repeat(5_000);
        assertTimeoutPreemptively(BOUND, () -> assertThatThrownBy(() -> entries(parts + blog(takers)))
                .hasMessageContaining("its microdata refers to too much of the page"));
    }

    @Test
    void boundsTextThatIsMarkedAtEveryDepth() {
        var body = "<div itemprop=datePublished>".repeat(400) + "words ".repeat(200_000);
        assertTimeoutPreemptively(BOUND, () -> assertThatThrownBy(() -> entries(blog(update(body))))
                .hasMessageContaining("its microdata refers to too much of the page"));
    }

    @Test
    void standsAttributesOfManyNames() {
        var names = IntStream.range(0, 500_000).mapToObj(i -> "n" + i).collect(Collectors.joining(" "));
        var entry = update("<i itemprop='" + names + "'></i><p itemprop=articleBody>a</p>");
        var paragraphs = "<div itemprop='" + names + "'>" + "<p itemprop=text>b</p>".repeat(20_000) + "</div>";

        assertTimeoutPreemptively(BOUND, () -> assertThat(
                entries(blog(entry + update("<div itemref='" + names + "'>" + paragraphs + "</div>")))).hasSize(2));
        assertTimeoutPreemptively(BOUND, () -> assertThat(
                entries(blog(
                        "<div itemprop=liveBlogUpdate itemscope itemref='" + names + "'>" + paragraphs + "</div>")))
                .hasSize(1));
    }
}
