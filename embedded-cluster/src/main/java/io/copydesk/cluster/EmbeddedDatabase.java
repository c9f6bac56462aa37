package io.copydesk.cluster;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/// PostgreSQL 18 as a child process. What is committed is on the disk: it survives a kill without notice. Whoever may
/// log in to this machine may connect; nobody from outside can.
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String USER = "postgres";
    private static final String NAME = "copydesk";
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

    private final DataDirectory directory;
    private final EmbeddedPostgres postgres;
    private final Postmaster postmaster;

    private EmbeddedDatabase(DataDirectory directory, EmbeddedPostgres postgres, Postmaster postmaster) {
        this.directory = directory;
        this.postgres = postgres;
        this.postmaster = postmaster;
    }

    /// Starts PostgreSQL on the data in this directory, which is made when it is new. A server that a killed program
    /// left behind there is ended first.
    ///
    /// @throws DataInUseException when one already runs on it
    public static EmbeddedDatabase start(Path data) {
        var directory = DataDirectory.take(data);
        var files = directory.path().resolve("files");
        try {
            UnfinishedData.discard(files);
            Postmaster.of(files).ifPresent(Postmaster::end);
            var postgres = launch(directory.path(), files, new Ports(directory.path()).of("postgres"));
            createDatabase(postgres);
            return new EmbeddedDatabase(directory, postgres, Postmaster.of(files).orElseThrow());
        } catch (IOException e) {
            directory.close();
            throw new UncheckedIOException("PostgreSQL does not start; see " + logFile(directory.path()), e);
        } catch (SQLException | RuntimeException e) {
            directory.close();
            throw new IllegalStateException("PostgreSQL does not start; see " + logFile(directory.path()), e);
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + NAME;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return "";
    }

    public long pid() {
        return postmaster.process().pid();
    }

    @Override
    public void close() {
        try {
            postgres.close(); // gives up after 5 s
            postmaster.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            directory.close();
        }
    }

    private static EmbeddedPostgres launch(Path home, Path files, int port) throws IOException {
        var output = ProcessBuilder.Redirect.appendTo(logFile(home).toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(files)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(STARTS_WITHIN)
                .setOutputRedirector(output)
                .setErrorRedirector(output)
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // The builder's defaults are those of a database that is thrown away.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    private static void createDatabase(EmbeddedPostgres postgres) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE " + NAME);
        }
    }

    private static Path logFile(Path home) {
        return home.resolve("postgres.log");
    }
}
