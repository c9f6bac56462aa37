package io.copydesk.ingest.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.Limits;
import io.copydesk.ingest.Limits.Rejection;
import io.copydesk.ingest.UnreadableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.parser.Parser;

/// JSON that others wrote, within bounds of depth and size.
public final class Json {
    private static final JsonMapper STRICT = JsonMapper.builder(bounded().build()).build();
    private static final JsonMapper LENIENT = JsonMapper.builder(bounded().build())
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS, JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    private Json() {}

    private static JsonFactoryBuilder bounded() {
        return new JsonFactoryBuilder().streamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(Limits.JSON_DEPTH).maxTokenCount(Limits.JSON_TOKENS).maxNumberLength(100)
                .maxNameLength(1_000).build()).disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
    }

    /// A whole document, in whichever of JSON's encodings.
    ///
    /// @throws UnreadableException when it is no JSON or exceeds the bounds
    public static JsonNode read(Document document) throws UnreadableException {
        try {
            var tree = STRICT.readTree(document.bytes());
            if (tree.isMissingNode()) {
                throw new UnreadableException(document, "is empty");
            }
            return tree;
        } catch (StreamConstraintsException e) {
            throw new UnreadableException(document, Rejection.JSON_TOO_LARGE,
                    "is too deep or large: " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw new UnreadableException(document, "is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UnreadableException(document, "is no JSON: " + e.getMessage(), e);
        }
    }

    /// The same for a document that may be of any kind.
    public static Optional<JsonNode> ifAny(Document document) {
        if (!isLikely(document)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(document));
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }

    /// By its first character.
    public static boolean isLikely(Document document) {
        var opening = document.opening();
        return opening.startsWith("{") || opening.startsWith("[");
    }

    /// What a block of a page holds.
    ///
    /// @param values objects and arrays
    /// @param whole whether it is all there: a block may have been cut off
    /// @param tokens how many it took
    public record Block(List<JsonNode> values, boolean whole, long tokens) {}

    /// A text or a number, and a number as its digits: `1.7E9` is no spelling of a time.
    public static String scalar(JsonNode value) {
        if (value.isFloatingPointNumber() && Double.isFinite(value.doubleValue())) {
            return BigDecimal.valueOf(value.doubleValue()).stripTrailingZeros().toPlainString();
        }
        return value.isNull() ? "" : value.asText();
    }

    /// A block of a page, written by a template that nobody checks.
    public static Block lenient(String block) throws JsonProcessingException {
        try {
            var read = values(block, true);
            // a comment may have swallowed it
            return read.values().isEmpty() && block.indexOf('{') >= 0 ? repaired(block) : read;
        } catch (StreamConstraintsException e) {
            throw e;
        } catch (JsonProcessingException e) {
            var repaired = repaired(block);
            if (repaired.values().isEmpty()) {
                throw e;
            }
            return repaired;
        }
    }

    private static Block repaired(String block) throws JsonProcessingException {
        var repaired = JsonRepair.of(isEscaped(block) ? Parser.unescapeEntities(block, true) : block);
        return values(repaired.json(), repaired.whole());
    }

    /// Some templates escape a script as if it were text.
    private static boolean isEscaped(String block) {
        return block.indexOf('"') < 0 && (block.contains("&quot;") || block.contains("&#34;"));
    }

    private static Block values(String json, boolean whole) throws JsonProcessingException {
        try (var parser = LENIENT.createParser(json)) {
            var values = new ArrayList<JsonNode>();
            while (parser.nextToken() != null) {
                JsonNode value = LENIENT.readTree(parser);
                if (value.isContainerNode()) {
                    values.add(value);
                }
            }
            return new Block(List.copyOf(values), whole, parser.currentTokenCount());
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }
}
