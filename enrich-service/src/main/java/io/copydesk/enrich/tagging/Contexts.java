package io.copydesk.enrich.tagging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The words and phrases that tell entities of one name apart, each as a number. A phrase counts for more the fewer
/// entities have it.
final class Contexts {
    /// A context phrase, and whether it stands for itself only with its capitals ('US', not 'us').
    record Phrase(String folded, boolean capital, boolean acronym) {}

    private final List<Phrase> phrases = new ArrayList<>();
    private final Map<String, int[]> byEntity = new HashMap<>();
    private final double[] weights;
    private final String[] named;

    Contexts(Gazetteer gazetteer) {
        Map<String, Integer> ids = new TreeMap<>();
        var holders = new ArrayList<Integer>();
        for (Entity entity : gazetteer.entities()) {
            int[] of = entity.context().stream().distinct().mapToInt(phrase -> id(phrase, ids, holders)).toArray();
            if (of.length > 0) {
                byEntity.put(entity.key(), of);
            }
        }
        weights = holders.stream().mapToDouble(count -> 1 + 1.0 / count).toArray();
        named = phrases.stream().map(phrase -> gazetteer.outright(phrase.folded())).toArray(String[]::new);
    }

    private int id(String written, Map<String, Integer> ids, List<Integer> holders) {
        String folded = FoldedText.fold(written);
        boolean capital = !written.isEmpty() && Character.isUpperCase(written.codePointAt(0));
        boolean acronym = capital && written.length() > 1 && written.length() <= 4
                && written.chars().noneMatch(Character::isLowerCase);
        Integer known = ids.get(folded);
        if (known == null) {
            ids.put(folded, phrases.size());
            phrases.add(new Phrase(folded, capital, acronym));
            holders.add(1);
            return phrases.size() - 1;
        }
        Phrase before = phrases.get(known);
        phrases.set(known, new Phrase(folded, before.capital() && capital, before.acronym() && acronym));
        holders.set(known, holders.get(known) + 1);
        return known;
    }

    List<Phrase> phrases() {
        return phrases;
    }

    int[] of(Entity entity) {
        return byEntity.getOrDefault(entity.key(), new int[0]);
    }

    double weight(int phrase) {
        return weights[phrase];
    }

    /// Key of the entity that the phrase names by itself, empty for a mere word.
    String named(int phrase) {
        return named[phrase];
    }
}
