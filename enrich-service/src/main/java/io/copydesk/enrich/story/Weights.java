package io.copydesk.enrich.story;

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

    private final CommonWords words;
    private final StoryIndex index;

    Weights(CommonWords words, StoryIndex index) {
        this.words = words;
        this.index = index;
    }

    /// About 1 for a rare word, up to 2 for a rare name.
    double of(int term, byte kind) {
        double before = switch (kind) {
            case Features.COUNTRY -> COUNTRY_BEFORE;
            case Features.PLACE, Features.WHO, Features.NAME, Features.EVENT -> NAME_BEFORE;
            default -> isCommon(term) ? COMMON_BEFORE : WORD_BEFORE;
        };
        double idf = Math.log((SEEN_BEFORE + index.tellings()) / (before + index.tellingsWith(term))) / SCALE;
        return Math.max(LEAST, idf) * factor(kind);
    }

    boolean isCommon(int term) {
        return words.common().contains(term);
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
