package io.copydesk.enrich.tagging;

import io.copydesk.enrich.tagging.NameTrie.Hit;
import io.copydesk.enrich.tagging.Sighting.Rule;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides what one of the gazetteer's names in an entry means: which entity an ambiguous name stands for, and whether a
/// surname is somebody else's.
final class NameSpotter {
    /// Of the name that needs no context; any context word of another entity outweighs it; what the blog is about is not asked.
    private static final double OUTRIGHT = 0.9;
    private static final double LEAST = 0.75;
    /// Two entities whose contexts weigh about the same: rather no tag than a wrong one.
    private static final double CLEAR = 0.3;
    private static final double NAMED_OTHERWISE = 2;
    private static final double REMEMBERED = 1;
    private static final double ABOUT = 0.8;

    /// What stands at a place: a sighting, or nothing that still hides the names within it.
    ///
    /// @param last its last word
    record Decision(int last, @Nullable Sighting sighting) {}

    private final Contexts contexts;
    private final Surroundings surroundings;

    NameSpotter(Contexts contexts, Surroundings surroundings) {
        this.contexts = contexts;
        this.surroundings = surroundings;
    }

    /// The longest name that begins with a word and can be told apart.
    ///
    /// @param from index of the first hit that begins with the word
    @Nullable
    Decision at(Reading reading, Words words, List<Hit> hits, int from) {
        int first = hits.get(from).first();
        for (int index = from; index < hits.size() && hits.get(index).first() == first; index++) {
            Hit hit = hits.get(index);
            if (hit.first() == hit.last() && Surroundings.isOrdinary(words, first)) {
                continue;
            }
            if (isOffice(words, hit)) {
                continue;
            }
            Decision decision = decide(reading, words, hit);
            if (decision != null) {
                return decision;
            }
        }
        return null;
    }

    /// 'Treasury Secretary', 'US Defence Minister': the department is only part of what somebody is.
    private static boolean isOffice(Words words, Hit hit) {
        int next = hit.last() + 1;
        return words.gap(next) == Words.SPACE && words.isCapital(next) && words.has(next, Role.OFFICE.bit())
                && words.has(hit.last(), Role.GENERIC.bit()) && !words.isAllCapitals(hit.last())
                && !words.isAllCapitals(next) && !words.has(next, Role.GENERIC.bit());
    }

    private @Nullable Decision decide(Reading reading, Words words, Hit hit) {
        Name outright = outright(hit.names());
        Name best = null;
        double most = 0;
        double second = 0;
        for (Name name : hit.names()) {
            Entity entity = name.entity();
            if (name.kind() != Name.Kind.AMBIGUOUS || entity == null
                    || surroundings.isPartOfLongerName(words, hit.first(), hit.last(), entity)) {
                continue;
            }
            double weight = weight(reading, entity)
                    + (outright == null ? blogWeight(reading, entity, name.key()) : 0);
            if (weight > most) {
                second = best == null || Objects.equals(best.entity(), entity) ? second : most;
                best = name;
                most = weight;
            } else if (best == null || !Objects.equals(best.entity(), entity)) {
                second = Math.max(second, weight);
            }
        }
        Name chosen = best;
        boolean clear = most >= LEAST && most - second >= CLEAR;
        if (chosen != null && clear && (outright == null || most > OUTRIGHT)) {
            return new Decision(hit.last(),
                    sighting(words, hit, chosen, Rule.CONTEXT).adjusted(Math.min(0.1, (most - 1) / 20)));
        }
        return outright == null ? null : outright(words, hit, outright);
    }

    private static @Nullable Name outright(List<Name> names) {
        Name outright = null;
        for (Name name : names) {
            if (name.kind() != Name.Kind.AMBIGUOUS && (outright == null || name.tail() > outright.tail())) {
                outright = name;
            }
        }
        return outright;
    }

    /// How much of the entry speaks of the entity.
    private double weight(Reading reading, Entity entity) {
        double weight = reading.names(entity) ? NAMED_OTHERWISE : 0;
        for (int phrase : contexts.of(entity)) {
            weight += reading.has(phrase) ? contexts.weight(phrase) : 0;
        }
        return weight;
    }

    /// Whether the blog before it was about the entity, or has used the name for it.
    private double blogWeight(Reading reading, Entity entity, String name) {
        Set<String> about = reading.memory().about();
        boolean spokenOf = about.contains(entity.key());
        for (int phrase : contexts.of(entity)) {
            spokenOf |= about.contains(contexts.named(phrase));
        }
        boolean remembered = reading.introductions()
                .remembered(name)
                .filter(meant -> meant.key().equals(entity.key()))
                .isPresent();
        return (spokenOf ? ABOUT : 0) + (remembered ? REMEMBERED : 0);
    }

    private Decision outright(Words words, Hit hit, Name name) {
        Entity entity = name.entity();
        if (entity == null) {
            return new Decision(hit.last(), null);
        }
        return new Decision(hit.last(), switch (name.kind()) {
            case HIDDEN, AMBIGUOUS -> null;
            case FULL -> sighting(words, hit, name, Rule.ALIAS);
            case DEMONYM -> sighting(words, hit, name, Rule.DEMONYM);
            case SHORT -> surroundings.belongsToAnother(words, hit.first(), entity)
                    ? null
                    : sighting(words, hit, name, Rule.SHORT);
        });
    }

    private static Sighting sighting(Words words, Hit hit, Name name, Rule rule) {
        Entity entity = name.entity();
        if (entity == null) {
            throw new IllegalArgumentException("hidden: " + name);
        }
        return new Sighting(hit.first(), hit.last(), words.end(hit.last()) + name.tail(), entity, rule, rule.usual(),
                name);
    }
}
