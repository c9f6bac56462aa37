package io.copydesk.ingest.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.copydesk.contracts.EntryRole;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Signal;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.Content;
import io.copydesk.ingest.Limits;
import io.copydesk.ingest.push.Fault.Kind;
import io.copydesk.ingest.text.CanonicalUrl;
import io.copydesk.ingest.text.PlainText;
import io.copydesk.ingest.text.Times;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one update, and goes on after a fault to find the others.
final class UpdateReader {
    /// The source of updates that name none.
    static final String DEFAULT_SOURCE = "push";

    static final Set<String> FIELDS = new TreeSet<>(Set.of("source", "blog", "id", "url", "headline", "body",
            "authors", "publishedAt", "modifiedAt", "pinned", "keyEvent", "retracted", "language"));
    static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    /// Halves of surrogate pairs are no text in UTF-8, and no database takes a NUL.
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cs}\\x00]");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
    static final int MAX_ID_CHARS = 1_000;
    static final int MAX_BLOG_CHARS = 2_000;
    static final int MAX_HEADLINE_CHARS = 2_000;
    static final int MAX_AUTHORS = 100;
    static final int MAX_AUTHOR_CHARS = 500;
    static final int MAX_TIME_CHARS = 100;
    private static final Times TIMES = new Times(null);

    private final int index;
    private final JsonNode update;
    private final List<Fault> faults = new ArrayList<>();
    private final Observation observation;

    UpdateReader(int index, JsonNode update, Instant observedAt) {
        this.index = index;
        this.update = update;
        this.observation = read(observedAt);
    }

    /// What it says, as far as it could be read; of use only without faults.
    Observation observation() {
        return observation;
    }

    List<Fault> faults() {
        return faults;
    }

    private Observation read(Instant observedAt) {
        update.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                fault(name, "is unknown; known are " + String.join(", ", FIELDS));
            }
        });
        var blog = blog();
        var url = url().filter(it -> !isBlog(it, blog));
        boolean retracted = truth("retracted");
        var read = Observation.newBuilder().setSource(source()).setBlog(blog).setNativeId(id())
                .setPermalink(url.map(URI::toString).orElse(null)).setUrl(canonical(url, blog)).setHeadline(headline())
                .setBody(body()).setAuthors(authors()).setPublished(time("publishedAt")).setModified(time("modifiedAt"))
                .setLanguage(language()).setPinned(truth("pinned")).setKeyEvent(truth("keyEvent"))
                .setRole(EntryRole.UPDATE).setSignal(retracted ? Signal.RETRACTED : Signal.SEEN).setParser("push")
                .setParserVersion(1).setObservedAt(observedAt).build();
        checkWhole(read, retracted);
        return read;
    }

    private void checkWhole(Observation read, boolean retracted) {
        if (retracted && read.getNativeId().isEmpty() && read.getPermalink().isEmpty() && !hasFault("id")
                && !hasFault("url")) {
            fault("id", "is missing; a retraction needs id or url, and not the url of the whole blog");
        }
        if (!retracted && read.getHeadline().isEmpty() && read.getBody().isEmpty() && !hasFault("headline")
                && !hasFault("body")) {
            fault("body", "is missing; an update needs headline or body");
        }
        if (!hasFault("body") && Limits.broken(read, Content.of(read).bytes()).isPresent()) {
            faults.add(new Fault(index, "", "is more than " + Limits.OBSERVATION_BYTES + " bytes", Kind.TOO_LARGE));
        }
    }

    private String source() {
        var source = text("source", MAX_ID_CHARS).orElse(DEFAULT_SOURCE);
        if (!SOURCE.matcher(source).matches() && !hasFault("source")) {
            fault("source", "must be letters, digits, '.', '_' and '-', at most 100");
        }
        return source;
    }

    private String blog() {
        var blog = name("blog", MAX_BLOG_CHARS).orElse("");
        if (blog.isEmpty() && !hasFault("blog")) {
            fault("blog", "is missing");
        }
        return blog;
    }

    private @Nullable String id() {
        return name("id", MAX_ID_CHARS).orElse(null);
    }

    private Optional<URI> url() {
        var text = name("url", MAX_BLOG_CHARS);
        var url = text.flatMap(address -> CanonicalUrl.absolute(address, null));
        if (text.isPresent() && url.isEmpty()) {
            fault("url", "is no http or https address");
        }
        return url;
    }

    /// Whether it is the blog's own address, which names none of its entries.
    private static boolean isBlog(URI url, String blog) {
        boolean whole = url.getRawFragment() == null || url.getRawFragment().isEmpty();
        return whole && CanonicalUrl.of(blog, null).equals(Optional.of(CanonicalUrl.of(url)));
    }

    /// The blog's own address is no evidence of one of its entries.
    private static @Nullable String canonical(Optional<URI> url, String blog) {
        return url.map(CanonicalUrl::of).filter(it -> !CanonicalUrl.of(blog, null).equals(Optional.of(it)))
                .orElse(null);
    }

    private String headline() {
        return PlainText.ofPlain(text("headline", MAX_HEADLINE_CHARS).orElse("")).replaceAll("\\s+", " ");
    }

    private String body() {
        var body = PlainText.ofPlain(text("body", Updates.MAX_BYTES).orElse(""));
        if (body.getBytes(StandardCharsets.UTF_8).length > Limits.BODY_BYTES) {
            faults.add(new Fault(index, "body", "is more than " + Limits.BODY_BYTES + " bytes of UTF-8",
                    Kind.TOO_LARGE));
            return "";
        }
        return body;
    }

    private List<String> authors() {
        var authors = update.path("authors");
        if (authors.isMissingNode() || authors.isNull()) {
            return List.of();
        }
        if (!authors.isArray()) {
            fault("authors", "must be an array of strings");
            return List.of();
        }
        if (authors.size() > MAX_AUTHORS) {
            fault("authors", "are more than " + MAX_AUTHORS);
            return List.of();
        }
        var names = new ArrayList<String>(authors.size());
        for (int i = 0; i < authors.size(); i++) {
            var field = "authors[" + i + "]";
            text(field, authors.get(i), MAX_AUTHOR_CHARS).map(name -> PlainText.ofPlain(name).replaceAll("\\s+", " "))
                    .filter(name -> !name.isEmpty()).ifPresent(names::add);
        }
        return names;
    }

    private @Nullable Time time(String field) {
        var text = text(field, MAX_TIME_CHARS);
        if (text.isEmpty()) {
            return null;
        }
        var time = TIMES.read(text.get());
        if (time.getInstant().isEmpty()) {
            fault(field, "is no time that can be read, such as 2025-03-31T14:05:00Z");
        }
        return time;
    }

    private @Nullable String language() {
        var language = text("language", MAX_ID_CHARS);
        try {
            language.ifPresent(tag -> new Locale.Builder().setLanguageTag(tag));
        } catch (IllformedLocaleException e) {
            fault("language", "is no BCP 47 tag, such as en or pt-BR");
        }
        return language.filter(tag -> !tag.isEmpty()).orElse(null);
    }

    private boolean truth(String field) {
        var value = update.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            fault(field, "must be true or false");
        }
        return value.asBoolean(false);
    }

    /// A text that identifies something: not blank, nothing invisible.
    private Optional<String> name(String field, int maxChars) {
        var text = text(field, maxChars).map(String::strip);
        if (text.isPresent() && (text.get().isEmpty() || CONTROL.matcher(text.get()).find())) {
            fault(field, text.get().isEmpty() ? "must not be blank" : "has control characters");
            return Optional.empty();
        }
        return text;
    }

    private Optional<String> text(String field, int maxChars) {
        return text(field, update.path(field), maxChars);
    }

    private Optional<String> text(String field, JsonNode value, int maxChars) {
        if (value.isMissingNode() || (value.isNull() && !field.endsWith("]"))) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            fault(field, "must be a string");
        } else if (value.textValue().codePoints().limit(maxChars + 1L).count() > maxChars) {
            fault(field, "has more than " + maxChars + " characters");
        } else if (NO_TEXT.matcher(value.textValue()).find()) {
            fault(field, "has characters that are no text");
        } else {
            return Optional.of(value.textValue());
        }
        return Optional.empty();
    }

    private boolean hasFault(String field) {
        return faults.stream().anyMatch(fault -> fault.field().equals(field));
    }

    private void fault(String field, String problem) {
        faults.add(new Fault(index, field, problem, Kind.INVALID));
    }
}
