package io.copydesk.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.ChangeKind;
import io.copydesk.dashboard.Harbour;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilterTest {
    private static final Card CARD = Card.of(Harbour.entry("e", 1, "A ferry leaves").setLanguage("pt-BR").build(),
            ChangeKind.NEW, List.of(), null);

    private static boolean takes(Set<String> entities, Set<String> topics, Set<String> sources, Set<String> languages,
            Set<ChangeKind> kinds, Instant since) {
        return new Filter(entities, topics, sources, languages, kinds, since).matches(CARD);
    }

    @Test
    void wantsOneOfEachKindOfCondition() {
        var none = Set.<String>of();
        var since = Instant.EPOCH;
        assertThat(Filter.ALL.matches(CARD)).isTrue();
        assertThat(takes(Set.of("Q1", "Q1874"), none, none, none, Set.of(), since)).isTrue();
        assertThat(takes(Set.of("Q1"), none, none, none, Set.of(), since)).isFalse();
        assertThat(takes(Set.of("Q1874"), Set.of("medtop:20001279"), Set.of("tidewater"), Set.of("pt"),
                Set.of(ChangeKind.NEW), CARD.changedAt())).isTrue();
        assertThat(takes(none, Set.of("medtop:04000000"), none, none, Set.of(), since)).isFalse();
        assertThat(takes(none, none, Set.of("other"), none, Set.of(), since)).isFalse();
        assertThat(takes(none, none, none, none, Set.of(ChangeKind.CORRECTED), since)).isFalse();
        assertThat(takes(none, none, none, none, Set.of(), CARD.changedAt().plusMillis(1))).isFalse();
    }

    @Test
    void takesALanguageWithItsRegions() {
        var none = Set.<String>of();
        for (var language : List.of("pt", "PT-br", "pt-BR")) {
            assertThat(takes(none, none, none, Set.of(language), Set.of(), Instant.EPOCH)).as(language).isTrue();
        }
        for (var language : List.of("p", "pt-PT", "en")) {
            assertThat(takes(none, none, none, Set.of(language), Set.of(), Instant.EPOCH)).as(language).isFalse();
        }
    }
}
