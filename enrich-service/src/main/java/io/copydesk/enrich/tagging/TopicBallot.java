package io.copydesk.enrich.tagging;

import io.copydesk.enrich.tagging.TopicPattern.Slot;
import io.copydesk.enrich.tagging.TopicPattern.Together;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts what voted in one entry. One for each thread, used again and again: tagging allocates next to nothing for topics.
///
/// A term inside a longer one does not vote for the topics that the longer one is not about: there is no war in 'trade war',
/// and nothing at all in an idiom.
final class TopicBallot {
    private static final int MOST_REPEATS = 4;
    private static final double[] FORCE = new double[MOST_REPEATS + 1];
    private static final int TOPS = Integer.SIZE;
    private static final int NEVER = Integer.MIN_VALUE / 2;

    static {
        for (int times = 1; times <= MOST_REPEATS; times++) {
            FORCE[times] = 1 + Math.log(times) / Math.log(2) / 2;
        }
    }

    private final TopicPatterns patterns;
    private final int[] counts;
    private final int[] allowed;
    private final double[] powers;
    private final boolean[] touched;
    private final boolean[] silenced;
    private final @Nullable String[] names;
    private final int[] lastSeen;
    private final int[] hiddenFrom = new int[TOPS];
    private int[] voters = new int[64];
    private int voterCount;
    private int[] silencedOnes = new int[8];
    private int silencedCount;
    private int[] hits = new int[256 * 4];
    private int hitCount;
    private boolean hiding;
    private final double[] votes;

    TopicBallot(TopicPatterns patterns) {
        this.patterns = patterns;
        int size = patterns.count();
        counts = new int[size];
        allowed = new int[size];
        powers = new double[size];
        touched = new boolean[size];
        silenced = new boolean[size];
        names = new String[size];
        lastSeen = new int[patterns.slotCount()];
        votes = new double[patterns.topics().size()];
    }

    void clear() {
        for (int voter = 0; voter < voterCount; voter++) {
            int number = voters[voter];
            counts[number] = 0;
            allowed[number] = 0;
            powers[number] = 0;
            touched[number] = false;
            names[number] = null;
        }
        for (int one = 0; one < silencedCount; one++) {
            silenced[silencedOnes[one]] = false;
        }
        voterCount = 0;
        silencedCount = 0;
    }

    /// Counts the terms of one text; `factor` says how much a text of its kind counts.
    void count(FoldedText text, double factor) {
        if (text.length() == 0) {
            return;
        }
        hitCount = 0;
        hiding = false;
        char[] characters = text.characters();
        patterns.automaton().parseText(characters, (begin, end, found) -> {
            // most are the middle of some word, and are told without asking the text
            if ((begin == 0 || !isLetter(characters[begin - 1])) && text.startsWord(begin)) {
                boolean whole = text.endsWord(end);
                for (TopicPattern pattern : found) {
                    if (whole || pattern.anyEnding()) {
                        hit(pattern, begin, end);
                    }
                }
            }
        });
        if (hiding) {
            hide();
        }
        Arrays.fill(lastSeen, NEVER);
        for (int at = 0; at < hitCount * 4; at += 4) {
            countHit(patterns.pattern(hits[at]), hits[at + 1], hits[at + 3]);
        }
        for (int voter = 0; voter < voterCount; voter++) {
            int number = voters[voter];
            powers[number] += factor * FORCE[Math.min(counts[number], MOST_REPEATS)];
            counts[number] = 0;
        }
    }

    private static boolean isLetter(char character) {
        return character >= 'a' && character <= 'z';
    }

    private void hit(TopicPattern pattern, int begin, int end) {
        int at = hitCount * 4;
        if (at == hits.length) {
            hits = Arrays.copyOf(hits, hits.length * 2);
        }
        hits[at] = pattern.number();
        hits[at + 1] = begin;
        hits[at + 2] = end;
        hits[at + 3] = 0;
        hitCount++;
        hiding |= pattern.hides() != 0;
    }

    /// Notes for each hit the top-level topics that a longer one around it hides it from. Hits come in the order of their
    /// ends, so from the last to the first it is enough to know how far to the left any of them reached.
    private void hide() {
        Arrays.fill(hiddenFrom, Integer.MAX_VALUE);
        int next = hitCount - 1;
        for (int hit = hitCount - 1; hit >= 0; hit--) {
            int end = hits[hit * 4 + 2];
            while (next >= 0 && hits[next * 4 + 2] == end) {
                reach(patterns.pattern(hits[next * 4]).hides(), hits[next * 4 + 1]);
                next--;
            }
            hits[hit * 4 + 3] = hidden(patterns.pattern(hits[hit * 4]).tops(), hits[hit * 4 + 1]);
        }
    }

    private void reach(int tops, int begin) {
        for (int rest = tops; rest != 0; rest &= rest - 1) {
            int top = Integer.numberOfTrailingZeros(rest);
            hiddenFrom[top] = Math.min(hiddenFrom[top], begin);
        }
    }

    private int hidden(int tops, int begin) {
        int hidden = 0;
        for (int rest = tops; rest != 0; rest &= rest - 1) {
            if (hiddenFrom[Integer.numberOfTrailingZeros(rest)] <= begin) {
                hidden |= rest & -rest;
            }
        }
        return hidden;
    }

    private void countHit(TopicPattern pattern, int begin, int hidden) {
        if (pattern.votes() && (pattern.tops() & ~hidden) != 0) {
            vote(pattern.number(), pattern.tops() & ~hidden);
        }
        for (Slot slot : pattern.slots()) {
            Together phrase = slot.phrase();
            if ((phrase.tops() & hidden) == 0) {
                lastSeen[phrase.first() + slot.index()] = begin;
                if (isTogether(phrase, begin)) {
                    vote(phrase.number(), phrase.tops());
                    Arrays.fill(lastSeen, phrase.first(), phrase.first() + phrase.slots(), NEVER);
                }
            }
        }
        for (int phrase : pattern.silences()) {
            silence(phrase);
        }
    }

    private boolean isTogether(Together phrase, int here) {
        for (int slot = phrase.first(); slot < phrase.first() + phrase.slots(); slot++) {
            if (here - lastSeen[slot] > phrase.near()) {
                return false;
            }
        }
        return true;
    }

    private void silence(int phrase) {
        if (!silenced[phrase]) {
            silenced[phrase] = true;
            if (silencedCount == silencedOnes.length) {
                silencedOnes = Arrays.copyOf(silencedOnes, silencedCount * 2);
            }
            silencedOnes[silencedCount++] = phrase;
        }
    }

    private void vote(int number, int tops) {
        if (!touched[number]) {
            touched[number] = true;
            if (voterCount == voters.length) {
                voters = Arrays.copyOf(voters, voterCount * 2);
            }
            voters[voterCount++] = number;
        }
        counts[number]++;
        allowed[number] |= tops;
    }

    /// Lets an entity vote, once; `label` is what it is called among the terms that voted.
    void countEntity(@Nullable TopicPattern pattern, String label) {
        if (pattern != null && !touched[pattern.number()]) {
            vote(pattern.number(), pattern.tops());
            counts[pattern.number()] = 0;
            powers[pattern.number()] = 1;
            names[pattern.number()] = label;
        }
    }
    /// What each topic got; good until the next entry.
    double[] sum() {
        Arrays.fill(votes, 0);
        for (int voter = 0; voter < voterCount; voter++) {
            TopicPattern pattern = patterns.pattern(voters[voter]);
            for (int vote = 0; vote < pattern.voteCount(); vote++) {
                votes[pattern.topic(vote)] += votesOf(pattern, vote);
            }
        }
        return votes;
    }

    private double votesOf(TopicPattern pattern, int vote) {
        boolean hidden = (patterns.bitOf(pattern.topic(vote)) & allowed[pattern.number()]) == 0;
        return hidden || silenced[pattern.number()] ? 0 : powers[pattern.number()] * pattern.weight(vote);
    }

    int voters() {
        return voterCount;
    }

    /// How strongly the n-th of those that voted did so for a topic.
    double votesOf(int voter, int topic) {
        TopicPattern pattern = patterns.pattern(voters[voter]);
        for (int vote = 0; vote < pattern.voteCount(); vote++) {
            if (pattern.topic(vote) == topic) {
                return votesOf(pattern, vote);
            }
        }
        return 0;
    }

    String nameOf(int voter) {
        String name = names[voters[voter]];
        return name == null ? patterns.pattern(voters[voter]).name() : name;
    }
}
