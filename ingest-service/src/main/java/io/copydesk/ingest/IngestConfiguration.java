package io.copydesk.ingest;

import io.copydesk.runtime.Expected;
import io.copydesk.runtime.OperationsConfiguration.Port;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// Ingest's settings.
@ConfigMapping(prefix = "copydesk")
public interface IngestConfiguration {
    Push push();

    Poll poll();

    /// Where updates are pushed to.
    interface Push {
        /// Without a key it must be an address of this machine alone.
        @WithDefault("127.0.0.1")
        String host();

        /// 0 takes a free one.
        @WithDefault("8080")
        @Expected("a port, 0 to 65535")
        Port port();

        /// What callers must give as `Authorization: Bearer …` or `X-API-Key`. A secret.
        Optional<String> key();
    }

    /// How pages are fetched.
    interface Poll {
        /// Tells publishers who looks, and whom to write to.
        @WithDefault("Copydesk/0.1")
        String userAgent();
    }
}
