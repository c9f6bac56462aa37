package io.copydesk.system;

import io.copydesk.cluster.EmbeddedKafka;
import io.copydesk.cluster.EmbeddedRegistry;
import java.nio.file.Path;

/// A schema registry with a Kafka of its own, so that each test of a class can have new topics under the same schema ids.
final class LoneRegistry implements AutoCloseable {
    private final EmbeddedKafka kafka;
    private final EmbeddedRegistry registry;

    private LoneRegistry(Path folder) {
        this.kafka = EmbeddedKafka.start(folder.resolve("registry-kafka"));
        this.registry = EmbeddedRegistry.start(folder.resolve("registry"), kafka.bootstrapServers());
    }

    static LoneRegistry start(Path folder) {
        return new LoneRegistry(folder);
    }

    String url() {
        return registry.url();
    }

    /// `kill -9`, and the next one at once on the same port.
    void killAndStart() {
        Pipeline.kill(registry.pid());
        registry.restart();
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
    }
}
