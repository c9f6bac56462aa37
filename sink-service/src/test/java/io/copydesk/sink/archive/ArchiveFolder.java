package io.copydesk.sink.archive;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.schemas.Topics;
import io.copydesk.sink.Delivery;
import io.copydesk.sink.Item;
import io.copydesk.sink.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// A folder with stores that write to it, at a time that the test tells.
final class ArchiveFolder extends Clock {
    static final Duration AGE = Duration.ofMinutes(15);
    static final long ANY_SIZE = 64 << 20;

    final Path path;
    Instant now = Samples.NOON;
    String topicId = "first";

    ArchiveFolder(Path path) {
        this.path = path;
    }

    ArchiveStore opened() {
        var store = store(ANY_SIZE);
        store.open();
        return store;
    }

    ArchiveStore store(long fileBytes) {
        return new ArchiveStore(path, fileBytes, AGE, new Incarnation.TopicIds() {
            @Override
            public String of(String topic) {
                return topicId + " " + topic;
            }

            @Override
            public void close() {}
        }, this);
    }

    Archive archive() throws IOException {
        return Archive.open(path);
    }

    List<Row<Observation>> observations() throws IOException {
        var rows = new ArrayList<Row<Observation>>();
        archive().observations(rows::add);
        return rows;
    }

    List<Row<Change>> changes() throws IOException {
        var rows = new ArrayList<Row<Change>>();
        archive().changes(rows::add);
        return rows;
    }

    List<Long> offsets() throws IOException {
        return observations().stream().map(Row::offset).toList();
    }

    /// Names that readers see, sorted, without folders and without the part that differs from run to run.
    List<String> visible() {
        return completed().stream()
                .map(path -> path.getName(path.getNameCount() - 2) + "/"
                        + path.getFileName().toString().replaceFirst("-[0-9a-f]{8}\\.avro$", ""))
                .sorted().toList();
    }

    List<Path> completed() {
        return files().filter(path -> !path.getFileName().toString().startsWith("."))
                .filter(path -> path.toString().endsWith(".avro")).sorted().toList();
    }

    List<Path> parts() {
        return files().filter(path -> path.toString().endsWith(Part.END)).sorted().toList();
    }

    private Stream<Path> files() {
        try (var all = Files.walk(path)) {
            return all.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As a disk that was taken from a machine that died.
    ArchiveFolder copiedTo(Path other) throws IOException {
        try (var all = Files.walk(path)) {
            for (var each : all.toList()) {
                Files.copy(each, other.resolve(path.relativize(each)));
            }
        }
        var copy = new ArchiveFolder(other);
        copy.now = now;
        return copy;
    }

    /// Looks at entries of one blog on partition 0; `ends` does not belong to them.
    static List<Delivery> looks(long from, long ends) {
        return LongStream.range(from, ends).mapToObj(offset -> look(offset, seen("e" + offset).build())).toList();
    }

    static Delivery look(long offset, Observation seen) {
        return new Delivery(Topics.RAW.name(), 0, offset, Samples.NOON.toEpochMilli() + offset, seen.getBlog(),
                new Item.Observed(seen));
    }

    static Observation.Builder seen(String nativeId) {
        return Observation.newBuilder().setSource("example").setBlog("https://example.org/live").setNativeId(nativeId)
                .setHeadline("Headline of " + nativeId).setBody("Body ü 日本 \uD83D\uDE80 of " + nativeId)
                .setSignal(Signal.SEEN).setLook(7).setObservedAt(Samples.NOON);
    }

    static Delivery change(int partition, long offset, Change change) {
        return new Delivery(Topics.CHANGES.name(), partition, offset, Samples.NOON.toEpochMilli(), change.getEntry(),
                new Item.Changed(change));
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
