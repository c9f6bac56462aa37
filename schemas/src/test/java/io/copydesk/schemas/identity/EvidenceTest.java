package io.copydesk.schemas.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.Observation;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static Observation.Builder seen() {
        return Observation.newBuilder().setSource("desk").setBlog("https://h.example/live").setBody("The wind rises.");
    }

    private static List<String> aliases(Observation observation) {
        return Evidence.of(observation).stream().map(evidence -> evidence.key() + (Evidence.isProof(evidence.key())
                ? ""
                : "|0")).toList();
    }

    @Test
    void letsTheStrongestKindThatBothHaveDecide() {
        var entry = aliases(seen().setNativeId("1").setPermalink("https://h.example/live#a").build());

        assertThat(Evidence.isOf(seen().setNativeId("1").setPermalink("https://h.example/live#b").build(), entry))
                .isTrue();
        assertThat(Evidence.isOf(seen().setNativeId("2").setPermalink("https://h.example/live#a").build(), entry))
                .as("another id at its address").isFalse();
        assertThat(Evidence.isOf(seen().setPermalink("https://amp.h.example/live#a").setBody("Else.").build(), entry))
                .isTrue();
        assertThat(Evidence.isOf(seen().setPermalink("https://h.example/live#b").build(), entry)).isFalse();
    }

    @Test
    void knowsTheOpeningWordsWhereNothingElseCanTell() {
        var entry = aliases(seen().setNativeId("1").build());

        assertThat(Evidence.isOf(seen().build(), entry)).isTrue();
        assertThat(Evidence.isOf(seen().setUrl("https://h.example/other").build(), entry)).isTrue();
        assertThat(Evidence.isOf(seen().setBody("The wind drops.").build(), entry)).isFalse();
        assertThat(Evidence.isOf(seen().build(), List.of())).isFalse();
    }

    @Test
    void tellsUnderWhichAliasesAnIdOrAddressWouldBeKnown() {
        var observation = seen().setNativeId("https://h.example/a#b").setPermalink("https://h.example/a#b")
                .setUrl("https://h.example/a#b").setBody("").build();

        assertThat(Evidence.aliases("https://h.example/a#b")).isEqualTo(aliases(observation));
    }
}
