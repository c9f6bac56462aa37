package io.copydesk.enrich.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What a demanding editor would mark, in `tagging/cases.yaml`, over the small gazetteer beside it.
class TaggingCasesTest {
    static final Tagger TAGGER = new Tagger(
            GazetteerLoader.load(List.of(DataFile.resource("/tagging/gazetteer.yaml"))), BuiltIn.words(),
            BuiltIn.topicRules(), BuiltIn.languages());

    static List<JsonNode> cases() throws IOException {
        var cases = new ArrayList<JsonNode>();
        new YAMLMapper().readTree(DataFile.resource("/tagging/cases.yaml").text()).forEach(cases::add);
        return cases;
    }

    static List<JsonNode> entries(JsonNode one) {
        var entries = new ArrayList<JsonNode>();
        if (one.has("blog")) {
            one.path("blog").forEach(entries::add);
        } else {
            entries.add(one);
        }
        return entries;
    }

    static List<String> expected(JsonNode entry) {
        var expected = new ArrayList<String>();
        entry.path("expect").forEach(mention -> expected.add(mention.asText()));
        return expected;
    }

    static Tags tag(JsonNode entry, NameMemory memory) {
        return TAGGER.tag(entry.path("headline").asText(""), entry.path("text").asText(), Optional.of("en"), memory);
    }

    static List<String> found(Tags tags) {
        return tags.entities().stream().map(mention -> mention.getSurface() + "=" + mention.getLabel()).toList();
    }

    @TestFactory
    List<DynamicTest> marksWhatAnEditorWould() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (JsonNode one : cases()) {
            tests.add(DynamicTest.dynamicTest(entries(one).getFirst().path("text").asText(), () -> {
                NameMemory memory = NameMemory.EMPTY;
                for (JsonNode entry : entries(one)) {
                    Tags tags = tag(entry, memory);
                    memory = tags.memory();
                    assertThat(found(tags)).as(entry.path("text").asText()).isEqualTo(expected(entry));
                }
            }));
        }
        return tests;
    }

    @Test
    void hasEnoughCases() throws IOException {
        assertThat(cases().stream().mapToInt(one -> entries(one).size()).sum()).isGreaterThanOrEqualTo(150);
    }
}
