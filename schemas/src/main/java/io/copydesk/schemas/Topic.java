package io.copydesk.schemas;

import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/// One declared topic: its name, the contract of its values, and how the cluster keeps it.
///
/// @param name the topic's name
/// @param key what its keys are, which are strings, in words for people
/// @param value the generated class of its values' contract
/// @param partitions how many partitions it is created with
/// @param config Kafka's own topic settings, as `kafka-configs.sh` spells them
public record Topic<T extends SpecificRecordBase>(String name, String key, Class<T> value, int partitions,
        Map<String, String> config) {
    private static final String JAVA_STRING = "{\"type\":\"string\",\"avro.java.string\":\"String\"}";
    /// Avro notes on a map of what class its keys are.
    private static final String JAVA_KEYS = ",\"avro.java.string\":\"String\"";

    /// Confluent's TopicNameStrategy.
    public String subject() {
        return name + "-value";
    }

    /// The contract as it is registered: without the notes for Java that Avro's compiler leaves in the class.
    public Schema schema() {
        var noted = SpecificData.get().getSchema(value).toString();
        return new Schema.Parser().parse(noted.replace(JAVA_STRING, "\"string\"").replace(JAVA_KEYS, ""));
    }
}
