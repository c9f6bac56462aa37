package io.copydesk.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import io.copydesk.schemas.BadRecordException.Cause;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells a schema id that will never help from a registry that may recover. For a schema that is no readable Avro the
/// client throws the IOException that it also throws for a lost connection; but the registry is well, and what an id
/// means never changes, so it is the record that is bad.
final class OnlyAvro extends AvroSchemaProvider {
    private static final String AVRO = "AVRO";

    private final String type;

    private OnlyAvro(String type) {
        this.type = type;
    }

    static List<OnlyAvro> providers() {
        return Stream.of(AVRO, "JSON", "PROTOBUF").map(OnlyAvro::new).toList();
    }

    @Override
    public String schemaType() {
        return type;
    }

    @Override
    public Optional<ParsedSchema> parseSchema(Schema schema, boolean isNew, boolean normalize) {
        var parsed = type.equals(AVRO)
                ? super.parseSchema(schema, isNew, normalize)
                : Optional.<ParsedSchema>empty();
        if (parsed.isEmpty()) {
            throw new BadRecordException(Cause.UNDECODABLE,
                    "its schema id stands for a " + type + " schema that is not to be read as Avro");
        }
        return parsed;
    }
}
