package io.copydesk.ingest.capture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Persons in running text, by capitals alone.
final class Names {
    private Names() {}

    /// Full names: two or more name words in a row, an initial between them allowed.
    static List<List<Token>> full(List<Token> tokens) {
        List<List<Token>> names = new ArrayList<>();
        List<Token> run = new ArrayList<>();
        for (Token token : tokens) {
            if (token.nameWord() || (token.initial() && !run.isEmpty())) {
                run.add(token);
            } else {
                close(run, names);
            }
            if (token.possessive() || token.ends() != Token.End.NOTHING) {
                close(run, names);
            }
        }
        close(run, names);
        return names;
    }

    private static void close(List<Token> run, List<List<Token>> names) {
        if (run.stream().filter(Token::nameWord).count() >= 2) {
            names.add(List.copyOf(run));
        }
        run.clear();
    }

    /// First and last names of everybody given in full.
    static Set<String> introduced(List<Token> tokens) {
        Set<String> words = new HashSet<>();
        full(tokens).forEach(name -> name.forEach(token -> words.add(token.text())));
        return words;
    }

    /// Names that stand alone after a courtesy title: 'Mr Doe', not 'Sir John Doe'.
    static Set<String> courtesy(List<Token> tokens) {
        Set<String> words = new HashSet<>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            boolean alone = i + 2 >= tokens.size() || tokens.get(i + 1).possessive() || !tokens.get(i + 2).nameWord();
            if (Words.COURTESY.contains(tokens.get(i).lower()) && tokens.get(i).capital() && alone) {
                words.add(tokens.get(i + 1).text());
            }
        }
        return words;
    }
}
