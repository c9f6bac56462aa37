package io.copydesk.system;

import java.io.IOException;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// Broker, registry and database in containers of the images that the compose project runs.
record Containers(Network network, KafkaContainer kafka, GenericContainer<?> registry,
        PostgreSQLContainer postgres) implements AutoCloseable {

    static Containers start() throws IOException {
        var network = Network.newNetwork();
        var kafka = new KafkaContainer(ComposeFile.image("kafka")).withNetwork(network).withListener("kafka:19092");
        var registry = new GenericContainer<>(ComposeFile.image("registry")).withNetwork(network)
                .withEnv("APICURIO_STORAGE_KIND", "kafkasql")
                .withEnv("APICURIO_KAFKASQL_BOOTSTRAP_SERVERS", "kafka:19092")
                .withExposedPorts(8080, 9000).dependsOn(kafka)
                .waitingFor(Wait.forHttp("/health/ready").forPort(9000)
                        .withStartupTimeout(Duration.ofMinutes(3)));
        var postgres = new PostgreSQLContainer(ComposeFile.image("postgres"));
        var containers = new Containers(network, kafka, registry, postgres);
        try {
            Startables.deepStart(registry, postgres).join();
        } catch (RuntimeException e) {
            containers.close();
            throw e;
        }
        return containers;
    }

    String registryUrl() {
        return "http://" + registry.getHost() + ":" + registry.getMappedPort(8080) + "/apis/ccompat/v7";
    }

    @Override
    public void close() {
        postgres.close();
        registry.close();
        kafka.close();
        network.close();
    }
}
