package io.copydesk.enrich.tagging;

/// Something that can vote for topics: a term, an entity or a phrase.
final class TopicPattern {
    /// The place of a term in a phrase.
    record Slot(Together phrase, int index) {}

    /// A phrase as it is counted.
    ///
    /// @param number of the pattern that stands for it
    /// @param first where its slots begin in the table of the places last seen
    record Together(int number, int first, int slots, int near, int tops) {}

    private final int number;
    private final String name;
    private final boolean anyEnding;
    private final int tops;
    private final int[] topics;
    private final float[] weights;
    private final Slot[] slots;
    private final int[] silences;
    private int hides;

    TopicPattern(int number, String name, boolean anyEnding, int tops, int[] topics, float[] weights, Slot[] slots,
            int[] silences) {
        this.number = number;
        this.name = name;
        this.anyEnding = anyEnding;
        this.tops = tops;
        this.topics = topics;
        this.weights = weights;
        this.slots = slots;
        this.silences = silences;
    }

    /// Lets it hide shorter terms inside it from these top-level topics; while the rules are read only.
    void hide(int hiddenFrom) {
        hides = hiddenFrom;
    }

    int number() {
        return number;
    }

    String name() {
        return name;
    }

    boolean anyEnding() {
        return anyEnding;
    }

    /// A bit for each top-level topic that it votes for.
    int tops() {
        return tops;
    }

    /// Bits of the top-level topics that it hides shorter terms inside it from; none where no term is inside it.
    int hides() {
        return hides;
    }

    /// Whether it votes by itself; else it is there for phrases.
    boolean votes() {
        return topics.length > 0;
    }

    int voteCount() {
        return topics.length;
    }

    /// Number of the topic of the n-th vote.
    int topic(int vote) {
        return topics[vote];
    }

    float weight(int vote) {
        return weights[vote];
    }

    /// Its places in phrases.
    Slot[] slots() {
        return slots;
    }

    /// Numbers of the phrases that do not vote where it stands.
    int[] silences() {
        return silences;
    }
}
