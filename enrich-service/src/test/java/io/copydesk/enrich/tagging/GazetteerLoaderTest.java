package io.copydesk.enrich.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GazetteerLoaderTest {
    private static DataFile file(String name, String lines) {
        return new DataFile(name, "version: \"1\"\nentities:\n" + lines);
    }

    @Test
    void refusesAGazetteerWithAllItsProblems() {
        var one = file("one.yaml", """
                - {qid: Q1, type: PLACE, label: Springfield, source: test}
                - {qid: Q1, type: PLACE, label: Shelbyville, source: test}
                - {qid: Q2, type: PLACE, label: Springfeld, names: [Springfield], source: test}
                - {qid: X3, label: Ogdenville, stands-for: Q99}
                - {type: PLACE, source: test}
                - {qid: Q4, type: PLACE, label: Capital City, ambiguous: [Capital], source: test}
                - {qid: Q5, type: TOWN, label: Brockway, source: test}
                - {type: PLACE, label: North, unchecked: true, source: test}
                """);
        var two = new DataFile("two.yaml", "version: \"2\"\nentity: []\n");

        assertThatThrownBy(() -> GazetteerLoader.load(List.of(one, two))).isInstanceOfSatisfying(
                GazetteerException.class,
                refused -> {
                    assertThat(refused.problems()).contains("one.yaml: entity 4: no type for Ogdenville",
                            "one.yaml: entity 4: no source for Ogdenville", "one.yaml: entity 4: 'X3' is not a QID",
                            "one.yaml: entity 5: no label",
                            "one.yaml: entity 6: Capital City has ambiguous names, but no context words",
                            "one.yaml: entity 8: nothing to be checked: North has no qid",
                            "two.yaml: unknown section 'entity'", "two.yaml: version 2, but another file says 1",
                            "twice in the gazetteer: Q1 (Shelbyville)",
                            "Ogdenville stands for Q99, which is not in the gazetteer",
                            "'springfield' is claimed by Springfeld (Q2) and Springfield (Q1); make it ambiguous, with context"
                                    + " words");
                    assertThat(refused.problems()).anyMatch(problem -> problem.startsWith("one.yaml: entity 7: "));
                    assertThat(refused.problems()).hasSize(12);
                });
    }

    @Test
    void letsContextSettleACollision() {
        Gazetteer gazetteer = GazetteerLoader.load(List.of(file("one.yaml", """
                - {qid: Q1, type: PLACE, label: Springfield, source: test}
                - {qid: Q2, type: PLACE, label: Springfeld, ambiguous: [Springfield], context: [Ohio], source: test}
                """)));

        assertThat(gazetteer.names().get("springfield")).extracting(Name::kind).containsExactly(Name.Kind.FULL,
                Name.Kind.AMBIGUOUS);
    }

    @Test
    void changesItsVersionWithEveryByte() {
        var one = file("one.yaml", "- {qid: Q1, type: PLACE, label: Springfield, source: test}\n");
        var other = file("one.yaml", "- {qid: Q1, type: PLACE, label: Springfields, source: test}\n");

        assertThat(GazetteerLoader.load(List.of(one)).version()).matches("1\\+[0-9a-f]{8}")
                .isEqualTo(GazetteerLoader.load(List.of(one)).version())
                .isNotEqualTo(GazetteerLoader.load(List.of(other)).version());
    }

    @Test
    void publishesNoUncheckedQid() {
        Gazetteer gazetteer = GazetteerLoader.load(List.of(file("one.yaml",
                "- {qid: Q1, unchecked: true, type: PLACE, label: Springfield, source: test}\n")));

        assertThat(gazetteer.entities().getFirst().key()).isEqualTo("name:springfield");
        assertThat(gazetteer.entities().getFirst().publishedQid()).isNull();
    }
}
