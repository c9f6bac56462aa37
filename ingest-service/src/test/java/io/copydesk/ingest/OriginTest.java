package io.copydesk.ingest;

import static io.copydesk.ingest.Fixtures.document;
import static io.copydesk.ingest.Fixtures.page;
import static io.copydesk.ingest.Fixtures.post;
import static io.copydesk.ingest.Fixtures.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.Observation;
import io.copydesk.ingest.Fixtures.Post;
import io.copydesk.ingest.page.PageParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginTest {
    private static List<Observation> look(Post... posts) throws UnreadableException {
        return new PageParser().parse(source().build(), document(page(List.of(posts)))).entries();
    }

    @Test
    void takesWhatAPageRepeatsWordForWordUnderOneIdForOneEntry() throws Exception {
        assertThat(look(post(2, "b"), post(1, "a"), post(2, "b"))).extracting(Observation::getBody)
                .containsExactly("a", "b");
    }

    @Test
    void keepsWhatDiffersUnderOneId() throws Exception {
        assertThat(look(post(2, "b"), post(2, "c"), post(1, "a"))).hasSize(3);
    }

    @Test
    void keepsTheSameWordsUnderTwoIds() throws Exception {
        assertThat(look(new Post("one", "Goal", "Goal!", "2025-06-01T11:01:00Z"),
                new Post("two", "Goal", "Goal!", "2025-06-01T11:01:00Z"))).hasSize(2);
    }
}
