package io.copydesk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/// A broker as a careful operator runs it: TLS everywhere, users with SCRAM-SHA-512, and nobody may do what no ACL
/// allows. Its settings are those of docs/security.md.
final class SecuredKafka implements AutoCloseable {
    private static final String SUPER_USER = "admin";
    private static final int ITERATIONS = 4096;

    private final Certificates certificates;
    private final KafkaRaftServer server;
    private final int port = Pipeline.freePort();

    SecuredKafka(Path folder) throws Exception {
        Files.createDirectories(folder);
        certificates = Certificates.make(folder);
        var log = Files.createDirectories(folder.resolve("log"));
        new Formatter().setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(1).setClusterId(Uuid.randomUuid().toString()).addDirectory(log.toString())
                .setMetadataLogDirectory(log.toString()).setReleaseVersion(MetadataVersion.latestProduction())
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES).setControllerListenerName("CONTROLLER")
                .setScramArguments(List.of("SCRAM-SHA-512=[name=" + SUPER_USER + ",password=" + SUPER_USER + "]"))
                .run();
        server = new KafkaRaftServer(KafkaConfig.fromProps(properties(log), false), Time.SYSTEM);
        server.startup();
    }

    private Properties properties(Path log) {
        int controller = Pipeline.freePort();
        var properties = new Properties();
        properties.putAll(Map.of("process.roles", "broker,controller", "node.id", "1", "controller.quorum.voters",
                "1@127.0.0.1:" + controller, "controller.listener.names", "CONTROLLER", "listeners",
                "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller, "advertised.listeners",
                "CLIENTS://127.0.0.1:" + port, "listener.security.protocol.map", "CLIENTS:SASL_SSL,CONTROLLER:SSL",
                "inter.broker.listener.name", "CLIENTS", "log.dirs", log.toString(), "auto.create.topics.enable",
                "false"));
        // who may log in, and who may do what; the controller knows the brokers by their certificate
        properties.putAll(Map.of("sasl.enabled.mechanisms", "SCRAM-SHA-512", "sasl.mechanism.inter.broker.protocol",
                "SCRAM-SHA-512", "listener.name.clients.scram-sha-512.sasl.jaas.config", jaas(SUPER_USER),
                "listener.name.controller.ssl.client.auth", "required", "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer", "super.users",
                "User:" + SUPER_USER + ";User:CN=broker", "allow.everyone.if.no.acl.found", "false"));
        properties.putAll(Map.of("ssl.keystore.location", certificates.store().toString(), "ssl.keystore.password",
                certificates.password(), "ssl.keystore.type", "PKCS12", "ssl.truststore.location",
                certificates.store().toString(), "ssl.truststore.password", certificates.password(),
                "ssl.truststore.type", "PKCS12"));
        // one broker is all replicas there are
        properties.putAll(Map.of("offsets.topic.replication.factor", "1", "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4", "group.initial.rebalance.delay.ms", "0",
                "log.index.size.max.bytes", "1048576"));
        return properties;
    }

    /// What a client of this user sets.
    Map<String, String> client(String user) {
        return Map.of("bootstrap.servers", "127.0.0.1:" + port, "security.protocol", "SASL_SSL", "sasl.mechanism",
                "SCRAM-SHA-512", "sasl.jaas.config", jaas(user), "ssl.truststore.location",
                certificates.store().toString(), "ssl.truststore.password", certificates.password(),
                "ssl.truststore.type", "PKCS12");
    }

    Map<String, String> superUser() {
        return client(SUPER_USER);
    }

    Certificates certificates() {
        return certificates;
    }

    /// Makes a user, whose password is its name.
    void add(String user) {
        try (var admin = Admin.create(new HashMap<String, Object>(superUser()))) {
            var change = new UserScramCredentialUpsertion(user,
                    new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), user);
            assertThat(admin.alterUserScramCredentials(List.of(change)).all().toCompletionStage())
                    .succeedsWithin(Pipeline.SOON);
        }
        try (var admin = Admin.create(new HashMap<String, Object>(client(user)))) {
            // the broker learns of it a moment later
            await().atMost(Pipeline.SOON).ignoreExceptions().until(
                    () -> !admin.describeCluster().clusterId().get().isEmpty());
        }
    }

    private static String jaas(String user) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user
                + "\" password=\"" + user + "\";";
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
