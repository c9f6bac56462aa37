package io.copydesk.ingest.feed;

import io.copydesk.ingest.Document;
import io.copydesk.ingest.text.Markup;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The characters of a feed. A mark of byte order or the place of the NULs is proof; what the response and the
/// declaration say are claims, and bytes that contradict a claim win.
final class Characters {
    private static final int DECLARATION_BYTES = 1_024;
    private static final Pattern DECLARED = Pattern.compile("^[^>]{0,200}?encoding\\s*=\\s*[\"']([\\w.:-]{1,40})");
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    /// Names that publishers use for what is larger than its name.
    private static final Map<String, String> MEANT = Map.ofEntries(Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"), Map.entry("latin-1", "windows-1252"),
            Map.entry("ascii", "utf-8"), Map.entry("us-ascii", "utf-8"), Map.entry("utf8", "utf-8"),
            Map.entry("iso-8859-9", "windows-1254"), Map.entry("gb2312", "gb18030"), Map.entry("gbk", "gb18030"),
            Map.entry("shift_jis", "windows-31j"), Map.entry("x-sjis", "windows-31j"),
            Map.entry("euc-kr", "x-windows-949"), Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("big5", "Big5-HKSCS"));

    private Characters() {}

    static Reader of(Document document) {
        var bytes = document.bytes();
        var marked = marked(bytes);
        var charset = marked != null ? marked.charset() : wide(bytes).orElseGet(() -> narrow(document));
        int skipped = marked != null ? marked.length() : 0;
        return new InputStreamReader(new ByteArrayInputStream(bytes, skipped, bytes.length - skipped), charset);
    }

    private record Mark(Charset charset, int length) {}

    private static @Nullable Mark marked(byte[] bytes) {
        return switch (first(bytes, 4)) {
            case 0x0000FEFF -> new Mark(Charset.forName("UTF-32BE"), 4);
            case 0xFFFE0000 -> new Mark(Charset.forName("UTF-32LE"), 4);
            default -> first(bytes, 3) == 0xEFBBBF
                    ? new Mark(readable(bytes, StandardCharsets.UTF_8), 3)
                    : switch (first(bytes, 2)) {
                        case 0xFEFF -> new Mark(StandardCharsets.UTF_16BE, 2);
                        case 0xFFFE -> new Mark(StandardCharsets.UTF_16LE, 2);
                        default -> null;
                    };
        };
    }

    private static int first(byte[] bytes, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | (i < bytes.length ? bytes[i] & 0xFF : 0x20);
        }
        return value;
    }

    /// By the NULs around the first character, which is '<', '{' or a space; and EBCDIC by its `<?xm`.
    private static Optional<Charset> wide(byte[] bytes) {
        if (bytes.length < 4) {
            return Optional.empty();
        }
        if (first(bytes, 4) == 0x4C6FA794) {
            return Optional.of(declared(bytes, "IBM037").orElse(Charset.forName("IBM037")));
        }
        boolean[] nul = {bytes[0] == 0, bytes[1] == 0, bytes[2] == 0, bytes[3] == 0};
        if (nul[0] && !nul[3]) {
            return Optional.of(nul[1] ? Charset.forName("UTF-32BE") : StandardCharsets.UTF_16BE);
        }
        return nul[1] && !nul[0]
                ? Optional.of(nul[2] ? Charset.forName("UTF-32LE") : StandardCharsets.UTF_16LE)
                : Optional.empty();
    }

    /// One byte for an ASCII character. UTF-8 beyond ASCII hardly happens by chance, so bytes that are UTF-8 are not what
    /// a charset of single bytes is claimed for.
    private static Charset narrow(Document document) {
        var bytes = document.bytes();
        var claim = Stream.concat(Optional.ofNullable(Markup.declaredCharset(document)).flatMap(Characters::named)
                .stream(), declared(bytes, "ISO-8859-1").stream()).filter(Characters::keepsAscii).findFirst();
        if (claim.isEmpty() || claim.get().equals(StandardCharsets.UTF_8)) {
            return readable(bytes, StandardCharsets.UTF_8);
        }
        boolean single = claim.get().newEncoder().maxBytesPerChar() == 1;
        if (single ? decodes(bytes, StandardCharsets.UTF_8) : !decodes(bytes, claim.get())) {
            return decodes(bytes, StandardCharsets.UTF_8) ? StandardCharsets.UTF_8 : claim.get();
        }
        return claim.get();
    }

    private static Optional<Charset> declared(byte[] bytes, String readAs) {
        var declaration = DECLARED.matcher(new String(bytes, 0, Math.min(bytes.length, DECLARATION_BYTES),
                Charset.forName(readAs)).stripLeading());
        return declaration.find() ? named(declaration.group(1)) : Optional.empty();
    }

    private static Optional<Charset> named(String name) {
        try {
            var meant = MEANT.getOrDefault(name.toLowerCase(Locale.ROOT), name);
            return Optional.of(Charset.forName(meant)).filter(Charset::canEncode);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // nobody's charset
        }
    }

    /// A claim of UTF-16 for bytes without NULs is wrong, one of EBCDIC as well.
    private static boolean keepsAscii(Charset charset) {
        return new String(new byte[]{'<', 'a'}, charset).equals("<a");
    }

    private static boolean decodes(byte[] bytes, Charset charset) {
        var decoder = charset.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(8 * 1024);
        while (true) {
            var result = decoder.decode(in, out.clear(), true);
            if (!result.isOverflow()) {
                return result.isUnderflow();
            }
        }
    }

    /// UTF-8 unless most of what lies beyond ASCII is not: one torn character does not make a feed of them Windows'.
    private static Charset readable(byte[] bytes, Charset utf8) {
        var decoder = utf8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(8 * 1024);
        int wrong = 0;
        while (true) {
            var result = decoder.decode(in, out.clear(), true);
            if (result.isError()) {
                in.position(in.position() + result.length());
                wrong++;
            } else if (result.isUnderflow()) {
                return wrong == 0 || continuations(bytes) > 4 * wrong ? utf8 : WINDOWS;
            }
        }
    }

    private static int continuations(byte[] bytes) {
        int count = 0;
        for (int i = 1; i < bytes.length; i++) {
            if ((bytes[i] & 0xC0) == 0x80 && (bytes[i - 1] & 0x80) != 0) {
                count++;
            }
        }
        return count;
    }
}
