package io.copydesk.cluster;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A program with a broker and writers of transactions over many partitions, so that some are ending whenever it is killed.
final class Committing {
    static final String TOPIC = "updates";
    static final int PARTITIONS = 60;
    private static final int WRITERS = 8;
    private static final int COMMITS = 20;

    private Committing() {}

    public static void main(String[] arguments) throws Exception {
        var kafka = EmbeddedKafka.start(Path.of(arguments[0]));
        Records.createTopic(kafka.bootstrapServers(), TOPIC, PARTITIONS);
        var enough = new CountDownLatch(COMMITS);
        for (int writer = 0; writer < WRITERS; writer++) {
            var id = "writer-" + writer;
            Thread.ofPlatform().start(() -> write(kafka.bootstrapServers(), id, enough));
        }
        enough.await();
        System.out.println("ready");
        Thread.currentThread().join();
    }

    private static void write(String bootstrapServers, String id, CountDownLatch enough) {
        try (var producer = Records.producer(bootstrapServers,
                Map.of("transactional.id", id, "transaction.timeout.ms", "5000"))) {
            producer.initTransactions();
            while (true) {
                producer.beginTransaction();
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    var unused = producer.send(new ProducerRecord<>(TOPIC, partition, id, "an update"));
                }
                producer.commitTransaction();
                enough.countDown();
            }
        }
    }
}
