import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.copydesk.contracts.Entry;
import java.io.FileReader;
import java.time.Duration;
import java.util.*;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

// Shows copydesk.entries from the beginning, and then as it changes: EntriesOnScreen client.properties
public class EntriesOnScreen {
    public static void main(String[] arguments) throws Exception {
        var config = new Properties();
        config.put("key.deserializer", StringDeserializer.class);
        config.put("value.deserializer", KafkaAvroDeserializer.class);
        config.put("specific.avro.reader", "true"); // objects of the generated classes
        config.put("isolation.level", "read_committed"); // what was aborted never counts
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", "false");
        config.load(new FileReader(arguments[0])); // bootstrap.servers, schema.registry.url, group.id, how to log in
        var shown = new HashMap<String, Long>(); // the version of each entry
        try (var consumer = new KafkaConsumer<String, Entry>(config)) {
            consumer.subscribe(List.of("copydesk.entries"));
            while (true) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    var entry = record.value();
                    if (entry == null) { // a tombstone: forget the entry
                        shown.remove(record.key());
                        System.out.println("GONE " + record.key());
                    } else if (entry.getVersion() > shown.getOrDefault(entry.getId(), 0L)) {
                        shown.put(entry.getId(), entry.getVersion());
                        System.out.println(entry.getStatus() + " " + entry.getRevision() + " " + entry.getHeadline());
                    }
                }
                consumer.commitSync(); // not before it is shown
            }
        }
    }
}
