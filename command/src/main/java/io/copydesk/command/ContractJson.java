package io.copydesk.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/// A contract's record as plain JSON for people and scripts: fields that are null are left out, times are ISO-8601.
/// (Avro's own JSON wraps every nullable value in an object that names its type.)
final class ContractJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ContractJson() {}

    static JsonNode of(SpecificRecordBase record) {
        var object = JSON.objectNode();
        for (var field : record.getSchema().getFields()) {
            var value = record.get(field.pos());
            if (value != null) {
                object.set(field.name(), value(value));
            }
        }
        return object;
    }

    private static JsonNode value(@Nullable Object value) {
        return switch (value) {
            case null -> JSON.nullNode();
            case SpecificRecordBase record -> of(record);
            case Collection<?> values -> {
                var array = JSON.arrayNode();
                values.forEach(each -> array.add(value(each)));
                yield array;
            }
            case Map<?, ?> values -> {
                var object = JSON.objectNode();
                values.forEach((name, each) -> object.set(String.valueOf(name), value(each)));
                yield object;
            }
            case Boolean truth -> JSON.booleanNode(truth);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Float number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            default -> JSON.textNode(value.toString()); // texts, symbols, times
        };
    }
}
