package io.copydesk.ingest.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.UnreadableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvelopesTest {
    private static final String POST = """
            {"_id": "%s", "post_status": "open", "published_date": "%s", "order": %s,
             "groups": [{"id": "main", "refs": [{"item": {"item_type": "text", "text": "%s"}}]}]}""";

    private static Look guardian(String json) throws UnreadableException {
        return Answers.look(new GuardianParser(), json);
    }

    private static Look wordpress(String json) throws UnreadableException {
        return Answers.look(new WordPressParser(), json);
    }

    private static Look superdesk(String json) throws UnreadableException {
        return Answers.look(new SuperdeskParser(), json);
    }

    private static String blog(String fields, String blocks) {
        return """
                {"response": {"status": "ok", "content": {"id": "a/live/b", "type": "liveblog", "webTitle": "B",
                  "webUrl": "https://saltmere.example/a/live/b", "fields": %s, "blocks": %s}}}"""
                .formatted(fields, blocks);
    }

    @Test
    void takesAnAnswerWithoutEntriesForHealthy() throws UnreadableException {
        assertThat(guardian(blog("{}", "{\"totalBodyBlocks\": 0, \"body\": []}")))
                .isEqualTo(new Look(List.of(), true));
        assertThat(guardian("{\"response\": {\"status\": \"ok\", \"pages\": 0, \"results\": []}}").entries()).isEmpty();
        assertThat(
                wordpress("{\"entries\": [], \"latest_timestamp\": null, \"refresh_interval\": 10, \"pages\": false}"))
                .isEqualTo(new Look(List.of(), false));
        assertThat(superdesk("{\"_items\": [], \"_meta\": {\"page\": 1, \"max_results\": 25, \"total\": 0}}"))
                .isEqualTo(new Look(List.of(), true));
    }

    @Test
    void saysWhatTheOtherSideSays() {
        assertThatThrownBy(() -> guardian("{\"response\": {\"status\": \"error\", \"message\": \"not found\"}}"))
                .hasMessage("answer.json: is refused by the Guardian Content API: not found");
        assertThatThrownBy(() -> guardian("{\"message\": \"Unauthorized\"}"))
                .hasMessage("answer.json: is refused by the Guardian Content API: Unauthorized");
        assertThatThrownBy(
                () -> wordpress(
                        "{\"code\": \"rest_no_route\", \"message\": \"No route.\", \"data\": {\"status\": 404}}"))
                .hasMessage("answer.json: is refused by WordPress: No route.");
        assertThatThrownBy(
                () -> superdesk("{\"_status\": \"ERR\", \"_error\": {\"code\": 404, \"message\": \"gone\"}}"))
                .hasMessage("answer.json: is refused by Superdesk: gone");
        assertThatThrownBy(() -> superdesk("{\"_status\": \"ERR\", \"_error\": \"bad page\"}"))
                .hasMessage("answer.json: is refused by Superdesk: bad page");
    }

    @Test
    void asksForTheBlocksOfALiveBlogThatCameWithout() {
        assertThatThrownBy(() -> guardian(blog("{\"body\": \"<p>All in one.</p>\"}", "{}")))
                .hasMessage("answer.json: has a live blog without its blocks: ask with show-blocks=all");
    }

    @Test
    void knowsWhenABlogIsOver() throws UnreadableException {
        var blocks = "{\"totalBodyBlocks\": 2, \"body\": [{\"id\": \"1\", \"bodyHtml\": \"<p>a</p>\"}]}";
        assertThat(guardian(blog("{\"liveBloggingNow\": \"false\"}", blocks)).ended()).isTrue();
        assertThat(guardian(blog("{\"liveBloggingNow\": true}", blocks)).ended()).isFalse();
        assertThat(guardian(blog("{}", blocks)).complete()).as("one block of two").isFalse();
        assertThat(superdesk("{\"blog\": {\"blog_status\": \"closed\"}, \"posts\": {\"_items\": []}}").ended())
                .isTrue();
        assertThat(superdesk("{\"blog\": {\"blog_status\": \"open\"}, \"posts\": {\"_items\": []}}").ended()).isFalse();
    }

    @Test
    void readsTheTextOutOfAnOldEntrysPage() throws UnreadableException {
        var look = wordpress(
                """
                        {"entries": [{"id": 5, "type": "new", "timestamp": 1748775600, "html":
                          "<div id='liveblog-entry-5'><header><span class='liveblog-author-name'>Ola</span> 11:00</header><div class='liveblog-entry-text' data-original-content='x'><p>Away.</p></div><ul><li>Edit</li></ul></div>"}],
                         "latest_timestamp": 1748775600}""");

        assertThat(look.entries()).extracting(Observation::getBody, EnvelopesTest::published)
                .containsExactly(tuple("Away.", "2025-06-01T11:00:00Z"));
    }

    @Test
    void keepsTheReplacedIdAndLetsADeletionOfTheSameSecondWin() throws UnreadableException {
        var entry = "{\"id\": %s, \"replaces\": %s, \"type\": \"%s\", \"render\": \"%s\", \"timestamp\": %d}";
        var look = wordpress(
                "{\"entries\": [" + String.join(",", entry.formatted(1, "\"\"", "new", "first", 1748775600),
                        entry.formatted(2, "\"\"", "new", "other", 1748775601),
                        entry.formatted(9, "\"2\"", "delete", "", 1748775700),
                        entry.formatted(10, "2", "update", "late", 1748775700),
                        entry.formatted(11, "1", "update", "second", 1748775800)) + "]}");

        assertThat(look.entries())
                .extracting(each -> each.getNativeId().orElse(""), Observation::getBody, Observation::getSignal,
                        EnvelopesTest::published)
                .containsExactly(tuple("1", "second", Signal.SEEN, "2025-06-01T11:00:00Z"),
                        tuple("2", "", Signal.RETRACTED, "2025-06-01T11:00:01Z"));
    }

    @Test
    void readsAnArrayWithAGapAndAnEntryByItself() throws UnreadableException {
        var entry = "{\"id\": 1, \"type\": \"new\", \"render\": \"a\"}";

        assertThat(wordpress("{\"entries\": {\"3\": " + entry + "}, \"page\": 1, \"pages\": 1}"))
                .satisfies(look -> assertThat(look.entries()).hasSize(1))
                .satisfies(look -> assertThat(look.complete()).isTrue());
        assertThat(wordpress(entry).entries()).hasSize(1);
    }

    @Test
    void readsPostsInEveryEnvelope() throws UnreadableException {
        var post = POST.formatted("urn:1", "2025-06-01T11:00:00+00:00", "1", "a");
        for (var json : List.of(post, "[" + post + "]", "{\"_items\": [" + post + "]}", "{\"posts\": [" + post + "]}",
                "{\"posts\": {\"_items\": [" + post + "]}}",
                "{\"posts\": {\"_items\": []}, \"stickyPosts\": {\"_items\": [" + post
                        + "]}}")) {
            assertThat(superdesk(json).entries()).as(json).extracting(Observation::getNativeId)
                    .containsExactly(Optional.of("urn:1"));
        }
        assertThat(superdesk(post).complete()).as("one post is no blog").isFalse();
        assertThat(
                superdesk("{\"_items\": [" + post + "], \"_links\": {\"next\": {\"href\": \"?page=2\"}}}").complete())
                .isFalse();
    }

    @Test
    void followsTheEditorsOrderWherePostsShareATime() throws UnreadableException {
        var time = "2025-06-01T11:00:00+00:00";
        var posts = "[" + POST.formatted("urn:b", time, "2.5", "b") + "," + POST.formatted("urn:c", time, "10", "c")
                + ","
                + POST.formatted("urn:a", time, "-1", "a") + "]";

        assertThat(superdesk(posts).entries()).extracting(Observation::getBody).containsExactly("a", "b", "c");
    }

    @Test
    void doesNotTrustALookOfWhichOneElementWasUnreadable() throws UnreadableException {
        var look = superdesk("[7, " + POST.formatted("urn:1", "2025-06-01T11:00:00+00:00", "1", "a") + "]");

        assertThat(look.entries()).hasSize(1);
        assertThat(look.complete()).isFalse();
    }

    private static String published(Observation entry) {
        return entry.getPublished().flatMap(Time::getInstant).map(Instant::toString).orElse("");
    }
}
