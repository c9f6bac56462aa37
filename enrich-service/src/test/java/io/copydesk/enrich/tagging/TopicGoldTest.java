package io.copydesk.enrich.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.copydesk.contracts.TopicTag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Holds the top-level topics against entries whose topics a person set before the rules were tuned on them.
class TopicGoldTest {
    private static final double FLOOR = 0.90;

    private static JsonNode entries() throws IOException {
        return new YAMLMapper().readTree(DataFile.resource("/topics/entries.yaml").text()).get("entries");
    }

    private static Set<String> found(Tagger tagger, JsonNode entry) {
        Set<String> codes = new TreeSet<>();
        for (TopicTag topic : tagger.tag(entry.path("headline").asText(), entry.path("body").asText(), Optional.empty(),
                NameMemory.EMPTY).topics()) {
            codes.add(topic.getTop());
        }
        return codes;
    }

    @Test
    void findsTheTopLevelTopicsThatAPersonSet() throws IOException {
        Tagger tagger = Tagger.builtIn();
        int right = 0;
        int judged = 0;
        List<String> wrong = new ArrayList<>();
        for (JsonNode entry : entries()) {
            Set<String> gold = new TreeSet<>();
            entry.get("top").forEach(top -> gold.add("medtop:" + top.asText() + "000000"));
            Set<String> found = found(tagger, entry);
            judged += gold.size() + found.size();
            if (!found.equals(gold)) {
                wrong.add(entry.get("id").asText() + ": " + found + ", not " + gold);
            }
            found.retainAll(gold);
            right += found.size();
        }

        assertThat(2.0 * right / judged).as(String.join("\n", wrong)).isGreaterThanOrEqualTo(FLOOR);
    }
}
