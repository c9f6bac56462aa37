package io.copydesk.dashboard;

import io.copydesk.runtime.Doc;
import io.copydesk.runtime.Expected;
import io.copydesk.runtime.OperationsConfiguration.Port;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// What the dashboard needs to know besides Kafka and the schema registry.
@ConfigMapping(prefix = "copydesk")
public interface DashboardConfiguration {
    Dashboard dashboard();

    /// Without it there is no history and no search.
    Optional<Database> database();

    /// Where and to whom it is shown.
    interface Dashboard {
        @Doc("Where the page and its API listen")
        @WithDefault("127.0.0.1")
        String host();

        @Doc("Their port")
        @WithDefault("8088")
        @Expected("a port, 0 to 65535")
        Port port();

        @Doc("Who gives this may read: programs as `Authorization: Bearer …`, people when the page asks for it. Without it, whoever reaches the address")
        Optional<String> token();

        @Doc("Browsers and programs that may follow the stream at a time; further ones are told to come back")
        @WithDefault("500")
        int streams();
    }

    /// The PostgreSQL database that the sink fills; named as the sink names it.
    interface Database {
        @Doc(value = "The database that the sink fills, for search and history; `currentSchema=…` as the sink has it. Only its [views](stores.md#postgresql) are read", unset = "no search, no history", secret = true)
        @Expected("a JDBC URL such as jdbc:postgresql://host:5432/copydesk")
        String url();

        @Doc(value = "Its user, who needs to read the views and nothing else", unset = "required with the URL")
        String user();

        @Doc("The user's password; not needed where the server trusts the connection")
        Optional<String> password();
    }
}
