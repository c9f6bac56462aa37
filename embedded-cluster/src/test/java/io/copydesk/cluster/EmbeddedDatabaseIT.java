package io.copydesk.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    @TempDir
    Path data;

    @Test
    void keepsRowsAndAddressOverARestart() throws Exception {
        String address;
        try (var database = EmbeddedDatabase.start(data)) {
            address = database.jdbcUrl();
            Rows.execute(database, "CREATE TABLE seen (text varchar)");
            Rows.execute(database, "INSERT INTO seen VALUES ('kept')");
            assertThat(Rows.read(database, "SHOW server_version")).startsWith("18.");
        }
        try (var database = EmbeddedDatabase.start(data)) {
            assertThat(database.jdbcUrl()).isEqualTo(address).startsWith("jdbc:postgresql://127.0.0.1:");
            assertThat(Rows.read(database, "SELECT text FROM seen")).isEqualTo("kept");
        }
    }

    @Test
    void acknowledgesACommitOnlyWhenItIsOnTheDisk() throws Exception {
        try (var database = EmbeddedDatabase.start(data)) {
            assertThat(Rows.read(database, "SHOW fsync")).isEqualTo("on");
            assertThat(Rows.read(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(Rows.read(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void refusesASecondServerOnTheSameData() {
        try (var database = EmbeddedDatabase.start(data)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(data)).isInstanceOf(DataInUseException.class);
            assertThat(ProcessHandle.of(database.pid())).get().matches(ProcessHandle::isAlive);
        }
    }

    @Test
    void startsAnewWhereTheMakingOfTheDataWasCutShort() throws Exception {
        var files = Files.createDirectories(data.resolve("files"));
        Files.writeString(files.resolve("PG_VERSION"), "18");
        var maker = new ProcessBuilder("/bin/sh", "-c", "sleep 600; exit", "initdb", files.toString()).start();
        try (var database = EmbeddedDatabase.start(data)) {
            assertThat(maker.isAlive()).isFalse();
            assertThat(Rows.read(database, "SELECT 'runs'")).isEqualTo("runs");
        } finally {
            maker.descendants().forEach(ProcessHandle::destroyForcibly);
            maker.destroyForcibly();
        }
    }

    @Test
    void leavesNoProcessWhenClosed() {
        long pid;
        try (var database = EmbeddedDatabase.start(data)) {
            pid = database.pid();
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
}
