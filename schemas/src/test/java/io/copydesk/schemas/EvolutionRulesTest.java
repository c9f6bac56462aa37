package io.copydesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/// What leaves FULL_TRANSITIVE room for a next version of any contract.
class EvolutionRulesTest {
    /// The ids: all that a record cannot be without.
    private static final Map<String, Set<String>> WITHOUT_DEFAULT = Map.of("Observation", Set.of("source", "blog"),
            "Entry", Set.of("id", "blog"), "Change", Set.of("entry", "blog"), "StoryLink", Set.of("entry", "story"),
            "Trend", Set.of("tag", "windowStart"), "SourceDefinition", Set.of("id"), "SourceHealth", Set.of("source"),
            "IngestState", Set.of("source"));

    private final Map<String, Schema> named = new TreeMap<>();

    EvolutionRulesTest() {
        Topics.CONTRACTED.forEach(topic -> collect(topic.schema()));
    }

    @Test
    void coversEveryFileOfTheContracts() throws IOException {
        try (var files = Files.list(Path.of("src/main/avro"))) {
            var types = files.map(file -> file.getFileName().toString().replace(".avsc", "")).toList();
            assertThat(types).isNotEmpty().allMatch(named::containsKey);
        }
    }

    @Test
    void documentsEveryTypeAndField() {
        var bare = new ArrayList<String>();
        named.values().forEach(type -> {
            if (type.getDoc() == null || type.getDoc().isBlank()) {
                bare.add(type.getName());
            }
            fields(type).stream().filter(field -> field.doc() == null || field.doc().isBlank())
                    .forEach(field -> bare.add(type.getName() + "." + field.name()));
        });
        assertThat(bare).isEmpty();
    }

    @Test
    void startsEveryEnumWithUnknownAsItsDefault() {
        var enums = named.values().stream().filter(type -> type.getType() == Schema.Type.ENUM).toList();
        assertThat(enums).isNotEmpty().allSatisfy(type -> {
            assertThat(type.getEnumSymbols().getFirst()).isEqualTo("UNKNOWN");
            assertThat(type.getEnumDefault()).isEqualTo("UNKNOWN");
        });
    }

    @Test
    void givesEveryFieldButTheIdsADefault() {
        var without = named.values().stream()
                .collect(Collectors.toMap(Schema::getName, type -> fields(type).stream()
                        .filter(field -> !field.hasDefaultValue()).map(Schema.Field::name)
                        .collect(Collectors.toSet())));
        without.values().removeIf(Set::isEmpty);
        assertThat(without).isEqualTo(WITHOUT_DEFAULT);
    }

    @Test
    void knowsUnionsOnlyAsNullOrOneType() {
        named.values().stream().flatMap(type -> fields(type).stream()).map(Schema.Field::schema)
                .filter(Schema::isUnion).forEach(union -> {
                    assertThat(union.getTypes()).as(union.toString()).hasSize(2);
                    assertThat(union.getTypes().getFirst().getType()).isEqualTo(Schema.Type.NULL);
                });
    }

    @Test
    void registersNothingThatOnlyJavaUnderstands() {
        Topics.CONTRACTED.forEach(topic -> assertThat(topic.schema().toString()).doesNotContain("avro.java"));
    }

    private static List<Schema.Field> fields(Schema type) {
        return type.getType() == Schema.Type.RECORD ? type.getFields() : List.of();
    }

    private void collect(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (named.put(schema.getName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema()));
                }
            }
            case ENUM, FIXED -> named.put(schema.getName(), schema);
            case UNION -> schema.getTypes().forEach(this::collect);
            case ARRAY -> collect(schema.getElementType());
            case MAP -> collect(schema.getValueType());
            default -> {
                // no name, nothing inside
            }
        }
    }
}
