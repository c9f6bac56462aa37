package io.copydesk.enrich.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.contracts.EntityMention;
import io.copydesk.contracts.TextField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaggerTest {
    private static final Tagger TAGGER = Tagger.builtIn();
    private static final List<String> PIECES = List.of("Putin", "Trump", "Volodymyr Zelenskyy", "Dmitry Peskov",
            "Peskov",
            "Péter Szijjártó", "US", "us", "U.S.", "Nato", "New York Post", "Georgia", "Jordan", "Polish", "polish",
            "the", "war",
            "Sir Keir", "WHO", "G7", "X", "X", "İstanbul", "straße", "ﬁnal", "e\u0301", "\u0301", "\uD83D\uDE80",
            "\uD83D", "\u00AD",
            "\u200B", "’s", "'s", "-", "–", "\u2011", " ", " ", " ", "  ", "\u00A0", "\n", "\n\n", ".", ", ", "(", ")",
            "\"", "“", "…",
            "1", "ß", "Ω", "日本", "Україна");

    private static String randomText(Random random) {
        var text = new StringBuilder();
        for (int piece = random.nextInt(40); piece > 0; piece--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
            if (random.nextInt(3) > 0) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    @Test
    void givesExactSurfacesOnWordBoundariesWithoutOverlapsForAnyText() {
        var random = new Random(42);
        for (int round = 0; round < 5_000; round++) {
            String headline = randomText(random);
            String body = randomText(random);
            int after = 0;
            TextField field = TextField.HEADLINE;
            for (EntityMention mention : TAGGER.tag(headline, body, Optional.empty(), NameMemory.EMPTY).entities()) {
                String text = mention.getField() == TextField.HEADLINE ? headline : body;
                after = mention.getField() == field ? after : 0;
                field = mention.getField();
                assertThat(mention.getSurface()).isNotBlank()
                        .isEqualTo(text.substring(mention.getStart(), mention.getEnd()));
                assertThat(mention.getStart()).as(text).isGreaterThanOrEqualTo(after);
                assertThat(mention.getStart() == 0 || !isWord(text.codePointBefore(mention.getStart()))).as(text)
                        .isTrue();
                assertThat(mention.getEnd() == text.length() || !isWord(text.codePointAt(mention.getEnd()))).as(text)
                        .isTrue();
                after = mention.getEnd();
            }
        }
    }

    private static boolean isWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint);
    }

    @Test
    void givesTheSameTagsOnEveryThread() throws Exception {
        var random = new Random(7);
        List<String> texts = new ArrayList<>();
        for (int index = 0; index < 200; index++) {
            texts.add(randomText(random));
        }
        List<Tags> expected = texts.stream().map(TaggerTest::tag).toList();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<Tags>>> runs = new ArrayList<>();
            for (int run = 0; run < 4; run++) {
                runs.add(threads.submit(() -> texts.stream().map(TaggerTest::tag).toList()));
            }
            for (Future<List<Tags>> run : runs) {
                assertThat(run.get()).isEqualTo(expected);
            }
        }
    }

    private static Tags tag(String text) {
        return TAGGER.tag("", text, Optional.empty(), NameMemory.EMPTY);
    }

    @Test
    void putsTheHeadlineFirst() {
        Tags tags = TAGGER.tag("Macron in Kyiv", "Paris waits.", Optional.empty(), NameMemory.EMPTY);

        assertThat(tags.entities()).extracting(EntityMention::getField).containsExactly(TextField.HEADLINE,
                TextField.HEADLINE,
                TextField.BODY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"The minister said that it was the end of the talks.|en",
            "Der Minister hat gesagt, dass die Gespräche nicht beendet sind und das Treffen auf Montag verschoben wird.|de",
            "El ministro dijo que las conversaciones con los rebeldes no han terminado y que se reunirán el lunes.|es"})
    void guessesALanguageThatNobodyClaims(String body, String language) {
        assertThat(tag(body).language()).contains(language);
        assertThat(TAGGER.tag("", body, Optional.of("cy"), NameMemory.EMPTY).language()).contains("cy");
    }

    @Test
    void claimsNoLanguageForAFewWords() {
        assertThat(tag("Zelensky: no.").language()).isEmpty();
    }

    @Test
    void namesTheVersionsOfItsData() {
        assertThat(TAGGER.gazetteerVersion()).matches("\\d{4}\\.\\d+\\.\\d+\\+[0-9a-f]{8}");
        assertThat(TAGGER.topicRulesVersion()).matches("\\d{4}\\.\\d+\\.\\d+\\+[0-9a-f]{8}");
    }
}
