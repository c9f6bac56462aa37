package io.copydesk.sink;

import io.copydesk.runtime.Doc;
import io.copydesk.runtime.Expected;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What the sink needs to know besides Kafka and the schema registry.
@ConfigMapping(prefix = "copydesk")
public interface SinkConfiguration {
    Sink sink();

    /// Required where the stores name `postgres`.
    Optional<Database> database();

    Archive archive();

    /// Required where the stores name `opensearch`.
    Optional<OpenSearch> opensearch();

    /// What is written, and how.
    interface Sink {
        @Doc("What is written to. Each store has a consumer group and a thread of its own, so that none waits for another; a process for each keeps them apart altogether")
        @WithDefault("postgres")
        Set<StoreName> stores();

        @Doc("Records that are stored in one transaction at most")
        @WithDefault("5000")
        int batchRecords();
    }

    /// The stores that there are; in lower case the last word of their consumer groups.
    enum StoreName {
        POSTGRES, OPENSEARCH, ARCHIVE;

        String inWords() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The PostgreSQL database that is written to.
    interface Database {
        @Doc(value = "The database; `currentSchema=…` in it chooses another schema than `public`. The connection is the sink's own: a pool that lends it by the transaction will not do", unset = "required for the store `postgres`", secret = true)
        @Expected("a JDBC URL such as jdbc:postgresql://host:5432/copydesk")
        String url();

        @Doc(value = "Its user, who may make temporary tables", unset = "required for the store `postgres`")
        String user();

        @Doc("The user's password; not needed where the server trusts the connection")
        Optional<String> password();
    }

    /// The folder of Avro files that is written to.
    interface Archive {
        @Doc(value = "The folder of the [archive](operations.md#archive-and-rebuild), its own and kept", unset = "required for the store `archive`")
        Optional<String> folder();

        @Doc("A file that has grown to so many bytes is completed")
        @WithDefault("33554432")
        long fileBytes();

        @Doc("A file is completed after this time, so that others see what is in it")
        @WithDefault("15m")
        Duration fileAge();
    }

    /// The OpenSearch cluster that is written to.
    interface OpenSearch {
        @Doc(value = "The cluster, with a path where a proxy wants one", unset = "required for the store `opensearch`")
        @Expected("an address such as https://host:9200")
        URI url();

        @Doc("Its user; both or neither of user and password")
        Optional<String> user();

        @Doc("The user's password")
        Optional<String> password();

        @Doc(value = "What the names of indices, alias and templates begin with", unset = "`copydesk`")
        Optional<String> indexPrefix();
    }
}
