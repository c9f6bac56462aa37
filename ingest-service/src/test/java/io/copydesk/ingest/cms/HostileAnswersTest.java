package io.copydesk.ingest.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.copydesk.contracts.Media;
import io.copydesk.contracts.Observation;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.UnreadableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every field of every fixture has every wrong type once.
class HostileAnswersTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> WRONG = List.of("null", "true", "-7", "1e300", "123456789012345678901234567890",
            "\"<script>x()</script>\"", "\"\\u0000\\ud800\"", "[]", "{}", "[[null], {}, 3]", "{\"a\": [1]}");

    static Stream<Arguments> lists() {
        return Stream.of(Arguments.of(new GuardianParser(), "guardian-live", "/response/content/blocks/body"),
                Arguments.of(new GuardianParser(), "guardian-search", "/response/results"),
                Arguments.of(new WordPressParser(), "wordpress-between", "/entries"),
                Arguments.of(new WordPressParser(), "wordpress-page", "/entries"),
                Arguments.of(new SuperdeskParser(), "superdesk-posts", "/posts/_items"),
                Arguments.of(new SuperdeskParser(), "superdesk-v2", "/_items"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void refusesAtWorstWhateverTypeAFieldHas(Parser parser, String file, String list) throws JsonProcessingException {
        var answer = MAPPER.readTree(Answers.text(file + ".json"));
        var others = new HashMap<JsonPointer, Set<String>>();
        for (var place : places(answer)) {
            var element = elementOf(place, list);
            element.ifPresent(it -> others.computeIfAbsent(it, any -> others(parser, answer, it)));
            for (var wrong : WRONG) {
                var ids = ids(parser, with(answer, place, wrong));
                element.map(others::get).ifPresent(kept -> assertThat(ids).as("%s = %s", place, wrong)
                        .hasValueSatisfying(it -> assertThat(it).containsAll(kept)));
            }
        }
    }

    /// The ids that the answer has without one element of its list, and without another version of it elsewhere.
    private static Set<String> others(Parser parser, JsonNode answer, JsonPointer element) {
        try {
            var ids = new HashSet<>(ids(parser, with(answer, element, "null")).orElseThrow());
            ids.remove(answer.at(element).path("_id").asText(answer.at(element).path("id").asText()));
            return ids;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /// Empty when the answer was refused.
    private static Optional<Set<String>> ids(Parser parser, JsonNode answer) {
        try {
            parser.recognises(Answers.document(answer.toString()));
            var entries = Answers.look(parser, answer.toString()).entries();
            var texts = entries.stream().map(entry -> entry.getHeadline() + entry.getBody() + entry.getAuthors()
                    + entry.getMedia().stream().map(Media::getCaption).toList()).collect(Collectors.joining());
            assertThat(texts).doesNotContain("<script", "x()", "steal()");
            return Optional.of(entries.stream().map(Observation::getNativeId).flatMap(Optional::stream)
                    .collect(Collectors.toSet()));
        } catch (UnreadableException e) {
            assertThat(e).hasMessageStartingWith("answer.json: ");
            return Optional.empty();
        }
    }

    private static List<JsonPointer> places(JsonNode answer) {
        var places = new ArrayList<JsonPointer>();
        collect(answer, JsonPointer.empty(), places);
        return places;
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        node.propertyStream().forEach(property -> {
            places.add(at.appendProperty(property.getKey()));
            collect(property.getValue(), at.appendProperty(property.getKey()), places);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.add(at.appendIndex(i));
            collect(node.get(i), at.appendIndex(i), places);
        }
    }

    private static JsonNode with(JsonNode answer, JsonPointer place, String wrong) throws JsonProcessingException {
        var copy = answer.deepCopy();
        var parent = copy.at(place.head());
        var value = wrong.equals("null") ? NullNode.getInstance() : MAPPER.readTree(wrong);
        if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(place.last().getMatchingProperty(), value);
        }
        return copy;
    }

    /// The element of the list in which the place is.
    private static Optional<JsonPointer> elementOf(JsonPointer place, String list) {
        var path = place.toString();
        if (!path.startsWith(list + "/")) {
            return Optional.empty();
        }
        int end = path.indexOf('/', list.length() + 1);
        return Optional.of(JsonPointer.compile(end < 0 ? path : path.substring(0, end)));
    }

    static Stream<Parser> parsers() {
        return Stream.of(new GuardianParser(), new WordPressParser(), new SuperdeskParser());
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void saysWhatIsWrongWithAnAnswerThatIsNone(Parser parser) {
        for (var json : List.of("", "null", "7", "\"text\"", "{}", "{\"response\": []}", "{\"entries\": 7}", "<html>",
                "{\"posts\": [",
                "[".repeat(100_000), "{\"a\":".repeat(100_000), "[{}]", "{\"entries\": [null]}", "{\"_items\": [7]}")) {
            assertThatThrownBy(() -> Answers.look(parser, json)).as(json).isInstanceOf(UnreadableException.class)
                    .hasMessageMatching("answer\\.json: (is|has|none) .{3,250}");
            assertThat(parser.recognises(Answers.document(json))).isFalse();
        }
    }

    @Test
    void refusesMoreTagsThanMemoryIsForHoweverTheyAreEscaped() {
        var tags = "\\u003ca".repeat(300_001);

        assertThatThrownBy(
                () -> Answers.look(new WordPressParser(), "{\"entries\": [{\"id\": 1, \"type\": \"new\", \"render\": \""
                        + tags + "\"}]}"))
                .hasMessage("answer.json: has more than 300000 tags");
    }
}
