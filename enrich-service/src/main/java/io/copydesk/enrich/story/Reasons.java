package io.copydesk.enrich.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a link rests on, in words, strongest first.
final class Reasons {
    private static final int ENTITIES = 3;
    private static final int TERMS = 4;
    private static final long MINUTE = 60_000;

    private final Weights weights;

    Reasons(Weights weights) {
        this.weights = weights;
    }

    private static final Comparator<Shared> HEAVIEST = (left, right) -> left.weight() == right.weight()
            ? left.word().compareTo(right.word())
            : Double.compare(right.weight(), left.weight());

    private record Shared(String word, double weight) {}

    List<String> of(Member telling, Match match) {
        var story = match.story();
        var shared = shared(telling, story);
        var reasons = new ArrayList<String>();
        shared.stream().filter(word -> word.word().startsWith("@")).limit(ENTITIES)
                .forEach(word -> reasons.add("shares " + word.word().substring(2).replace('_', ' ')));
        var terms = shared.stream().map(Shared::word).filter(word -> !word.startsWith("@") && !word.startsWith("#"))
                .limit(TERMS).map(word -> word.startsWith("^") ? word.substring(1) : word)
                .collect(Collectors.joining(", "));
        if (!terms.isEmpty()) {
            reasons.add("terms: " + terms);
        }
        if (match.score() > match.content()) {
            reasons.add("goes on in its blog");
        }
        reasons.add(story.gapTo(telling.occurredAt()) / MINUTE + " min apart");
        return reasons;
    }

    List<String> of(Member telling, Repeats.Repeat repeat) {
        return List.of(String.format(Locale.ROOT, "same words %.2f", repeat.sameness()),
                Math.abs(telling.occurredAt() - repeat.member().occurredAt()) / MINUTE + " min apart");
    }

    private List<Shared> shared(Member telling, Story story) {
        var words = telling.told().getTelling();
        var seen = new HashSet<String>();
        var found = new ArrayList<Shared>();
        for (var text : List.of(words.getHeadline(), words.getBody())) {
            for (var word : Features.split(text)) {
                if (word.charAt(0) == '~' || !seen.add(word)) {
                    continue;
                }
                int term = Features.hash(word);
                int count = story.count(term);
                if (count > 0) {
                    found.add(new Shared(word, weights.of(term, Features.kind(word)) * count / story.size()));
                }
            }
        }
        found.sort(HEAVIEST);
        return found;
    }
}
