package io.copydesk.dashboard.view;

import io.copydesk.contracts.ChangeKind;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which entries somebody wants to see: of each kind of condition one must hold; where there is none, all pass.
///
/// @param entities keys of entities of which one is named
/// @param topics codes of topics
/// @param languages BCP 47 tags; `pt` also takes `pt-BR`
/// @param kinds of the last change
/// @param since the content has changed at this time or later
public record Filter(Set<String> entities, Set<String> topics, Set<String> sources, Set<String> languages,
        Set<ChangeKind> kinds, @Nullable Instant since) {
    /// Everything.
    public static final Filter ALL = new Filter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null);

    public Filter {
        entities = Set.copyOf(entities);
        topics = Set.copyOf(topics);
        sources = Set.copyOf(sources);
        languages = Set.copyOf(languages);
        kinds = Set.copyOf(kinds);
    }

    public boolean matches(Card card) {
        return (since == null || !card.changedAt().isBefore(since)) && any(sources, card.source())
                && (kinds.isEmpty() || kinds.contains(card.kind())) && speaks(card.language())
                && (entities.isEmpty() || card.mentions().stream().anyMatch(each -> entities.contains(each.entity())))
                && (topics.isEmpty() || card.topics().stream().anyMatch(each -> topics.contains(each.code())));
    }

    private static boolean any(Set<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private boolean speaks(@Nullable String language) {
        return languages.isEmpty() || (language != null && languages.stream()
                .anyMatch(wanted -> language.equalsIgnoreCase(wanted)
                        || language.regionMatches(true, 0, wanted + "-", 0, wanted.length() + 1)));
    }
}
