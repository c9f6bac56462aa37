package io.copydesk.ingest.capture;

import java.util.ArrayList;
import java.util.List;

/// The clause that carries a paragraph's news: the first one, or the one after a fronted phrase ('Speaking to
/// reporters, Ms Doe says …').
///
/// @param tokens from its subject to the end of the sentence
record Clause(List<Token> tokens) {
    private static final int FRONTED_CLAUSES = 4;
    private static final int LONGEST_SUBJECT = 14;

    static Clause main(List<Token> paragraph) {
        List<List<Token>> clauses = firstSentence(paragraph);
        if (clauses.isEmpty()) {
            return new Clause(List.of());
        }
        int at = 0;
        if (fronted(clauses.getFirst())) {
            for (int i = 1; i < Math.min(clauses.size(), FRONTED_CLAUSES) && at == 0; i++) {
                at = hasSubject(clauses.get(i)) ? i : 0;
            }
        }
        return new Clause(clauses.subList(at, clauses.size()).stream().flatMap(List::stream).toList());
    }

    private static List<List<Token>> firstSentence(List<Token> tokens) {
        List<List<Token>> clauses = new ArrayList<>();
        List<Token> clause = new ArrayList<>();
        for (Token token : tokens) {
            clause.add(token);
            if (token.ends() != Token.End.NOTHING) {
                clauses.add(List.copyOf(clause));
                clause.clear();
            }
            if (token.ends() == Token.End.SENTENCE && token.text().length() > 2) {
                return clauses;
            }
        }
        if (!clause.isEmpty()) {
            clauses.add(List.copyOf(clause));
        }
        return clauses;
    }

    private static boolean fronted(List<Token> clause) {
        String first = clause.getFirst().lower();
        boolean participle = first.endsWith("ing") && clause.size() > 1
                && Words.PREPOSITIONS.contains(clause.get(1).lower());
        return participle || Words.FRONTING.contains(first) || Words.SCENE_SETTERS.contains(first);
    }

    private static boolean hasSubject(List<Token> clause) {
        Token first = clause.getFirst();
        String lower = first.lower();
        return Words.SPEAKER_PRONOUNS.contains(lower) || lower.equals("the") || lower.equals("it") || first.capital()
                || Words.ROLES.contains(lower);
    }

    /// The names, offices and roles that it opens with; empty when it opens otherwise.
    List<Token> subject() {
        List<Token> subject = new ArrayList<>();
        for (int i = 0; i < Math.min(tokens.size(), LONGEST_SUBJECT); i++) {
            Token token = tokens.get(i);
            boolean joins = (token.lower().equals("of") || token.lower().equals("and")) && i + 1 < tokens.size()
                    && tokens.get(i + 1).capital();
            boolean part = (token.capital() && !(i == 0 && Words.functionWord(token.lower())))
                    || Words.ROLES.contains(token.lower())
                    || Character.isDigit(token.text().charAt(0)) || joins;
            if (!part) {
                break;
            }
            subject.add(token);
            if (token.ends() != Token.End.NOTHING) {
                break;
            }
        }
        return subject;
    }

    /// Whether the perfect tense follows its subject: 'has said', 'have reportedly agreed', not 'has a plan'.
    boolean perfect() {
        int at = subject().size();
        if (at == 0 || at >= tokens.size() || !Words.HAVE.contains(tokens.get(at).lower())) {
            return false;
        }
        do {
            at++;
        } while (at < tokens.size() && Words.ADVERBS.contains(tokens.get(at).lower()));
        return at < tokens.size() && participle(tokens.get(at).lower());
    }

    private static boolean participle(String word) {
        return word.endsWith("ed") || word.endsWith("en") || Words.SPEECH.contains(word) || IRREGULAR.contains(word);
    }

    private static final java.util.Set<String> IRREGULAR = java.util.Set.of("been", "held", "made", "put", "set", "met",
            "won", "lost", "hit", "cut", "sent", "begun", "come", "become", "told", "said", "found", "brought", "left");
}
