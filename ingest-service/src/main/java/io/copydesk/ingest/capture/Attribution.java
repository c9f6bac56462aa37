package io.copydesk.ingest.capture;

import java.util.ArrayList;
import java.util.List;

/// Who is said to have said what a paragraph reports: the subject of its first verb of speech.
sealed interface Attribution {
    /// Nobody.
    record None() implements Attribution {}

    /// 'he said'.
    record ByPronoun() implements Attribution {}

    /// 'the statement added'.
    record ByDefinite(List<Token> noun) implements Attribution {}

    /// 'Doe said', 'says the historian Jane Doe', 'the Foreign Ministry said'.
    ///
    /// @param start place of its first word in the paragraph's words, to tell a subject from an attribution
    record ByName(List<Token> name, int start) implements Attribution {
        boolean full() {
            return !Names.full(name).isEmpty();
        }

        /// A single name without office or title.
        boolean bare() {
            return name.stream().filter(token -> !Words.COURTESY.contains(token.lower())).count() == 1;
        }

        String last() {
            return name.getLast().text();
        }
    }

    /// Later sentences speak of what the first ones introduced.
    int SENTENCES = 2;

    static Attribution in(List<Token> tokens) {
        int sentences = 0;
        for (int i = 0; i < tokens.size() && sentences < SENTENCES; i++) {
            sentences += tokens.get(i).ends() == Token.End.SENTENCE ? 1 : 0;
            if (Words.SPEECH.contains(tokens.get(i).lower())) {
                Attribution found = at(tokens, i);
                if (!(found instanceof None)) {
                    return found;
                }
            }
        }
        return new None();
    }

    private static Attribution at(List<Token> tokens, int verb) {
        int before = verb - 1;
        while (before >= 0 && (Words.AUXILIARIES.contains(tokens.get(before).lower())
                || Words.ADVERBS.contains(tokens.get(before).lower()))) {
            before--;
        }
        if (before >= 0 && tokens.get(before).ends() != Token.End.NOTHING) {
            return inverted(tokens, verb + 1);
        }
        if (before >= 0 && Words.SPEAKER_PRONOUNS.contains(tokens.get(before).lower())) {
            return new ByPronoun();
        }
        if (before >= 0 && tokens.get(before).capital()) {
            return named(tokens, before);
        }
        Attribution definite = before >= 0 ? definite(tokens, before) : new None();
        return definite instanceof None ? inverted(tokens, verb + 1) : definite;
    }

    private static boolean part(Token token) {
        return token.capital() || Words.ROLES.contains(token.lower());
    }

    private static Attribution named(List<Token> tokens, int last) {
        int start = last;
        while (start > 0 && part(tokens.get(start - 1)) && tokens.get(start - 1).ends() == Token.End.NOTHING) {
            start--;
        }
        return new ByName(tokens.subList(start, last + 1), start);
    }

    private static Attribution definite(List<Token> tokens, int last) {
        for (int i = last; i > Math.max(-1, last - 4); i--) {
            boolean opens = i == 0 || tokens.get(i - 1).ends() != Token.End.NOTHING;
            if (tokens.get(i).lower().equals("the") && i < last && opens) {
                return new ByDefinite(tokens.subList(i + 1, last + 1));
            }
        }
        return new None();
    }

    /// 'says Jane Doe', 'argues historian John Doe', 'clarified Doe'.
    private static Attribution inverted(List<Token> tokens, int from) {
        List<Token> name = new ArrayList<>();
        for (int i = from; i < tokens.size() && part(tokens.get(i)); i++) {
            name.add(tokens.get(i));
            if (tokens.get(i).ends() != Token.End.NOTHING) {
                break;
            }
        }
        return name.isEmpty() || !name.getLast().capital() ? new None() : new ByName(List.copyOf(name), from);
    }
}
