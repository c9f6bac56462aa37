package io.copydesk.ingest.cms;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.ingest.Kind;
import io.copydesk.ingest.Parser;
import io.copydesk.ingest.Parsers;
import io.copydesk.ingest.UnreadableException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TranscriptTest {
    private final Parsers parsers = new Parsers();

    static Stream<Arguments> answers() {
        return Stream.of(of(Kind.GUARDIAN, new GuardianParser(), Answers.GUARDIAN),
                of(Kind.WORDPRESS_LIVEBLOG, new WordPressParser(), Answers.WORDPRESS),
                of(Kind.SUPERDESK, new SuperdeskParser(), Answers.SUPERDESK)).flatMap(each -> each);
    }

    private static Stream<Arguments> of(Kind kind, Parser parser, List<String> files) {
        return files.stream().map(file -> Arguments.of(kind, parser, file));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void readsEveryEntryOfAnAnswer(Kind kind, Parser parser, String file) throws UnreadableException {
        var look = Answers.look(parser, Answers.text(file + ".json"));

        assertThat(Answers.transcript(look)).isEqualTo(Answers.text(file + ".expected"));
        assertThat(look.entries()).allSatisfy(entry -> {
            assertThat(entry.getParser()).isEqualTo(kind.label());
            assertThat(entry.getLook()).isEqualTo(7);
            assertThat(entry.getSource()).isEqualTo("saltmere");
        });
    }

    @ParameterizedTest
    @MethodSource("answers")
    void knowsAnAnswerForItsOwnAndNoOther(Kind kind, Parser parser, String file) {
        var document = Answers.document(Answers.text(file + ".json"));

        assertThat(parsers.guess(document)).isEqualTo(kind);
        assertThat(Stream.of(new GuardianParser(), new WordPressParser(), new SuperdeskParser())
                .filter(each -> each.recognises(document)).map(Parser::name)).containsExactly(parser.name());
    }

    @Test
    void takesNoOtherJsonForAnAnswer() {
        for (var json : List.of("{}", "[]", "null", "{\"entries\": []}", "{\"posts\": []}", "[{\"id\": 1}]",
                "{\"version\": "
                        + "\"https://jsonfeed.org/version/1.1\", \"title\": \"Tidewater\", \"items\": [{\"id\": \"1\", \"content_text\": \"a\"}]}")) {
            assertThat(Stream.of(new GuardianParser(), new WordPressParser(), new SuperdeskParser())
                    .filter(each -> each.recognises(Answers.document(json)))).as(json).isEmpty();
        }
    }
}
