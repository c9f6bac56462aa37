package io.copydesk.enrich;

import io.copydesk.runtime.Doc;
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
        @Doc("Consumer group, changelogs and transactions carry it")
        @WithDefault("copydesk-enrich")
        String applicationId();

        @Doc("The folder of the state; lost state is restored from Kafka")
        @WithDefault("/var/lib/copydesk/enrich")
        String stateDir();

        @Doc("Stream threads; more than `copydesk.raw` has partitions (6) are idle")
        @WithDefault("1")
        int threads();

        @Doc("Copies of the state on other instances, for a fast take-over")
        @WithDefault("0")
        int standbyReplicas();

        @Doc("How often a transaction ends: the latency that every update pays")
        @WithDefault("50ms")
        Duration commitInterval();

        @Doc("Whether entries are linked to stories; `false` leaves `copydesk.stories` unwritten")
        @WithDefault("true")
        boolean stories();

        @Doc("Whether tags are counted; `false` leaves `copydesk.trends` unwritten")
        @WithDefault("true")
        boolean trends();

        @Doc("How long after it was last seen an entry gets its tombstone")
        @WithDefault("400d")
        Duration forgetAfter();

        @Doc("A folder of [gazetteer files](operations.md#names-of-your-own) of your own, read beside the built-in ones, and again when they change")
        Optional<String> gazetteerDir();

        @Doc("Unique and stable for each instance, so that a restart moves no partitions;"
                + " without it, the name of its folder in the state folder")
        Optional<String> instanceId();
    }
}
