package io.copydesk.cluster;

import java.nio.file.Path;

/// A program that starts everything on one directory and waits to be killed. Says on one line how the parts are reached.
final class WholeCluster {
    private WholeCluster() {}

    public static void main(String[] arguments) throws Exception {
        var data = Path.of(arguments[0]);
        var kafka = EmbeddedKafka.start(data.resolve("kafka"));
        var database = EmbeddedDatabase.start(data.resolve("postgres"));
        var registry = EmbeddedRegistry.start(data.resolve("registry"), kafka.bootstrapServers());
        Records.createTopic(kafka.bootstrapServers(), "updates");
        Records.send(kafka.bootstrapServers(), "updates", "acknowledged");
        Rows.execute(database, "CREATE TABLE seen (text varchar)");
        Rows.execute(database, "INSERT INTO seen VALUES ('committed')");
        int id = Subjects.register(registry.url(), "one-value", arguments[1]);
        System.out.println("ready " + id + " " + registry.pid() + " " + database.pid());
        Thread.currentThread().join();
    }
}
