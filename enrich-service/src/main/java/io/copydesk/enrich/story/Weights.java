package io.copydesk.enrich.story;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a term is worth: rare ones much, common ones little, names more than words. Inverse document frequency over the
/// tellings that are kept, smoothed by what is known of news beforehand: an early entry is judged much as a late one.
final class Weights {
    /// Tellings that are taken to have been seen before the first.
    private static final double SEEN_BEFORE = 20_000;
    private static final double COMMON_BEFORE = 1_200;
    private static final double WORD_BEFORE = 20;
    private static final double NAME_BEFORE = 20;
    private static final double COUNTRY_BEFORE = 400;
    private static final double LEAST = 0.1;
    private static final double SCALE = Math.log(SEEN_BEFORE / WORD_BEFORE);

    private static final double LEAST_EMPHASIS = 0.75;

    private final CommonWords words;
    private final StoryIndex index;
    private @Nullable Features lastFeatures;
    private long lastChange;
    private double[] lastWeights = {};
    private double[] logarithms = {};

    Weights(CommonWords words, StoryIndex index) {
        this.words = words;
        this.index = index;
    }

    /// Of all terms of a telling, in their order. The same is asked of many stories in a row, and kept till the next.
    double[] of(Features features) {
        if (!features.equals(lastFeatures) || lastChange != index.changes()) {
            lastWeights = new double[features.terms().length];
            for (int at = 0; at < lastWeights.length; at++) {
                lastWeights[at] = of(features.terms()[at], features.kinds()[at])
                        * (LEAST_EMPHASIS + (1 - LEAST_EMPHASIS) * features.emphasis()[at]);
            }
            lastFeatures = features;
            lastChange = index.changes();
        }
        return lastWeights;
    }

    /// About 1 for a rare word, up to 2 for a rare name.
    double of(int term, byte kind) {
        double before = switch (kind) {
            case Features.COUNTRY -> COUNTRY_BEFORE;
            case Features.PLACE, Features.WHO, Features.NAME, Features.EVENT -> NAME_BEFORE;
            default -> isCommon(term) ? COMMON_BEFORE : WORD_BEFORE;
        };
        double idf = (log(SEEN_BEFORE + index.tellings()) - log(before + index.tellingsWith(term))) / SCALE;
        return Math.max(LEAST, idf) * factor(kind);
    }

    /// Of a whole number.
    private double log(double number) {
        int whole = (int) number;
        if (whole >= logarithms.length) {
            int known = logarithms.length;
            logarithms = Arrays.copyOf(logarithms, whole * 2);
            for (int next = known; next < logarithms.length; next++) {
                logarithms[next] = Math.log(next);
            }
        }
        return logarithms[whole];
    }

    boolean isCommon(int term) {
        return words.common().get(term) > 0;
    }

    private static double factor(byte kind) {
        return switch (kind) {
            case Features.NUMBER -> 0.3;
            case Features.PLACE -> 1.8;
            case Features.EVENT -> 1.8;
            case Features.NAME -> 1.5;
            case Features.WHO -> 1.5;
            case Features.COUNTRY -> 1.2;
            default -> 1;
        };
    }
}
