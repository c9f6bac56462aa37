package io.copydesk.benchmarks;

import io.copydesk.benchmarks.Race.Work;
import io.copydesk.sink.SinkService;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The real sink service with one store.
final class SinkLane {
    private static final String RECORDS = "copydesk.sink.records";

    private final String store;
    private final Map<String, String> settings;

    /// @param settings of the store
    SinkLane(String store, String registry, Map<String, String> settings) {
        this.store = store;
        this.settings = new HashMap<>(settings);
        this.settings.putAll(Map.of("COPYDESK_SINK_STORES", store, "COPYDESK_REGISTRY_URL", registry));
    }

    /// Everything that the cluster holds, from the first batch to the last: starting and joining the group are not measured.
    Work run(FilledCluster cluster, int records) {
        cluster.forget("copydesk-sink-" + store);
        var meters = new SimpleMeterRegistry();
        var environment = new HashMap<>(settings);
        environment.put("COPYDESK_KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers());
        try (var service = SinkService.of(environment, meters)) {
            service.start();
            int first = await(meters, 1);
            long began = System.nanoTime();
            int last = await(meters, records);
            return new Work(last - first, System.nanoTime() - began);
        }
    }

    private static int await(SimpleMeterRegistry meters, int wanted) {
        long patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (stored(meters) < wanted) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException(
                        "only " + stored(meters) + " of " + wanted + " records in five minutes");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return stored(meters);
    }

    private static int stored(SimpleMeterRegistry meters) {
        return (int) meters.find(RECORDS).counters().stream().mapToDouble(counter -> counter.count()).sum();
    }
}
