package io.copydesk.schemas.admin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/// The fields and symbols of a contract and of all that it holds, and the contract without one of them.
final class Members {
    private final String lost;
    private final List<String> all = new ArrayList<>();
    private final Map<String, Schema> copied = new HashMap<>();

    private Members(String lost) {
        this.lost = lost;
    }

    /// Each as `Type.field` or `Type.SYMBOL`.
    static List<String> of(Schema contract) {
        var members = new Members("");
        members.copy(contract);
        return members.all;
    }

    static Schema without(String member, Schema contract) {
        return new Members(member).copy(contract);
    }

    private Schema copy(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                var known = copied.get(schema.getName());
                yield known == null ? record(schema) : known;
            }
            case ENUM -> copied.computeIfAbsent(schema.getName(), _ -> symbols(schema));
            case ARRAY -> Schema.createArray(copy(schema.getElementType()));
            case MAP -> Schema.createMap(copy(schema.getValueType()));
            case UNION -> Schema.createUnion(schema.getTypes().stream().map(this::copy).toList());
            default -> schema;
        };
    }

    private Schema record(Schema schema) {
        var copy = Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false);
        copied.put(schema.getName(), copy);
        copy.setFields(schema.getFields().stream().filter(field -> kept(schema, field.name()))
                .map(field -> new Schema.Field(field, copy(field.schema()))).toList());
        return copy;
    }

    private Schema symbols(Schema schema) {
        return Schema.createEnum(schema.getName(), schema.getDoc(), schema.getNamespace(),
                schema.getEnumSymbols().stream().filter(symbol -> kept(schema, symbol)).toList(),
                schema.getEnumDefault());
    }

    private boolean kept(Schema type, String name) {
        var member = type.getName() + "." + name;
        all.add(member);
        return !member.equals(lost);
    }
}
