package io.copydesk.sink.archive;

import static io.copydesk.sink.archive.ArchiveFolder.change;
import static io.copydesk.sink.archive.ArchiveFolder.look;
import static io.copydesk.sink.archive.ArchiveFolder.looks;
import static io.copydesk.sink.archive.ArchiveFolder.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Entry;
import io.copydesk.schemas.Topics;
import io.copydesk.sink.Samples;
import io.copydesk.sink.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveStoreTest {
    @TempDir
    Path temp;
    private ArchiveFolder folder;

    @BeforeEach
    void folder() {
        folder = new ArchiveFolder(temp.resolve("var/archive"));
    }

    private static List<Long> upTo(long end) {
        return LongStream.range(0, end).boxed().toList();
    }

    @Test
    void givesBackWhatItWasGiven() throws IOException {
        try (var store = folder.opened()) {
            assertThat(store.write(List.of(look(3, seen("e").build()), change(4, 0, Samples.change("a", 1)),
                    change(4, 1, Samples.change("a", 2)))))
                    .isEqualTo(Map.of(Topics.RAW.name(), 1, Topics.CHANGES.name(), 2));
        }
        assertThat(folder.observations()).containsExactly(new Row<>(0, 3, Samples.NOON.toEpochMilli() + 3,
                "https://example.org/live", seen("e").build()));
        assertThat(folder.changes()).containsExactly(
                new Row<>(4, 0, Samples.NOON.toEpochMilli(), "a", Samples.change("a", 1)),
                new Row<>(4, 1, Samples.NOON.toEpochMilli(), "a", Samples.change("a", 2)));
    }

    @Test
    void writesFilesThatAnyAvroToolReads() throws IOException {
        try (var store = folder.opened()) {
            store.write(looks(0, 1));
        }
        var file = folder.completed().getFirst().toFile();
        try (var rows = new DataFileReader<GenericRecord>(file, new GenericDatumReader<>())) {
            assertThat(rows.getMetaString("avro.codec")).isEqualTo("deflate");
            assertThat(rows.getSchema().getField("value").schema()).isEqualTo(Topics.RAW.schema());
            assertThat(rows.getSchema().getFields()).allMatch(field -> field.doc() != null);
            var row = rows.next();
            assertThat(((GenericRecord) row.get("value")).get("headline")).hasToString("Headline of e0");
            assertThat(row.get("offset")).isEqualTo(0L);
            assertThat(rows.hasNext()).isFalse();
        }
    }

    @Test
    void showsNothingBeforeAFileIsComplete() throws IOException {
        try (var store = folder.opened()) {
            store.write(looks(0, 10));
            assertThat(folder.visible()).isEmpty();
            assertThat(folder.parts()).hasSize(1).allMatch(path -> path.getFileName().toString().startsWith("."));
            assertThat(folder.offsets()).isEmpty();
        }
        assertThat(folder.visible()).containsExactly("2026-03-01/raw-0-00000000000000000000-00000000000000000009");
        assertThat(folder.parts()).isEmpty();
    }

    @Test
    void completesAFileThatIsOldEnough() throws IOException {
        try (var store = folder.opened()) {
            store.write(looks(0, 10));
            folder.now = Samples.NOON.plus(ArchiveFolder.AGE).minusMillis(1);
            store.ping();
            assertThat(folder.visible()).isEmpty();
            folder.now = Samples.NOON.plus(ArchiveFolder.AGE);
            store.ping();
            assertThat(folder.offsets()).isEqualTo(upTo(10));
        }
    }

    @Test
    void startsAFileInANewFolderWhenTheDayChanges() throws IOException {
        folder.now = Samples.NOON.plus(Duration.ofHours(11)).plus(Duration.ofMinutes(59));
        try (var store = folder.opened()) {
            store.write(looks(0, 2));
            folder.now = folder.now.plus(Duration.ofMinutes(2));
            store.write(looks(2, 3));
            assertThat(folder.visible())
                    .containsExactly("2026-03-01/raw-0-00000000000000000000-00000000000000000001");
        }
        assertThat(folder.visible()).containsExactly("2026-03-01/raw-0-00000000000000000000-00000000000000000001",
                "2026-03-02/raw-0-00000000000000000002-00000000000000000002");
    }

    @Test
    void completesAFileThatIsLargeEnough() throws IOException {
        try (var store = folder.store(20_000)) {
            store.open();
            for (int i = 0; i < 500; i++) {
                store.write(looks(i, i + 1));
            }
            assertThat(folder.visible()).hasSizeBetween(2, 20);
            assertThat(folder.parts()).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(folder.offsets()).isEqualTo(upTo(500));
    }

    @Test
    void takesTheLargestRecords() throws IOException {
        var body = "ü".repeat(128 * 1024);
        var large = seen("large").setBody(body).build();
        var state = Entry.newBuilder(Samples.entry("a", 1)).setBody(body).setHeadline("x".repeat(1_500_000)).build();
        var change = Change.newBuilder(Samples.change("a", 1)).setState(state).build();
        try (var store = folder.opened()) {
            store.write(List.of(look(0, large), look(1, large), change(0, 0, change)));
        }
        assertThat(folder.observations()).extracting(Row::value).containsExactly(large, large);
        assertThat(folder.changes()).extracting(Row::value).containsExactly(change);
    }

    @Test
    void takesEachOffsetOnceHoweverOftenItComes() throws IOException {
        for (int run = 0; run < 3; run++) {
            try (var store = folder.opened()) {
                store.write(looks(0, 5 + run));
                assertThat(store.write(looks(0, 5 + run))).isEmpty();
            }
        }
        assertThat(folder.offsets()).isEqualTo(upTo(7));
        assertThat(folder.visible()).hasSize(3);
    }

    @Test
    void goesOnAfterACrashWhereverItsLastFileWasTorn() throws IOException {
        var store = folder.opened();
        for (int i = 0; i < 12; i++) {
            store.write(looks(i, i + 1));
        }
        var part = folder.parts().getFirst();
        long size = Files.size(part);
        for (long cut = size; cut >= 0; cut -= cut > size - 700 ? 7 : 397) {
            var torn = folder.copiedTo(temp.resolve("cut-" + cut));
            var tornPart = torn.path.resolve(folder.path.relativize(part));
            try (var channel = Files.newByteChannel(tornPart, StandardOpenOption.WRITE)) {
                channel.truncate(cut);
            }
            try (var next = torn.opened()) {
                next.write(looks(0, 14));
            }
            assertThat(torn.offsets()).as("cut at %s of %s", cut, size).isEqualTo(upTo(14));
            assertThat(torn.parts()).isEmpty();
        }
        store.close();
    }

    @Test
    void takesNothingFromABlockWhoseMiddleNeverReachedTheDisk() throws IOException {
        var store = folder.opened();
        for (int i = 0; i < 3; i++) {
            store.write(looks(i, i + 1));
        }
        var part = folder.parts().getFirst();
        var bytes = Files.readAllBytes(part);
        for (int at = bytes.length - 60; at < bytes.length; at += 7) {
            var torn = folder.copiedTo(temp.resolve("zeros-" + at));
            var damaged = bytes.clone();
            damaged[at] ^= 0x55;
            Files.write(torn.path.resolve(folder.path.relativize(part)), damaged);
            assertThat(torn.archive().complete()).isZero();
            assertThat(torn.offsets()).isEqualTo(upTo(2));
        }
        store.close();
    }

    @Test
    void leavesAFileAloneThatAnotherWritesAndStartsItsOwn() throws IOException {
        try (var stopped = folder.opened(); var next = folder.opened()) {
            stopped.write(looks(0, 10));
            next.write(looks(5, 20)); // nothing of the other was committed but this
            stopped.write(looks(20, 25)); // it wakes up and has the partition again
            assertThat(folder.parts()).hasSize(2);
            assertThat(folder.archive().complete()).isEqualTo(2);
            next.close();
            assertThat(folder.offsets()).isEqualTo(LongStream.range(5, 20).boxed().toList());
        }
        assertThat(folder.visible()).hasSize(2);
        assertThat(folder.offsets()).isEqualTo(upTo(25));
    }

    @Test
    void completesWhatAnotherHasLeftWhenItTakesOverThePartition() throws IOException {
        var dead = folder.opened();
        dead.write(looks(0, 10));
        var left = folder.copiedTo(temp.resolve("left"));
        try (var next = left.opened()) {
            assertThat(left.offsets()).isEqualTo(upTo(10));
            assertThat(next.write(looks(8, 12))).isEqualTo(Map.of(Topics.RAW.name(), 2));
        }
        assertThat(left.offsets()).isEqualTo(upTo(12));
        dead.close();
    }

    @Test
    void refusesAFolderOfTopicsThatAreNoMore() throws IOException {
        folder.opened().close();
        folder.topicId = "second";
        assertThatThrownBy(() -> folder.opened()).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("COPYDESK_ARCHIVE_FOLDER").hasMessageContaining("another copydesk.raw");
    }

    @Test
    void doesNotTakeTheOffsetsOfATopicThatIsMadeAnewForKnown() throws IOException {
        try (var store = folder.opened()) {
            store.write(looks(0, 10));
            folder.topicId = "second";
            assertThatThrownBy(() -> store.write(looks(0, 12))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void waitsForAFolderThatIsAwayAndGoesOn() throws IOException {
        try (var store = folder.opened()) {
            store.write(looks(0, 5));
            var away = Files.move(folder.path, temp.resolve("away"));
            Files.writeString(folder.path, "no folder");
            assertThatThrownBy(() -> store.write(looks(5, 8))).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(store::ping).isInstanceOf(StoreUnavailableException.class);
            Files.delete(folder.path);
            assertThatThrownBy(() -> store.write(looks(5, 8))).isInstanceOf(StoreUnavailableException.class);
            Files.move(away, folder.path);
            store.ping();
            assertThat(store.write(looks(5, 8))).isEqualTo(Map.of(Topics.RAW.name(), 3));
        }
        assertThat(folder.offsets()).isEqualTo(upTo(8));
    }

    @Test
    void writesAgainWhatFailedHalfWay() throws IOException {
        try (var store = folder.opened()) {
            store.write(looks(0, 5));
            Files.writeString(folder.path.resolve("changes/2026-03-01"), "in the way of a folder");
            var batch = new ArrayList<>(looks(5, 8));
            batch.add(change(0, 0, Samples.change("a", 1)));
            assertThatThrownBy(() -> store.write(batch)).isInstanceOf(StoreUnavailableException.class);
            Files.delete(folder.path.resolve("changes/2026-03-01"));
            assertThat(store.write(batch)).isEqualTo(Map.of(Topics.RAW.name(), 3, Topics.CHANGES.name(), 1));
        }
        assertThat(folder.offsets()).isEqualTo(upTo(8));
        assertThat(folder.changes()).hasSize(1);
    }
}
