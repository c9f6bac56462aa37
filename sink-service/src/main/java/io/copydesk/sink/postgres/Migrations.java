package io.copydesk.sink.postgres;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// Brings the tables up to date. Several sinks may start at once: one migrates, the others wait. A database that is
/// already newer than this build is left as it is.
final class Migrations {
    static final String HISTORY = "copydesk_migrations";

    private Migrations() {}

    static void run(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:copydesk/postgres")
                .table(HISTORY)
                // others may live in the same database schema
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .ignoreMigrationPatterns("*:future")
                .cleanDisabled(true)
                .load()
                .migrate();
    }
}
