package io.copydesk.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// docs/contracts.md and docs/asyncapi.yaml against the topics and contracts of this build.
class ContractsDocumentTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final ObjectMapper JSON = new ObjectMapper();
    /// A topic's section begins with its name as a heading, and has one example.
    private static final Pattern SECTION = Pattern.compile("(?ms)^### (copydesk\\.[a-z-]+)\n(.*?)(?=^##|\\z)");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\n(.*?)```");
    private static final Set<String> SAYS = Set.of("key", "value", "partitions", "order", "guarantee", "kept");

    /// When this fails: ./copydesk schemas asyncapi > docs/asyncapi.yaml
    @Test
    void keepsTheAsyncApiDocumentAsItWouldBeMade() throws IOException {
        assertThat(AsyncApi.document()).isEqualTo(Files.readString(DOCS.resolve("asyncapi.yaml")));
    }

    @Test
    void hasASectionForEachTopicThatSaysWhatAReaderMayRelyOn() throws IOException {
        var topics = Stream.concat(Topics.CONTRACTED.stream().map(Topic::name), Stream.of(Topics.DEAD_LETTERS))
                .toList();

        assertThat(sections()).containsOnlyKeys(topics);
        assertThat(sections()).allSatisfy((topic, text) -> assertThat(rows(text).keySet()).as(topic).isEqualTo(SAYS));
    }

    static Stream<Topic<?>> contracts() {
        return Topics.CONTRACTED.stream();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void saysHowATopicIsDeclared(Topic<?> topic) throws IOException {
        var rows = rows(sections().getOrDefault(topic.name(), ""));

        assertThat(rows).containsEntry("key", topic.key().replace("|", "\\|"));
        assertThat(rows.get("value")).startsWith("`" + topic.value().getSimpleName() + "`");
        assertThat(rows.get("partitions")).matches(topic.partitions() + "\\b.*");
        assertThat(rows.get("kept")).startsWith(kept(topic.config()));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void givesAnExampleThatTheContractKnowsWholly(Topic<?> topic) throws IOException {
        var example = EXAMPLE.matcher(sections().getOrDefault(topic.name(), ""));

        assertThat(example.find()).isTrue();
        var json = JSON.readTree(example.group(1));
        var record = (SpecificRecordBase) value(json, SpecificData.get().getSchema(topic.value()));

        assertThat(JSON.readTree(ContractJson.of(record).toString())).isEqualTo(json);
        assertThat(example.find()).as("one example").isFalse();
    }

    private static Map<String, String> sections() throws IOException {
        var sections = new LinkedHashMap<String, String>();
        SECTION.matcher(Files.readString(DOCS.resolve("contracts.md"))).results()
                .forEach(match -> sections.put(match.group(1), match.group(2)));
        return sections;
    }

    /// The lines `| key | entry id |`.
    private static Map<String, String> rows(String section) {
        return section.lines().filter(line -> line.startsWith("| ")).map(line -> line.split(" \\| |^\\| | \\|$", 4))
                .filter(cells -> SAYS.contains(cells[1]))
                .collect(Collectors.toMap(cells -> cells[1], cells -> cells[2]));
    }

    private static String kept(Map<String, String> config) {
        var retention = config.get("retention.ms");
        var days = retention == null ? 0 : Long.parseLong(retention) / (24 * 60 * 60 * 1000);
        return switch (config.getOrDefault("cleanup.policy", "")) {
            case "delete" -> days + " days";
            case "compact" -> "compacted";
            case "compact,delete" -> "compacted, " + days + " days";
            default -> throw new AssertionError(config);
        };
    }

    /// What [ContractJson] would have made this of; fails at a field, symbol or type that the contract does not have.
    private static Object value(JsonNode json, Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(json, schema);
            case UNION -> value(json, schema.getTypes().getLast());
            case ENUM -> SpecificData.get().createEnum(json.textValue(), schema);
            case ARRAY -> {
                List<Object> values = new ArrayList<>();
                json.forEach(each -> values.add(value(each, schema.getElementType())));
                yield values;
            }
            case STRING -> json.textValue();
            case BOOLEAN -> json.booleanValue();
            case INT -> json.intValue();
            case LONG -> schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                    ? (Object) Instant.parse(json.textValue())
                    : (Object) json.longValue();
            case FLOAT -> json.floatValue();
            case DOUBLE -> json.doubleValue();
            case MAP -> {
                var values = new LinkedHashMap<String, Object>();
                json.fieldNames().forEachRemaining(
                        name -> values.put(name, value(json.path(name), schema.getValueType())));
                yield values;
            }
            default -> throw new AssertionError("no contract has a " + schema.getType() + " yet");
        };
    }

    private static SpecificRecord record(JsonNode json, Schema schema) {
        var record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
        json.fieldNames().forEachRemaining(name -> {
            var field = schema.getField(name);
            assertThat(field).as(name).isNotNull();
            record.put(field.pos(), value(json.path(name), field.schema()));
        });
        return record;
    }
}
