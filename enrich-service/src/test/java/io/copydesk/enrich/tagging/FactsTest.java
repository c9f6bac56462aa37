package io.copydesk.enrich.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the shipped data against the fact files that lie beside a working copy, where there are any.
class FactsTest {
    private static final Path FACTS = Path.of("..", "..", "shared", "facts");

    private static Stream<String[]> rows(String file) {
        Path path = FACTS.resolve(file);
        assumeTrue(Files.exists(path), () -> "the facts to check against are not here: " + path);
        try {
            return Files.readAllLines(path).stream().skip(1).map(line -> line.split("\t", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Folded labels and aliases of each QID.
    private static Map<String, Set<String>> names(String file, int... columns) {
        Map<String, Set<String>> names = new HashMap<>();
        rows(file).forEach(row -> {
            Set<String> known = names.computeIfAbsent(row[0], key -> new HashSet<>());
            for (int column : columns) {
                Arrays.stream(row[column].split("\\|")).map(FoldedText::fold).forEach(known::add);
            }
        });
        return names;
    }

    private static List<String> unknown(List<Entity> entities, Map<String, Set<String>> facts) {
        var unknown = new ArrayList<String>();
        for (Entity entity : entities) {
            Set<String> known = facts.getOrDefault(String.valueOf(entity.qid()), Set.of());
            boolean named = Stream.concat(Stream.of(entity.label()), Stream.concat(entity.names().stream(),
                    entity.ambiguous().stream())).map(FoldedText::fold).anyMatch(known::contains);
            if (!named) {
                unknown.add(entity.qid() + " " + entity.label() + ", there: " + known);
            }
        }
        return unknown;
    }

    @Test
    void everyPublishedQidCarriesOneOfItsNamesInTheFacts() {
        List<Entity> published = BuiltIn.gazetteer().entities().stream().filter(entity -> entity.publishedQid() != null)
                .toList();

        assertThat(unknown(published, names("wikidata.tsv", 1, 3))).isEmpty();
    }

    @Test
    void everyUncheckedQidWasSeenSomewhere() {
        Map<String, Set<String>> seen = new HashMap<>(names("wikidata_untyped.tsv", 1));
        seen.putAll(names("wikidata_lowtrust.tsv", 1));
        Map<String, String> labels = new HashMap<>();
        BuiltIn.gazetteer().entities().stream().filter(Entity::unchecked).forEach(
                entity -> labels.put(String.valueOf(entity.qid()), entity.label()));

        assertThat(labels).isNotEmpty().allSatisfy((qid, label) -> assertThat(seen).containsKey(qid));
    }

    @Test
    void everyTopicIsInForceUnderThatLabelAndParent() {
        Map<String, String[]> topics = new HashMap<>();
        rows("mediatopics.tsv").forEach(row -> topics.put(row[0], row));

        for (TopicRule rule : BuiltIn.topicRules().topics()) {
            String[] row = topics.getOrDefault(rule.code(), new String[]{rule.code(), "unknown", "", "", "yes"});
            assertThat(row[1]).as(rule.code()).isEqualTo(rule.label());
            assertThat(row[4]).as(rule.code() + " is retired").isEqualTo("no");
            assertThat(top(rule.code(), topics)).as(rule.code())
                    .isEqualTo(rule.within() == null ? rule.code() : rule.within());
        }
    }

    private static String top(String code, Map<String, String[]> topics) {
        String[] row = topics.get(code);
        return row == null || row[2].isEmpty() ? code : top(row[2], topics);
    }

    @Test
    void everyEntityThatVotesForATopicStandsInTheGazetteer() {
        Set<String> known = new HashSet<>();
        BuiltIn.gazetteer().entities().forEach(entity -> {
            known.add(entity.key());
            known.add(entity.label());
            known.add(entity.type().name());
        });

        assertThat(BuiltIn.topicRules().topics()).allSatisfy(
                topic -> assertThat(known).as(topic.code()).containsAll(topic.entities().keySet()));
    }
}
