package io.copydesk.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.copydesk.schemas.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/// Dead letters for people to read. What stands in one may be anything: control characters are escaped.
final class LetterText {
    private static final int LONGEST_KEY = 60;
    private static final int LONGEST_MESSAGE = 160;
    /// Of bytes that do not decode.
    private static final int SHOWN_BYTES = 1024;
    private static final int BYTES_A_LINE = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private LetterText() {}

    /// Name, time, stage, cause, where it was read, key, size, attempt and message.
    static String line(Letter letter) {
        return letter.name() + "  " + letter.time().truncatedTo(ChronoUnit.SECONDS) + "  " + escaped(letter.stage())
                + "  " + escaped(letter.header(DeadLetter.CAUSE)) + "  " + place(letter) + "  "
                + clipped(letter.key(), LONGEST_KEY) + "  " + letter.size() + " B  attempt " + letter.attempt() + "  "
                + clipped(letter.header(DeadLetter.MESSAGE), LONGEST_MESSAGE);
    }

    /// Everything that it holds.
    static List<String> whole(Letter letter, Optional<SpecificRecordBase> decoded) {
        var lines = new ArrayList<String>();
        lines.add("letter " + letter.name() + ", written " + letter.time());
        lines.add("key " + escaped(letter.key()));
        letter.headers().forEach((name, value) -> lines
                .add(name + " " + value.strip().lines().map(LetterText::escaped).reduce((a, b) -> a + "\n    " + b)
                        .orElse("")));
        if (letter.isCut()) {
            lines.add("value, " + letter.size() + " bytes, of which the first are kept:");
        } else {
            lines.add("value, " + letter.size() + " bytes:");
        }
        lines.addAll(decoded.map(LetterText::json).orElseGet(() -> bytes(letter.value())));
        return lines;
    }

    static String place(Letter letter) {
        return escaped(letter.topic()) + "-" + letter.partition().partition() + "@" + letter.offset();
    }

    /// On one line, whatever stands in it.
    static String clipped(String text, int most) {
        var line = escaped(text.lines().findFirst().orElse(""));
        return line.length() <= most ? line : line.substring(0, most - 1) + "…";
    }

    static String escaped(String text) {
        var escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                escaped.append("\\u").append(HexFormat.of().toHexDigits((char) c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    private static List<String> json(SpecificRecordBase value) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(ContractJson.of(value)).lines().toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain JSON can always be written", e);
        }
    }

    /// As hexadecimal digits and, beside them, the letters among them.
    private static List<String> bytes(byte @Nullable [] value) {
        if (value == null) {
            return List.of("(none: a tombstone)");
        }
        var lines = new ArrayList<String>();
        for (int at = 0; at < Math.min(value.length, SHOWN_BYTES); at += BYTES_A_LINE) {
            int end = Math.min(value.length, at + BYTES_A_LINE);
            var hex = HexFormat.ofDelimiter(" ").formatHex(value, at, end);
            var text = new String(value, at, end - at, StandardCharsets.US_ASCII).replaceAll("[^ -~]", ".");
            lines.add("%06x  %-47s  %s".formatted(at, hex, text));
        }
        if (value.length > SHOWN_BYTES) {
            lines.add("and " + (value.length - SHOWN_BYTES) + " bytes more");
        }
        return lines;
    }
}
