package io.copydesk.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.copydesk.schemas.DeadLetter;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import io.copydesk.schemas.TraceContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The topics as an AsyncAPI 3 document, made of [Topics] and the contracts: for tools, and for whoever likes to read
/// contracts that way. Copydesk is the application: what it `send`s is what others read.
final class AsyncApi {
    private static final String BINDING_VERSION = "0.5.0";
    private static final String AVRO = "application/vnd.apache.avro;version=1.9.0";
    private static final List<String> LETTER_HEADERS = List.of(DeadLetter.TOPIC, DeadLetter.PARTITION,
            DeadLetter.OFFSET, DeadLetter.EXCEPTION, DeadLetter.MESSAGE, DeadLetter.STACKTRACE, DeadLetter.STAGE,
            DeadLetter.CAUSE, DeadLetter.ATTEMPT, DeadLetter.SHA256, DeadLetter.SIZE, DeadLetter.KEY_SHA256,
            DeadLetter.KEY_SIZE, TraceContext.HEADER);
    private static final Set<Topic<?>> TRACED = Set.of(Topics.RAW, Topics.ENTRIES, Topics.CHANGES, Topics.STORIES);

    private final YAMLMapper yaml = YAMLMapper.builder(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES).build()).build();
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final ObjectNode channels;
    private final ObjectNode operations;
    private final ObjectNode messages;

    private AsyncApi() {
        document.put("asyncapi", "3.0.0");
        document.putObject("info").put("title", "Copydesk").put("version", "0.1.0")
                .put("description", "Live blogs in, one clean, ordered, tagged stream of what changed out. "
                        + "What a reader may rely on beyond this document stands in contracts.md.")
                .putObject("license").put("name", "Apache-2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        document.put("defaultContentType", "application/vnd.apache.avro");
        channels = document.putObject("channels");
        operations = document.putObject("operations");
        messages = document.putObject("components").putObject("messages");
    }

    /// As YAML, the same for the same topics and contracts.
    static String document() {
        var api = new AsyncApi();
        Topics.CONTRACTED.forEach(api::contracted);
        api.deadLetters();
        try {
            return "# Made by ./copydesk schemas asyncapi\n" + api.yaml.writeValueAsString(api.document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private void contracted(Topic<?> topic) {
        var contract = topic.schema();
        channel(topic.name(), topic.partitions(), topic.config(), contract.getName(), contract.getDoc());
        var message = message(contract.getName(), topic.key(), contract.getDoc());
        message.withObject("/bindings/kafka").put("schemaIdLocation", "payload").put("schemaIdPayloadEncoding",
                "confluent");
        if (TRACED.contains(topic)) {
            headers(message, List.of(TraceContext.HEADER));
        }
        message.putObject("payload").put("schemaFormat", AVRO).set("schema", tree(contract.toString()));
    }

    private void deadLetters() {
        var description = "A record that could not be processed, its key and value as they were read; where it came "
                + "from and why it failed stands in the headers.";
        channel(Topics.DEAD_LETTERS, Topics.DEAD_LETTERS_PARTITIONS, Topics.DEAD_LETTERS_CONFIG, "DeadLetter",
                description);
        var message = message("DeadLetter", "as it was read", description).put("contentType",
                "application/octet-stream");
        headers(message, LETTER_HEADERS);
        message.putObject("payload").put("type", "string").put("format", "binary");
    }

    /// Texts in UTF-8, any of which may be missing.
    private static void headers(ObjectNode message, List<String> names) {
        var headers = message.putObject("headers").put("type", "object").putObject("properties");
        names.forEach(name -> headers.putObject(name).put("type", "string"));
    }

    private void channel(String topic, int partitions, Map<String, String> config, String message,
            String description) {
        var channel = channels.putObject(topic).put("address", topic).put("description", description);
        channel.putObject("messages").putObject(message).put("$ref", "#/components/messages/" + message);
        var binding = channel.putObject("bindings").putObject("kafka").put("topic", topic).put("partitions",
                partitions);
        settings(binding.putObject("topicConfiguration"), config);
        binding.put("bindingVersion", BINDING_VERSION);
        var operation = operations.putObject("send" + message).put("action", "send");
        operation.putObject("channel").put("$ref", "#/channels/" + topic);
        operation.putArray("messages").addObject().put("$ref", "#/channels/" + topic + "/messages/" + message);
    }

    /// Those that AsyncAPI knows.
    private static void settings(ObjectNode configuration, Map<String, String> config) {
        new TreeMap<>(config).forEach((name, value) -> {
            switch (name) {
                case "cleanup.policy" -> {
                    var policies = configuration.putArray(name);
                    List.of(value.split(",")).forEach(policies::add);
                }
                case "retention.ms" -> configuration.put(name, Long.parseLong(value));
                case "max.message.bytes" -> configuration.put(name, Integer.parseInt(value));
                default -> {
                    // AsyncAPI has no word for it
                }
            }
        });
    }

    private ObjectNode message(String name, String key, String description) {
        var message = messages.putObject(name).put("name", name).put("summary", description);
        var binding = message.putObject("bindings").putObject("kafka");
        binding.putObject("key").put("type", "string").put("description", key);
        binding.put("bindingVersion", BINDING_VERSION);
        return message;
    }

    private JsonNode tree(String json) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a contract is JSON", e);
        }
    }
}
