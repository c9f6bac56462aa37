package io.copydesk.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.NodeList;

/// Each format is read back by another library than wrote it.
class FormatTest {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String TOMBSTONES = "http://purl.org/atompub/tombstones/1.0";

    @ParameterizedTest
    @EnumSource(Format.class)
    void saysEverySentenceOfEveryMomentAndNoneThatWasTakenBack(Format format) {
        for (int moment = 1; moment <= Samples.of(format).moments().size(); moment++) {
            var blog = Samples.blog(format, moment);
            var said = Jsoup.parse(format.render(blog)).text() + unescaped(format.render(blog));
            assertThat(blog.shown()).isNotEmpty();
            for (var post : blog.shown()) {
                assertThat(said).as("%s %d", format, moment).contains(post.text().paragraphs());
            }
        }
    }

    @Test
    void rendersJsonLd() throws Exception {
        var blocks = html(Format.JSON_LD).select("script[type=application/ld+json]");
        assertThat(blocks).hasSize(2); // one entry is shown twice
        var posting = json(blocks.getFirst().data());
        assertThat(posting.path("@type").asText()).isEqualTo("LiveBlogPosting");
        assertThat(texts(posting.path("liveBlogUpdate"), "@id")).containsExactly("urn:tidewater-suez:afloat",
                "urn:tidewater-suez:aground", "urn:tidewater-suez:tugs", "urn:tidewater-suez:traffic");
        var moved = posting.path("liveBlogUpdate").path(1);
        assertThat(moved.path("url").asText())
                .isEqualTo("https://tidewater.example/live/suez#container-ship-blocks-suez-canal");
        assertThat(moved.path("datePublished").asText()).isEqualTo("2026-03-01T10:00+01:00");
        assertThat(moved.path("dateModified").asText()).isEqualTo("2026-03-01T09:04:00Z");
        assertThat(texts(json(blocks.getLast().data()).path("liveBlogUpdate"), "@id"))
                .containsExactly("urn:tidewater-suez:traffic");
    }

    @Test
    void rendersMicrodata() {
        var updates = html(Format.MICRODATA)
                .select("[itemtype=https://schema.org/LiveBlogPosting] [itemprop=liveBlogUpdate]");
        assertThat(updates.eachAttr("itemid")).containsExactly("urn:halyard-ciaran:105", "urn:halyard-ciaran:102",
                "urn:halyard-ciaran:104");
        assertThat(updates.select("[itemprop=headline]").eachText()).containsExactly("Dover's ferries sail again",
                "Jersey closes its schools", "1.2 million homes in France without power");
    }

    @Test
    void rendersAnAmpLiveListWithTombstones() {
        var items = html(Format.AMP_LIVE_LIST).select("amp-live-list > [items] > *");
        assertThat(items.eachAttr("id")).containsExactly("post-4", "post-3", "post-2", "post-1");
        assertThat(items.stream().filter(item -> item.hasAttr("data-tombstone")).map(Element::id))
                .containsExactly("post-3");
    }

    @Test
    void rendersWhatItsOwnSelectorsFind() {
        var selectors = Samples.of(Format.PLAIN).selectors();
        var entries = html(Format.PLAIN).select(Objects.requireNonNull(selectors.get("entry")));
        assertThat(entries).hasSize(5);
        assertThat(selectors.keySet()).contains("headline", "body", "published", "author", "link");
        assertThat(selectors.entrySet()).allSatisfy(
                selector -> assertThat(entries.select(selector.getValue())).as(selector.getKey()).hasSize(5));
    }

    @Test
    void rendersRss() throws Exception {
        var rss = xml(Format.RSS);
        assertThat(texts(rss.getElementsByTagName("guid"))).containsExactly("drift-philae-6", "drift-philae-5",
                "drift-philae-3", "drift-philae-4", "drift-philae-4");
        assertThat(texts(rss.getElementsByTagName("pubDate"))).contains("Sun, 1 Mar 2026 09:05:00 GMT");
    }

    @Test
    void rendersAtomWithTombstones() throws Exception {
        var before = xml(Format.ATOM, 5);
        var tombstones = before.getElementsByTagNameNS(TOMBSTONES, "deleted-entry");
        assertThat(tombstones.getLength()).isEqualTo(2);
        var entries = before.getElementsByTagNameNS(ATOM, "entry");
        assertThat(entries.getLength()).isEqualTo(3);
        var after = xml(Format.ATOM, 6);
        assertThat(after.getElementsByTagNameNS(TOMBSTONES, "deleted-entry").getLength()).isEqualTo(1);
        assertThat(texts(after.getElementsByTagNameNS(ATOM, "id"))).contains("tag:bahia-clara-notre-dame,2026:works")
                .doesNotContain("tag:bahia-clara-notre-dame,2026:lost");
    }

    @Test
    void rendersJsonFeed() throws Exception {
        assertThat(texts(json(Format.JSON_FEED).path("items"), "id")).containsExactly("lantern-eclipse/4",
                "lantern-eclipse/2", "lantern-eclipse/1");
    }

    @Test
    void rendersTheGuardiansBlocks() throws Exception {
        var blocks = json(Format.GUARDIAN).path("response").path("content").path("blocks");
        assertThat(texts(blocks.path("body"), "title")).containsExactly("'Phase down': Glasgow has a deal",
                "Huddle in the hall", "A third draft", "The talks run over");
        assertThat(blocks.path("totalBodyBlocks").asInt()).isEqualTo(4);
        assertThat(texts(blocks.path("requestedBodyBlocks").path("body:pinned"), "title"))
                .containsExactly("'Phase down': Glasgow has a deal");
        assertThat(blocks.path("body").path(0).path("attributes").path("pinned").asBoolean()).isTrue();
    }

    @Test
    void rendersTheLogOfWordPress() throws Exception {
        var entries = json(Format.WORDPRESS).path("entries");
        assertThat(texts(entries, "type")).containsExactlyInAnyOrder("new", "new", "new", "new", "update", "update",
                "delete");
        assertThat(texts(entries, "id")).containsExactlyInAnyOrder("4101", "4101", "4102", "4103", "4104", "4104",
                "4105");
    }

    @Test
    void rendersSuperdesksPosts() throws Exception {
        var posts = Samples.blog(Format.SUPERDESK, 4);
        var items = json(Format.SUPERDESK.render(posts)).path("_items");
        assertThat(texts(items, "post_status")).containsExactly("open", "open", "open", "open", "submitted",
                "comment");
        assertThat(texts(items, "deleted")).containsExactly("true", "false", "false", "false", "false", "false");
        var refs = items.path(1).path("groups").path(1).path("refs");
        assertThat(refs).hasSize(2);
        assertThat(refs.path(1).path("item").path("text").asText())
                .isEqualTo("<p>The stores of grain were not hit.</p>");
    }

    private static Document html(Format format) {
        return Jsoup.parse(format.render(Samples.last(format)));
    }

    private static org.w3c.dom.Document xml(Format format) throws Exception {
        return xml(format, Samples.of(format).moments().size());
    }

    private static org.w3c.dom.Document xml(Format format, int moment) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(
                format.render(Samples.blog(format, moment)).getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode json(Format format) throws Exception {
        return json(format.render(Samples.last(format)));
    }

    private static JsonNode json(String text) throws Exception {
        return new JsonMapper().readTree(text);
    }

    private static List<String> texts(JsonNode list, String field) {
        var texts = new ArrayList<String>();
        list.forEach(each -> texts.add(each.path(field).asText()));
        return texts;
    }

    private static List<String> texts(NodeList list) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < list.getLength(); i++) {
            texts.add(list.item(i).getTextContent());
        }
        return texts;
    }

    /// What JSON or XML has escaped within the HTML that it carries.
    private static String unescaped(String text) {
        return text.replace("\\\"", "\"").replace("&amp;", "&").replace("&quot;", "\"").replace("&amp;", "&");
    }
}
