package io.copydesk.ingest.page;

import static io.copydesk.ingest.Fixtures.URL;
import static io.copydesk.ingest.Fixtures.document;
import static io.copydesk.ingest.Fixtures.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.Media;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.Look;
import io.copydesk.ingest.UnreadableException;
import io.copydesk.ingest.poll.Evidence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What publishers' JSON-LD does that nobody would expect of it.
class SurprisingPagesTest {
    private static Look look(String html) throws UnreadableException {
        return new PageParser().parse(source().setComplete(true).build(),
                document(html.getBytes(StandardCharsets.UTF_8)));
    }

    private static String page(String updates) {
        return "<link rel='canonical' href='" + URL
                + "'><script type='application/ld+json'>{\"@type\": \"LiveBlogPosting\", "
                + "\"url\": \"" + URL + "\", \"liveBlogUpdate\": [" + updates + "]}</script>";
    }

    private static List<Observation> entries(String... updates) throws UnreadableException {
        return look(page(String.join(",", updates))).entries();
    }

    private static List<Optional<String>> permalinks(String... updates) throws UnreadableException {
        return entries(updates).stream().map(Observation::getPermalink).toList();
    }

    @Test
    void tellsUpdatesApartThatShareHeadlineDateAndAddressOfThePage() throws UnreadableException {
        var update = """
                {"@id": "%s", "url": "https://tidewater.example/live/regatta", "headline": "Regatta, live",
                 "datePublished": "2025-06-01T08:00:00Z", "articleBody": "%s"}""";

        var entries = entries(update.formatted("a17", "Off."), update.formatted("a18", "Round."));

        assertThat(entries).extracting(Observation::getNativeId).containsExactlyInAnyOrder(Optional.of("a17"),
                Optional.of("a18"));
        assertThat(entries).extracting(Observation::getUrl).containsOnly(Optional.empty());
    }

    @Test
    void knowsUpdatesWithoutIdOrAddressByTheirText() throws UnreadableException {
        var entries = entries("{\"articleBody\": \"Off.\"}", "{\"articleBody\": \"Off.\"}",
                "{\"articleBody\": \"Round.\"}");

        assertThat(entries).extracting(Observation::getBody).containsExactly("Round.", "Off.", "Off.");
        assertThat(Evidence.rungs(entries)).containsOnly("text");
    }

    @Test
    void usesNoAddressThatNamesAPlaceInsteadOfAnUpdate() throws UnreadableException {
        var update = "{\"url\": \"#post%d\", \"datePublished\": \"2025-06-01T08:0%d:00Z\", \"articleBody\": \"%s\"}";

        assertThat(permalinks(update.formatted(1, 3, "c"), update.formatted(2, 2, "b"), update.formatted(3, 1, "a")))
                .as("the newest is always 1").containsOnly(Optional.empty());
        assertThat(permalinks(update.formatted(3, 3, "c"), update.formatted(2, 2, "b"), update.formatted(1, 1, "a")))
                .as("numbered as they came")
                .containsExactly(Optional.of(URL + "#post1"), Optional.of(URL + "#post2"), Optional.of(URL + "#post3"));
    }

    @Test
    void keepsASlashBeforeAFragment() throws UnreadableException {
        assertThat(permalinks("{\"url\": \"" + URL + "/#post-88\", \"articleBody\": \"Off.\"}",
                "{\"url\": \"" + URL + "/#post-89\", \"articleBody\": \"Round.\"}"))
                .containsExactly(Optional.of(URL + "/#post-89"), Optional.of(URL + "/#post-88"));
    }

    @Test
    void takesAnOffsetAndUtcForOneInstant() throws UnreadableException {
        var entry = entries("{\"articleBody\": \"Off.\", \"datePublished\": \"2025-06-01T10:00:00+02:00\", "
                + "\"dateModified\": \"2025-06-01T08:00:00.000Z\"}").getFirst();

        assertThat(entry.getPublished().flatMap(Time::getInstant))
                .isEqualTo(entry.getModified().flatMap(Time::getInstant));
        assertThat(entry.getPublished().map(Time::getText)).contains("2025-06-01T10:00:00+02:00");
    }

    @Test
    void readsBodiesHoweverTheyAreEscaped() throws UnreadableException {
        assertThat(entries("{\"articleBody\": \"Mast &amp; sail\"}",
                "{\"articleBody\": \"&lt;p&gt;Mast &amp;amp; sail&lt;/p&gt;\"}",
                "{\"articleBody\": \"&amp;lt;p&amp;gt;Mast &amp;amp;amp; sail&amp;lt;/p&amp;gt;\"}",
                "{\"articleBody\": \"<p>Mast &amp; sail</p>\"}", "{\"articleBody\": \"Mast & sail\"}"))
                .extracting(Observation::getBody).containsOnly("Mast & sail");
    }

    @Test
    void keepsUpdatesThatHaveOnlyAPictureOrALink() throws UnreadableException {
        var entries = entries("{\"@id\": \"1\", \"articleBody\": \"<img src='/sail.jpg' alt='A sail'>\"}",
                "{\"@id\": \"2\", \"articleBody\": \"<a href='https://chat.example/p/9'></a>\"}",
                "{\"@id\": \"3\", \"image\": \"/mast.jpg\"}");

        assertThat(entries).hasSize(3);
        assertThat(entries.get(2).getMedia()).extracting(Media::getUrl)
                .containsExactly("https://tidewater.example/sail.jpg");
        assertThat(entries.get(1).getBody()).isEqualTo("https://chat.example/p/9");
        assertThat(entries.get(0).getMedia()).extracting(Media::getUrl)
                .containsExactly("https://tidewater.example/mast.jpg");
    }

    @Test
    void isAWindowWhereLinksLeadToOlderUpdates() throws UnreadableException {
        var page = page("{\"@id\": \"1\", \"articleBody\": \"Off.\"}");

        assertThat(look(page).complete()).isTrue();
        for (var link : List.of("<a href='?page=2'>Older</a>", "<a href='/live/regatta/2'>2</a>",
                "<link rel='next' href='/live/regatta?before=9'>", "<a href='" + URL + "?page=2#top'>More</a>")) {
            assertThat(look(page + link).complete()).as(link).isFalse();
        }
        assertThat(look(page + "<a href='/live/storm?page=2'>Another blog</a>").complete()).isTrue();
    }

    @Test
    void findsTheBlogAmongTheNodesOfAListing() throws UnreadableException {
        var teaser = "{\"@type\": \"NewsArticle\", \"url\": \"https://tidewater.example/%d\", \"headline\": \"Teaser\"}";
        var html = "<script type='application/ld+json'>[" + teaser.formatted(1) + ", {\"@graph\": ["
                + teaser.formatted(2) + ", {\"@type\": [\"WebPage\", \"LiveBlogPosting\"], \"liveBlogUpdate\": "
                + "{\"articleBody\": \"Off.\"}}]}, " + teaser.formatted(3) + "]</script>";

        assertThat(look(html).entries()).extracting(Observation::getBody).containsExactly("Off.");
    }
}
