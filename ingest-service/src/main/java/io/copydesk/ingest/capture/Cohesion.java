package io.copydesk.ingest.capture;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Whether a paragraph continues the post above it, for pages that lost the borders between their posts. A small scored
/// decision: each [Cue] that holds adds its weight, and a post goes on when the sum reaches [#CONTINUES].
///
/// It reads English news style only. It is weak where a reporter opens a post with a pronoun, where a post has two
/// subjects with nothing that ties them, and where somebody is introduced in the middle of a post. The weights were set on two
/// pages, and the margin is thin: one point more or less asked for moves about one border in twenty.
final class Cohesion {
    static final int CONTINUES = 2;

    private static final double OVERLAP_SHARE = 0.15;
    private static final double HIGH_OVERLAP_SHARE = 0.3;
    private static final int OPENING = 8;
    private static final int UNBOUND_WITHIN = 14;

    private final PageWords page;

    Cohesion(PageWords page) {
        this.page = page;
    }

    boolean continues(Post post, Paragraph next) {
        return cues(post, next).stream().mapToInt(cue -> cue.weight).sum() >= CONTINUES;
    }

    Set<Cue> cues(Post post, Paragraph next) {
        Set<Cue> cues = EnumSet.noneOf(Cue.class);
        opening(post, next, cues);
        if (next.opensWithQuotation()) {
            cues.add(Cue.QUOTATION_FIRST);
        } else {
            subject(post, next, cues);
        }
        attribution(post, next, cues);
        body(post, next, cues);
        return cues;
    }

    private void opening(Post post, Paragraph next, Set<Cue> cues) {
        List<Token> opening = next.opening(OPENING);
        if (opening.isEmpty()) {
            return;
        }
        String first = opening.getFirst().lower();
        if (!next.opensWithQuotation() && Words.CONJUNCTIONS.contains(first)) {
            cues.add(Cue.CONJUNCTION_FIRST);
        }
        if (!next.opensWithQuotation() && Words.SCENE_SETTERS.contains(first)) {
            cues.add(Cue.SCENE_SET);
        }
        if (opening.stream().skip(1).anyMatch(token -> Words.ADDITIVES.contains(token.lower()))) {
            cues.add(Cue.ADDITIVE_NEAR_OPENING);
        }
        if (definite(opening, 1, OPENING, token -> told(post, token))) {
            cues.add(Cue.DEFINITE_NEAR_OPENING);
        }
        if (opening.stream().anyMatch(token -> bare(post, next, token) && page.rare(token.text()))) {
            cues.add(Cue.INTRODUCED_SURNAME);
        }
    }

    private void subject(Post post, Paragraph next, Set<Cue> cues) {
        List<Token> clause = next.main().tokens();
        if (clause.isEmpty()) {
            return;
        }
        Token first = clause.getFirst();
        if (Words.SUBJECT_PRONOUNS.contains(first.lower()) && !(clause.size() > 1 && clause.get(1).capital())) {
            cues.add(next.frontsFullName() ? Cue.FULL_NAME_SUBJECT : Cue.PRONOUN_SUBJECT);
        }
        if (definite(clause, 0, 1, token -> refersBack(post, token))) {
            cues.remove(Cue.DEFINITE_NEAR_OPENING);
            cues.add(Cue.DEFINITE_SUBJECT);
        } else if (next.main().perfect()) {
            cues.add(Cue.NEWS_PERFECT);
        }
        if (first.lower().equals("a") || first.lower().equals("an")) {
            cues.add(Cue.INDEFINITE_SUBJECT);
        }
        named(post, next, cues);
    }

    private void named(Post post, Paragraph next, Set<Cue> cues) {
        List<Token> subject = next.main().subject();
        if (subject.isEmpty()) {
            return;
        }
        Token first = subject.getFirst();
        boolean full = !Names.full(subject).isEmpty();
        if (full) {
            cues.add(Cue.FULL_NAME_SUBJECT);
        } else if (first.nameWord() && !first.possessive() && post.names(first.text())) {
            boolean justNamed = post.introduced(first.text()) && post.last().names().contains(first.text());
            cues.add(justNamed ? Cue.INTRODUCED_SURNAME : Cue.SUBJECT_MENTIONED);
        } else if (!Words.demonym(first.text()) && first.capital() && post.names(first.text())
                && page.rare(first.text())) {
            cues.add(Cue.RARE_NAME_FIRST);
        }
        List<Token> clause = next.main().tokens();
        int verb = subject.size();
        if (verb + 1 < clause.size() && clause.get(verb).lower().equals("told") && clause.get(verb + 1).capital()
                && !post.names(clause.get(verb + 1).text())) {
            cues.add(Cue.FRESH_INTERVIEW);
        }
        if (next.voiceOfThePress() && post.last().voiceOfThePress()) {
            cues.add(Cue.PRESS_ROUNDUP);
        }
    }

    private void attribution(Post post, Paragraph next, Set<Cue> cues) {
        switch (next.attribution()) {
            case Attribution.ByPronoun _ -> cues.add(Cue.SAID_BY_PRONOUN);
            case Attribution.ByDefinite by when by.noun().stream().anyMatch(token -> refersBack(post, token)) ->
                cues.add(Cue.SAID_BY_DEFINITE);
            case Attribution.ByName by when by.start() > 0 || next.opensWithQuotation() -> saidBy(post, next, by, cues);
            case Attribution.ByName _,Attribution.ByDefinite _,Attribution.None _ -> {
            }
        }
    }

    private void saidBy(Post post, Paragraph next, Attribution.ByName by, Set<Cue> cues) {
        if (by.full() && !institution(next, by) && !cues.contains(Cue.FULL_NAME_SUBJECT)) {
            cues.add(Cue.SAID_BY_FULL_NAME);
        }
        if (by.bare() && !institution(next, by) && post.names(by.last()) && page.rare(by.last())) {
            cues.add(Cue.SAID_BY_NAME_OF_POST);
        }
        if (next.opensWithQuotation() && !by.bare() && post.last().attribution() instanceof Attribution.ByName before
                && by.name().stream().anyMatch(token -> token.text().equals(before.last()))) {
            cues.add(Cue.QUOTED_FOR_SAME_BODY);
        }
    }

    private void body(Post post, Paragraph next, Set<Cue> cues) {
        List<Token> tokens = next.tokens();
        long secondMentions = Names.courtesy(tokens).stream()
                .filter(name -> post.introduced(name) && !next.introduced().contains(name)).count();
        if (secondMentions > 0) {
            cues.add(Cue.COURTESY_SECOND_MENTION);
        }
        if (secondMentions > 1) {
            cues.add(Cue.FURTHER_SECOND_MENTION);
        }
        if (unboundIt(tokens)) {
            cues.add(Cue.UNBOUND_IT);
        }
        boolean told = tokens.stream().anyMatch(token -> Words.SPEECH.contains(token.lower()));
        if (!told && next.introduced().isEmpty() && !cues.contains(Cue.NEWS_PERFECT)) {
            cues.add(Cue.UNSOURCED);
        }
        double overlap = page.overlap(post, next);
        if (overlap >= HIGH_OVERLAP_SHARE) {
            cues.add(Cue.HIGH_OVERLAP);
        } else if (overlap >= OVERLAP_SHARE) {
            cues.add(Cue.OVERLAP);
        }
    }

    /// 'the Kremlin said': a body, which is named the same way whether or not the post has it.
    private static boolean institution(Paragraph next, Attribution.ByName by) {
        boolean named = by.name().getFirst().lower().equals("the");
        return named || (by.start() > 0 && next.tokens().get(by.start() - 1).lower().equals("the"));
    }

    private static boolean unboundIt(List<Token> tokens) {
        return IntStream.range(0, Math.min(tokens.size(), UNBOUND_WITHIN) - 1).anyMatch(
                i -> Words.SPEECH.contains(tokens.get(i).lower()) && tokens.get(i + 1).lower().equals("it"));
    }

    /// A surname alone, of somebody whom the post has given in full.
    private static boolean bare(Post post, Paragraph next, Token token) {
        return token.nameWord() && post.introduced(token.text()) && !next.introduced().contains(token.text());
    }

    /// Whether the post has this noun.
    private static boolean told(Post post, Token token) {
        return !token.capital() && token.text().length() > 3 && post.hasStem(token.text());
    }

    private static boolean refersBack(Post post, Token token) {
        return !token.capital() && (Words.BACK_REFERENCES.contains(Words.singular(token.lower()))
                || told(post, token));
    }

    /// Whether one of the tokens from `from` to `to` is a 'the' whose noun passes.
    private static boolean definite(List<Token> tokens, int from, int to, Predicate<Token> noun) {
        return IntStream.range(from, Math.min(to, tokens.size())).filter(i -> tokens.get(i).lower().equals("the"))
                .anyMatch(i -> tokens.subList(i + 1, Math.min(i + 4, tokens.size())).stream()
                        .takeWhile(token -> !token.capital() || Words.demonym(token.text()))
                        .takeWhile(token -> !Words.PREPOSITIONS.contains(token.lower()))
                        .anyMatch(noun));
    }
}
