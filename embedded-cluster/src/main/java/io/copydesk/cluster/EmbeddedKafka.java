package io.copydesk.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/// One Kafka broker with its controller (KRaft) in this JVM. Topics are not created by use. Killed without notice, it
/// recovers from its data directory at the next start.
public final class EmbeddedKafka implements AutoCloseable {
    private static final int NODE = 1;
    private static final String CONTROLLER = "CONTROLLER";
    private static final String HOST = "127.0.0.1";
    /// As `Topics.MAX_RECORD_BYTES` allows.
    private static final int MAX_RECORD_BYTES = 2 * 1024 * 1024;

    private final DataDirectory directory;
    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(DataDirectory directory, KafkaRaftServer server, int port) {
        this.directory = directory;
        this.server = server;
        this.port = port;
    }

    /// Starts a broker on the data in this directory, which is formatted when it is new.
    ///
    /// @throws DataInUseException when a broker already runs on it
    public static EmbeddedKafka start(Path data) {
        var directory = DataDirectory.take(data);
        try {
            return start(directory);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static EmbeddedKafka start(DataDirectory directory) {
        var ports = new Ports(directory.path());
        int port = ports.of("broker");
        var log = directory.path().resolve("log");
        format(log);
        if (wasKilled(log)) {
            forgetTheKilledBroker(log, ports.of("controller"));
        }
        return new EmbeddedKafka(directory, started(broker(log, port, ports.of("controller"))), port);
    }

    private static KafkaRaftServer started(Properties properties) {
        var server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw new IllegalStateException("Kafka does not start on " + properties.get("log.dirs"), e);
        }
        return server;
    }

    /// LogManager leaves this file behind when it ends in order.
    private static boolean wasKilled(Path log) {
        return Files.exists(log.resolve("__cluster_metadata-0"))
                && Files.notExists(log.resolve(".kafka_cleanshutdown"));
    }

    /// A killed broker leads its partitions on record until its session ends, and the next one takes that for its own
    /// election. When it is put right seconds later, Kafka 4.3 passes over the ends of transactions that were being
    /// written at the kill, and their readers wait for ever (KAFKA-20734). So the controller first forgets it, alone.
    private static void forgetTheKilledBroker(Path log, int controllerPort) {
        var controller = started(controller(log, controllerPort));
        try (var admin = Admin.create(Map.of("bootstrap.controllers", HOST + ":" + controllerPort))) {
            admin.unregisterBroker(NODE).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof BrokerIdNotRegisteredException)) { // killed before it was known
                throw new IllegalStateException("Kafka's controller does not start on " + log, e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka's controller started", e);
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        directory.close();
    }

    /// Gives a new directory its cluster id; one that has an id keeps it.
    private static void format(Path log) {
        if (Files.exists(log.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(log);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(log.toString())
                    .setMetadataLogDirectory(log.toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setControllerListenerName(CONTROLLER)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot format " + log, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + log, e);
        }
    }

    private static Properties controller(Path log, int controllerPort) {
        var properties = new Properties();
        properties.putAll(Map.of(
                "process.roles", "controller",
                "node.id", Integer.toString(NODE),
                "controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort,
                "controller.listener.names", CONTROLLER,
                "listeners", CONTROLLER + "://" + HOST + ":" + controllerPort,
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
                "log.dirs", log.toString()));
        return properties;
    }

    private static Properties broker(Path log, int port, int controllerPort) {
        var properties = controller(log, controllerPort);
        var listener = "PLAINTEXT://" + HOST + ":" + port;
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "listeners", listener + "," + properties.get("listeners"),
                "advertised.listeners", listener,
                "auto.create.topics.enable", "false",
                "message.max.bytes", Integer.toString(MAX_RECORD_BYTES)));
        // One broker is all replicas there are; few partitions of the internal topics start faster.
        // what a killed writer leaves open holds up every reader of committed records
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        properties.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0",
                "num.recovery.threads.per.data.dir", "2",
                // the mapped index files of 60 topics would be 1.2 GB of sparse file
                "log.index.size.max.bytes", Integer.toString(1024 * 1024)));
        return properties;
    }
}
