package io.copydesk.enrich;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// The enrich service's own settings, under `COPYDESK_ENRICH_…`.
@ConfigMapping(prefix = "copydesk")
public interface EnrichConfiguration {
    /// What downstream is promised: an entry stands on `copydesk.entries` this long after it was last seen.
    Duration FORGET_AFTER = Duration.ofDays(400);

    Enrich enrich();

    interface Enrich {
        /// Streams' application id: consumer group, changelogs and transactions carry it.
        @WithDefault("copydesk-enrich")
        String applicationId();

        /// Local state; lost state is restored from Kafka.
        @WithDefault("/var/lib/copydesk/enrich")
        String stateDir();

        /// Stream threads; more than partitions of `copydesk.raw` are idle.
        @WithDefault("1")
        int threads();

        /// Copies of the state on other instances, for a fast take-over.
        @WithDefault("0")
        int standbyReplicas();

        /// How often a transaction ends: the latency that every update pays.
        @WithDefault("PT0.05S")
        Duration commitInterval();

        /// Whether entries are linked to stories.
        @WithDefault("true")
        boolean stories();

        /// Whether tags are counted.
        @WithDefault("true")
        boolean trends();

        /// How long after it was last seen an entry gets its tombstone.
        @WithDefault("P400D")
        Duration forgetAfter();

        /// A folder with gazetteer files of your own, read beside the built-in ones; read again when they change.
        Optional<String> gazetteerDir();

        /// Unique per instance and stable over restarts, so that a restart does not move partitions.
        Optional<String> instanceId();
    }
}
