package io.copydesk.enrich.revision;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasureTest {
    private static Entry entry(String id) {
        return Entry.newBuilder().setId(id).setBlog("blog").build();
    }

    private static Entry merged(String id, String into) {
        return Entry.newBuilder(entry(id)).setMergedInto(into).build();
    }

    @Test
    void followsIdsThatLeadToAnEntryByWayOfOthers() {
        var entries = List.of(merged("c", "b"), merged("b", "a"), entry("a"), entry("x"), merged("y", "x"));

        assertThat(Erasure.leadingTo("a", entries)).extracting(Entry::getId).containsExactly("b", "c");
        assertThat(Erasure.leadingTo("c", entries)).isEmpty();
    }

    @Test
    void endsWhereTwoLeadToEachOther() {
        assertThat(Erasure.leadingTo("a", List.of(merged("a", "b"), merged("b", "a")))).extracting(Entry::getId)
                .containsExactly("b");
    }
}
