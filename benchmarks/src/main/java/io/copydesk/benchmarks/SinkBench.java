package io.copydesk.benchmarks;

import io.copydesk.benchmarks.FilledCluster.Sending;
import io.copydesk.benchmarks.Race.Work;
import io.copydesk.cluster.DataDirectory;
import io.copydesk.cluster.EmbeddedDatabase;
import io.copydesk.cluster.EmbeddedRegistry;
import io.copydesk.schemas.Contracts;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.admin.SchemasAdmin;
import io.copydesk.sink.Delivery;
import io.copydesk.sink.Item;
import io.copydesk.sink.postgres.PostgresStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// From topics to committed rows of PostgreSQL, with a real broker, registry and database on this machine.
final class SinkBench implements Benchmarks.Stage {
    private static final int ENTRIES = Integer.getInteger("bench.entries", 60_000);
    private static final int ROWS_ONE_BY_ONE = 2_000;

    private final DataDirectory data;
    private final FilledCluster plain;
    private final FilledCluster whole;
    private final EmbeddedRegistry registry;
    private final EmbeddedDatabase database;
    private final EntryTable table;
    private final Contracts contracts;
    private final DebeziumLane debezium;
    private final SinkLane sink;

    SinkBench(Path folder) {
        this.data = DataDirectory.take(folder);
        this.plain = new FilledCluster(folder.resolve("plain"));
        this.whole = new FilledCluster(folder.resolve("whole"));
        this.registry = EmbeddedRegistry.start(folder.resolve("registry"), plain.bootstrapServers());
        this.database = EmbeddedDatabase.start(folder.resolve("postgres"));
        this.contracts = Contracts.connect(registry.url(), Map.of());
        fill();
        this.debezium = new DebeziumLane(database, plain.bootstrapServers(), contracts);
        this.sink = new SinkLane("postgres", registry.url(), Map.of("COPYDESK_DATABASE_URL", database.jdbcUrl(),
                "COPYDESK_DATABASE_USER", database.user()));
        this.table = new EntryTable(database);
        sink.run(plain, ENTRIES);
        table.keepOneIndex();
        table.takeRows();
    }

    private void fill() {
        try (var client = Contracts.client(registry.url(), Map.of())) {
            new SchemasAdmin(client).apply();
            plain.fill(contracts, this::plainEntries);
            whole.fill(contracts, this::everything);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void plainEntries(Sending topic) {
        var records = new EntryRecords(Instant.now().minusSeconds(600));
        for (int number = 0; number < ENTRIES; number++) {
            var entry = records.plain(number);
            topic.send(Topics.ENTRIES, entry.getId(), entry);
        }
    }

    private void everything(Sending topic) {
        var records = new EntryRecords(Instant.now().minusSeconds(600));
        for (int number = 0; number < ENTRIES; number++) {
            var entry = records.tagged(number);
            topic.send(Topics.ENTRIES, entry.getId(), entry);
            topic.send(Topics.CHANGES, entry.getId(), EntryRecords.change(entry));
            topic.send(Topics.STORIES, entry.getId(), EntryRecords.link(entry));
        }
    }

    @Override
    public void run(PrintWriter out) {
        out.printf("%,d entries, %,d bytes a row%n", ENTRIES, table.rowBytes() / ENTRIES);
        new Race("entries")
                .lane("COPY of the same rows from memory", table::copyIn)
                .lane("Debezium's JDBC sink", this::peer)
                .lane("row by row, as a control", this::rowByRow)
                .lane("entries", this::entries)
                .lane("the same once more", this::replay)
                .lane("with tags, history and stories", this::everythingStored)
                .run().report(out);
    }

    private Work peer() {
        table.empty();
        plain.forget("bench-debezium");
        return debezium.run(ENTRIES);
    }

    /// Our own guarded write, one entry a transaction, from memory: as it must not be done.
    private Work rowByRow() {
        table.empty();
        var records = new EntryRecords(Instant.now().minusSeconds(600));
        try (var store = new PostgresStore(database.jdbcUrl(), database.user(), database.password())) {
            long began = System.nanoTime();
            for (int number = 0; number < ROWS_ONE_BY_ONE; number++) {
                var entry = records.plain(number);
                store.write(List.of(new Delivery(Topics.ENTRIES.name(), 0, number, 0, entry.getId(),
                        new Item.State(entry))));
            }
            return new Work(ROWS_ONE_BY_ONE, System.nanoTime() - began);
        }
    }

    private Work entries() {
        table.empty();
        return sink.run(plain, ENTRIES);
    }

    private Work replay() {
        entries();
        return sink.run(plain, ENTRIES);
    }

    private Work everythingStored() {
        table.empty();
        var work = sink.run(whole, 3 * ENTRIES);
        return new Work(work.amount() / 3, work.nanos());
    }

    @Override
    public void close() {
        table.close();
        contracts.close();
        database.close();
        registry.close();
        whole.close();
        plain.close();
        data.close();
    }
}
