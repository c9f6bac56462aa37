package io.copydesk.schemas.admin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/// What a contract takes away from those who know an earlier version of it, field by field.
///
/// Avro's own check lets much pass that hurts a reader all the same: a field with a default may go, a symbol of an enum
/// that has a default, a default may change, a logical type, a namespace, text may become bytes. Here a contract only
/// ever grows: fields with a default and symbols are added, and nothing else happens. What Avro would refuse beyond
/// that is refused as well, in its words.
final class Breaks {
    private final List<String> found = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private Breaks() {}

    /// One sentence a break, each begun by the path of the field; empty when `later` may follow `earlier`.
    static List<String> between(Schema earlier, Schema later) {
        var breaks = new Breaks();
        breaks.compare("", earlier, later);
        return breaks.found.isEmpty() ? refusedByAvro(earlier, later) : List.copyOf(breaks.found);
    }

    private void compare(String path, Schema earlier, Schema later) {
        if (earlier.getType() != later.getType()) {
            found(path, "is %s and was %s: a type never changes; add a field of another name".formatted(type(later),
                    type(earlier)));
            return;
        }
        if (!logicalType(earlier).equals(logicalType(later))) {
            found(path, "is %s and was %s: a logical type never changes; add a field of another name"
                    .formatted(logicalType(later), logicalType(earlier)));
        }
        switch (earlier.getType()) {
            case RECORD -> record(path, earlier, later);
            case ENUM -> symbols(path, earlier, later);
            case FIXED -> fixed(path, earlier, later);
            case ARRAY -> compare(path + "[]", earlier.getElementType(), later.getElementType());
            case MAP -> compare(path + "{}", earlier.getValueType(), later.getValueType());
            case UNION -> union(path, earlier, later);
            default -> {
                // no name, nothing inside
            }
        }
    }

    private void record(String path, Schema earlier, Schema later) {
        name(path, earlier, later);
        if (!seen.add(earlier.getFullName())) {
            return; // compared where it stands first
        }
        for (var before : earlier.getFields()) {
            var within = path.isEmpty() ? before.name() : path + "." + before.name();
            var now = later.getField(before.name());
            if (now == null) {
                found(within, "is gone: put it back; a field that is out of use stays at its default");
                continue;
            }
            compare(within, before.schema(), now.schema());
            if (before.schema().getType() == now.schema().getType()
                    && !Objects.deepEquals(before.defaultVal(), now.defaultVal())) {
                found(within, "has the default %s and had %s: a default never changes".formatted(defaultOf(now),
                        defaultOf(before)));
            }
        }
        for (var now : later.getFields()) {
            if (earlier.getField(now.name()) == null && !now.hasDefaultValue()) {
                found(path.isEmpty() ? now.name() : path + "." + now.name(), "is new and has no default: give it one");
            }
        }
    }

    private void symbols(String path, Schema earlier, Schema later) {
        name(path, earlier, later);
        var gone = new ArrayList<>(earlier.getEnumSymbols());
        gone.removeAll(later.getEnumSymbols());
        if (!gone.isEmpty()) {
            found(path,
                    "has lost the symbol %s of %s: put it back; symbols are only added".formatted(
                            String.join(", ", gone),
                            earlier.getName()));
        }
        if (!Objects.equals(earlier.getEnumDefault(), later.getEnumDefault())) {
            found(path,
                    "reads unknown symbols of %s as %s and read them as %s: that never changes".formatted(
                            earlier.getName(),
                            later.getEnumDefault(), earlier.getEnumDefault()));
        }
    }

    private void fixed(String path, Schema earlier, Schema later) {
        name(path, earlier, later);
        if (earlier.getFixedSize() != later.getFixedSize()) {
            found(path, "is %s bytes long and was %s: a size never changes; add a field of another name"
                    .formatted(later.getFixedSize(), earlier.getFixedSize()));
        }
    }

    private void union(String path, Schema earlier, Schema later) {
        if (earlier.getTypes().size() != later.getTypes().size()) {
            found(path, "is %s and was %s: a type never changes; add a field of another name".formatted(type(later),
                    type(earlier)));
            return;
        }
        for (int i = 0; i < earlier.getTypes().size(); i++) {
            compare(path, earlier.getTypes().get(i), later.getTypes().get(i));
        }
    }

    private void name(String path, Schema earlier, Schema later) {
        if (!earlier.getFullName().equals(later.getFullName())) {
            found(path, "is called %s and was %s: a name never changes".formatted(later.getFullName(),
                    earlier.getFullName()));
        }
    }

    private void found(String path, String what) {
        found.add((path.isEmpty() ? "the record" : path) + " " + what);
    }

    private static String type(Schema schema) {
        return schema.isUnion()
                ? String.join(" or ", schema.getTypes().stream().map(Breaks::type).toList())
                : schema.getName();
    }

    /// With what belongs to it, such as the scale of a decimal.
    private static String logicalType(Schema schema) {
        return schema.getProp("logicalType") == null ? "none" : schema.getObjectProps().toString();
    }

    private static String defaultOf(Schema.Field field) {
        if (!field.hasDefaultValue()) {
            return "none";
        }
        return field.defaultVal() instanceof byte[] bytes
                ? HexFormat.of().formatHex(bytes)
                : String.valueOf(field.defaultVal());
    }

    private static List<String> refusedByAvro(Schema earlier, Schema later) {
        return Stream.of(SchemaCompatibility.checkReaderWriterCompatibility(later, earlier),
                SchemaCompatibility.checkReaderWriterCompatibility(earlier, later))
                .flatMap(pair -> pair.getResult().getIncompatibilities().stream()).map(Breaks::inItsWords).distinct()
                .toList();
    }

    private static String inItsWords(Incompatibility refusal) {
        return refusal.getLocation() + " " + refusal.getType() + ": " + refusal.getMessage();
    }
}
