package io.copydesk.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    /// @param values what is read, `!` for nothing, `…` behind the last for what was cut
    record Case(String block, List<String> values) {}

    static Stream<Case> blocks() throws IOException {
        String file;
        try (var stream = Objects.requireNonNull(JsonTest.class.getResourceAsStream("/json/lenient.txt"))) {
            file = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        return Arrays.stream(file.substring(file.indexOf('\n') + 1).split("\n\n")).map(JsonTest::parsed);
    }

    private static Case parsed(String text) {
        var block = new ArrayList<String>();
        var values = new ArrayList<String>();
        text.strip().lines().forEach(line -> {
            if (line.startsWith("=> ")) {
                values.add(line.substring(3));
            } else {
                block.add(line);
            }
        });
        return new Case(String.join("\n", block), values);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void readsWhatTemplatesTakeForJson(Case each) throws JsonProcessingException {
        if (each.values().equals(List.of("!"))) {
            assertThatThrownBy(() -> Json.lenient(each.block())).isInstanceOf(JsonProcessingException.class);
            return;
        }
        var block = Json.lenient(each.block());
        var read = String.join("\n", block.values().stream().map(Object::toString).toList());

        assertThat(read + (block.whole() ? "" : "…")).isEqualTo(String.join("\n", each.values()));
    }

    @Test
    void takesAnEmptyBlockForNothing() throws JsonProcessingException {
        assertThat(Json.lenient(" \n ").values()).isEmpty();
        assertThat(Json.lenient("// nothing yet").values()).isEmpty();
    }

    @Test
    void leavesWhatIsJsonAsItIs() throws JsonProcessingException {
        var json = "{\"a\":\"x \\\"y\\\", z\",\"b\":[1.5,true,null],\"c\":{\"d\":\"\\u00e9\"}}";
        assertThat(Json.lenient(json).values().getFirst()).hasToString(json.replace("\\u00e9", "é"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": \"x", "\"", "\" ", "\",", "\", ", "\",\"", "{", "[", "{\"a\":", "'", "//", "/*",
            "<!--", ",",
            "\\", "a", "\u0001", "\" \" ", "}", "\"a\":", "{\"liveBlogUpdate\":["})
    void readsOneRunInTime(String of) {
        var run = of.repeat(2 * 1024 * 1024 / of.length());
        for (var block : List.of(run, "{\"a\": \"" + run, "{\"a\": \"b \"c\"\", \"liveBlogUpdate\": [" + run + "x")) {
            assertTimeoutPreemptively(Duration.ofMinutes(3), () -> read(block));
        }
    }

    @Test
    void readsAnyCutOfABlock() {
        var block = "{\"@graph\": [{'a': \"b \"c\" d\"}, {\"liveBlogUpdate\": [{\"t\": \"one\"}, {\"t\": \"two\"},]}]};";
        for (int end = 0; end <= block.length(); end++) {
            assertThat(read(block.substring(0, end))).doesNotContain("\"t\":\"on\"", "\"t\":\"tw\"");
        }
    }

    @Test
    void readsAnything() {
        var random = new Random(42);
        var pieces = List.of("{", "}", "[", "]", "\"", "'", ":", ",", ";", "\\", "a", "1", " ", "\n", "/*", "*/", "//",
                "<!--", "]]>", "\"a\":", "null", "\u201C", "x\"y", "liveBlogUpdate", "\\u00", "-");
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int count = random.nextInt(25); count > 0; count--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            assertThat(read(text.toString())).isNotNull();
        }
    }

    private static String read(String block) {
        try {
            return Json.lenient(block).values().toString();
        } catch (JsonProcessingException e) {
            return "unreadable";
        }
    }
}
