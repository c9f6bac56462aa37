package io.copydesk.sink.archive;

import static io.copydesk.sink.archive.ArchiveFolder.change;
import static io.copydesk.sink.archive.ArchiveFolder.look;
import static io.copydesk.sink.archive.ArchiveFolder.looks;
import static io.copydesk.sink.archive.ArchiveFolder.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.ChangeKind;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.Time;
import io.copydesk.contracts.TimePrecision;
import io.copydesk.contracts.ZoneOrigin;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.identity.Sha256;
import io.copydesk.sink.Samples;
import io.copydesk.sink.archive.Archive.Erased;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureTest {
    private static final String BLOG = "https://example.org/live";
    private static final List<String> ALIASES = List.of("id:e3", "link:#e3");

    @TempDir
    Path temp;
    private ArchiveFolder folder;

    @BeforeEach
    void folder() {
        folder = new ArchiveFolder(temp);
    }

    private static Observation request() {
        return Observation.newBuilder().setSource("erase").setBlog(BLOG).setNativeId("entry").setAliases(ALIASES)
                .setSignal(Signal.ERASE).setObservedAt(Samples.NOON).build();
    }

    private static Change erased() {
        return Change.newBuilder().setEntry("entry").setBlog(BLOG).setKind(ChangeKind.ERASED).setVersion(9 << 20)
                .setSource("erase").setObservedAt(Samples.NOON).build();
    }

    @Test
    void takesTheEntryOutOfCompleteFilesAndLeavesTheOthersAsTheyAre() throws IOException {
        var elsewhere = seen("e3").setBlog("https://example.org/other").build();
        try (var store = folder.opened()) {
            store.write(looks(0, 5));
            store.write(List.of(change(0, 0, Samples.change("entry", 1)), change(0, 1, Samples.change("other", 1)),
                    change(0, 2, Samples.change("entry", 2)), change(0, 3, erased())));
        }
        try (var store = folder.opened()) {
            store.write(List.of(look(5, elsewhere), look(6, request())));
            store.write(looks(7, 8));
        }
        var before = folder.completed();

        assertThat(folder.archive().erase("entry", BLOG, ALIASES)).isEqualTo(new Erased(2, 1, 2));

        assertThat(folder.offsets()).containsExactly(0L, 1L, 2L, 4L, 5L, 6L, 7L);
        assertThat(folder.changes()).extracting(Row::offset).containsExactly(1L, 3L);
        assertThat(folder.completed()).isEqualTo(before);
        assertThat(folder.archive().erase("entry", BLOG, ALIASES)).isEqualTo(new Erased(0, 0, 0));
    }

    @Test
    void removesAFileThatHoldsNothingElse() throws IOException {
        try (var store = folder.opened()) {
            store.write(looks(3, 4));
        }
        assertThat(folder.archive().erase("entry", BLOG, ALIASES)).isEqualTo(new Erased(1, 1, 0));
        assertThat(folder.completed()).isEmpty();
    }

    @Test
    void completesItsFilesAndKeepsTheEntryOutOnceItIsToldTo() throws IOException {
        try (var store = folder.opened()) {
            store.write(looks(0, 5));
            store.write(List.of(change(0, 0, Samples.change("entry", 1))));
            assertThat(
                    store.write(List.of(look(5, request()), look(6, seen("e3").build()), look(7, seen("e7").build()))))
                    .isEqualTo(Map.of(Topics.RAW.name(), 2));
            assertThat(folder.offsets()).containsExactly(0L, 1L, 2L, 4L);
            assertThat(folder.changes()).isEmpty();
            assertThat(store.write(List.of(change(0, 1, Samples.change("entry", 2)), change(0, 2, erased()))))
                    .isEqualTo(Map.of(Topics.CHANGES.name(), 1));
        }
        try (var store = folder.opened()) {
            assertThat(store.write(List.of(look(8, seen("e3").build()), look(9, seen("e9").build()))))
                    .isEqualTo(Map.of(Topics.RAW.name(), 1));
        }
        assertThat(folder.offsets()).containsExactly(0L, 1L, 2L, 4L, 5L, 7L, 9L);
        assertThat(folder.changes()).extracting(row -> row.value().getKind()).containsExactly(ChangeKind.ERASED);
    }

    @Test
    void isHeardOfByEveryWriterOfTheFolder() throws IOException {
        try (var store = folder.opened()) {
            store.write(looks(0, 5));
            assertThat(folder.archive().erase("entry", BLOG, ALIASES)).isEqualTo(new Erased(0, 0, 0));
            store.ping();
            assertThat(folder.offsets()).containsExactly(0L, 1L, 2L, 4L);
            assertThat(store.write(List.of(look(5, seen("e3").build())))).isEmpty();
        }
    }

    @Test
    void knowsTheEntryByAnyIdOrAddress() {
        var erasure = Erasure.of("entry", BLOG,
                List.of("id:1", "link:#post-2", "link:example.org/3", "url:https://a/4"));
        assertThat(List.of(seen("1"), seen("x").setAliases(List.of("1")),
                seen("x").setPermalink("https://amp.example.org/live?utm=1#post-2"),
                seen("x").setPermalink("https://EXAMPLE.org/3/"), seen("x").setUrl("https://a/4")))
                .allMatch(seen -> erasure.covers(seen.build()));
        assertThat(List.of(seen("2"), seen("1").setBlog("another"), seen("1").setSignal(Signal.ERASE),
                seen("x").setUrl("https://a/5"), seen("x").setPermalink("https://example.org/live#post-3")))
                .noneMatch(seen -> erasure.covers(seen.build()));
    }

    @Test
    void knowsAnEntryWithoutIdsByItsTimeAndOpeningWords() {
        var noon = new Time(Samples.NOON, "noon", ZoneOrigin.STATED, TimePrecision.MINUTE);
        var hash = Sha256.of("a ship has left the port of odesa");
        var timed = Erasure.of("entry", BLOG, List.of("text:2026-03-01T12:00:00Z|" + hash + "|0"));
        var timeless = Erasure.of("entry", BLOG, List.of("text:-|" + hash + "|0"));
        var text = seen("x").setNativeId(null).setBody("A ship has left the port of Odesa, and more.");

        assertThat(timed.covers(text.setPublished(noon).build())).isTrue();
        assertThat(timed.covers(text.setNativeId("elsewhere").build())).isTrue();
        assertThat(timeless.covers(text.setNativeId(null).setPublished(null).build())).isTrue();
        // nothing but words that many entries may begin with
        assertThat(timeless.covers(text.setNativeId("another").build())).isFalse();
    }

    @Test
    void takesChangesOfAnEntryThatWasMergedIntoIt() {
        var other = Samples.draft("merged", 1).setAliases(List.of("id:e3")).build();
        var change = Change.newBuilder(Samples.change("merged", 1)).setState(other);
        var erasure = Erasure.of("entry", BLOG, ALIASES);
        assertThat(erasure.covers(change.build())).isTrue();
        assertThat(erasure.covers(change.setBlog("another").build())).isFalse();
        assertThat(erasure.covers(Samples.change("other", 1))).isFalse();
    }
}
