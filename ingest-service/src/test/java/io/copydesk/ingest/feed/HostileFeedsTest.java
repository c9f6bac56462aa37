package io.copydesk.ingest.feed;

import static io.copydesk.ingest.feed.FeedFixtures.look;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.copydesk.ingest.Limits;
import io.copydesk.ingest.UnreadableException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What takes a step for each pair of characters, or a node for each, would take hours or all memory.
class HostileFeedsTest {
    private static final Duration BOUND = Duration.ofMinutes(3);

    private static String filled(String of) {
        return of.repeat(Limits.DOCUMENT_BYTES / of.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<item>", "<item/>", "<a:b>", "&lt;b&gt;", "&#60;b>", "&#x3C;b>", "<![CDATA[", "</item>"})
    void refusesMoreTagsThanMemoryIsFor(String of) {
        assertTimeoutPreemptively(BOUND, () -> assertThatThrownBy(() -> look("<rss><channel><item>" + filled(of)))
                .isInstanceOf(UnreadableException.class).hasMessageContaining("has more than 300000 tags"));
    }

    @Test
    void refusesMoreTagsInJsonToo() {
        var feed = "{\"items\": [{\"content_html\": \"" + filled("\\u003cb\\u003e") + "\"}]}";
        assertThatThrownBy(() -> look(feed)).hasMessageContaining("has more than 300000 tags");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "&a", "&amp;", " ", "]]>", "a&#1;", "&#99999999;", "\u0301"})
    void readsATextOfOneRun(String of) {
        var run = of.repeat(1024 * 1024 / of.length());
        assertTimeoutPreemptively(BOUND, () -> assertThat(look("<rss><channel><item><title>" + run
                + "</title></item></channel></rss>").entries()).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<item>", "<item><title>", "<a:b xmlns:a='urn:a'>", "<content>", "<media:group>",
            "<item xml:base='a/'><link>b</link>", "</x>", "<author>"})
    void readsDeepNesting(String of) {
        assertTimeoutPreemptively(BOUND,
                () -> assertThat(look("<rss><channel><item>" + of.repeat(50_000)).entries()).isNotEmpty());
    }

    @Test
    void neitherExpandsNorFetchesEntities() {
        assertThatThrownBy(() -> look("""
                <!DOCTYPE rss [<!ENTITY a "laugh"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
                <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/hostname">]>
                <rss><channel><item><title>&c;&d;</title></item></channel></rss>"""))
                .hasMessageContaining("its DOCTYPE declares entities");
    }

    @Test
    void readsThousandsOfItems() throws Exception {
        var feed = "<rss><channel>" + "<item><title>A</title><description>B</description></item>".repeat(40_000);
        assertThat(look(feed).entries()).hasSize(5_000);
        assertThat(look(feed).excess()).isEqualTo(35_000);
    }
}
