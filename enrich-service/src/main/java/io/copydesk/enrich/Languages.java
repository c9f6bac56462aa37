package io.copydesk.enrich;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/// By which language an entry's stories are partitioned: that of its first revision, for good, or its link would be
/// written by two tasks in no order. Who is too short to show a language has the one last seen in its blog.
final class Languages {
    static final String STORE = "languages";
    /// ISO 639's word for a language that nobody can tell.
    static final String UNKNOWN = "und";

    private static final Pattern PRIMARY = Pattern.compile("^([A-Za-z]{2,3})(?:[-_].*)?$");

    private final KeyValueStore<String, String> languages;

    Languages(ProcessorContext<?, ?> context) {
        this.languages = context.getStateStore(STORE);
    }

    /// @param revision the language of the revision at hand
    String of(String blog, String entry, Optional<String> revision) {
        var first = languages.get(key(blog, entry));
        if (first != null) {
            return first;
        }
        return revision.flatMap(Languages::primary)
                .orElseGet(() -> Optional.ofNullable(languages.get(key(blog, ""))).orElse(UNKNOWN));
    }

    void remember(String blog, String entry, String language) {
        remember(key(blog, entry), language);
        if (!language.equals(UNKNOWN)) {
            remember(key(blog, ""), language);
        }
    }

    private void remember(String key, String language) {
        if (!language.equals(languages.get(key))) {
            languages.put(key, language);
        }
    }

    /// `en` of `en-GB`.
    private static Optional<String> primary(String tag) {
        var matcher = PRIMARY.matcher(tag.strip());
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static String key(String blog, String entry) {
        return blog + "\n" + entry;
    }
}
