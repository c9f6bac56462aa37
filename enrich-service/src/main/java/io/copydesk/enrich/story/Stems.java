package io.copydesk.enrich.story;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;

/// Words without their endings, by Snowball's rules for the language; of a language without rules as they are.
/// Not for several threads at once: the stemmers keep the word they work on.
final class Stems {
    private static final Map<String, Supplier<SnowballStemmer>> BY_LANGUAGE = Map.of("en", EnglishStemmer::new, "de",
            GermanStemmer::new, "fr", FrenchStemmer::new, "es", SpanishStemmer::new, "it", ItalianStemmer::new, "pt",
            PortugueseStemmer::new, "nl", DutchStemmer::new, "ru", RussianStemmer::new, "sv", SwedishStemmer::new, "da",
            DanishStemmer::new);

    private final Map<String, SnowballStemmer> made = new HashMap<>();

    String stem(String language, String word) {
        var rules = BY_LANGUAGE.get(language);
        if (rules == null || !Character.isLetter(word.charAt(0))) {
            return word;
        }
        var stemmer = made.computeIfAbsent(language, key -> rules.get());
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }
}
