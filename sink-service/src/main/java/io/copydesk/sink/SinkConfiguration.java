package io.copydesk.sink;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// What the sink needs to know besides Kafka and the schema registry.
@ConfigMapping(prefix = "copydesk")
public interface SinkConfiguration {
    Database database();

    Sink sink();

    /// The PostgreSQL database that is written to.
    interface Database {
        /// JDBC URL, `jdbc:postgresql://host:5432/copydesk`; `currentSchema=…` in it chooses another schema than public.
        String url();

        String user();

        /// Secret; not needed where the server trusts the connection.
        Optional<String> password();
    }

    /// How it is written.
    interface Sink {
        /// Records that are stored in one transaction at most.
        @WithDefault("1000")
        int batchRecords();
    }
}
