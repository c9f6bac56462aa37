package io.copydesk.schemas;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/// A record of any contract with every field set to something that is not its default, nested ones too.
final class FilledRecord {
    private int next;

    private FilledRecord() {}

    static <T extends SpecificRecordBase> T of(Class<T> contract) {
        return contract.cast(new FilledRecord().value(SpecificData.get().getSchema(contract)));
    }

    private Object value(Schema schema) {
        next++;
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case UNION -> value(schema.getTypes().getLast());
            case ENUM -> SpecificData.get().createEnum(schema.getEnumSymbols().getLast(), schema);
            case ARRAY -> List.of(value(schema.getElementType()), value(schema.getElementType()));
            case MAP -> Map.of("key " + next, value(schema.getValueType()));
            case STRING -> "text " + next + " з юнікодом 🗞";
            case INT -> next;
            case LONG -> schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                    ? (Object) Instant.ofEpochMilli(1_700_000_000_000L + next)
                    : (Object) (1L << 40 | next);
            case FLOAT -> 1f / next;
            case DOUBLE -> 1d / next;
            case BOOLEAN -> true;
            default -> throw new AssertionError("no contract has a " + schema.getType() + " yet");
        };
    }

    private Object record(Schema schema) {
        var record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
        for (var field : schema.getFields()) {
            record.put(field.pos(), value(field.schema()));
        }
        return record;
    }
}
