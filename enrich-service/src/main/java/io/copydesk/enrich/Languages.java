package io.copydesk.enrich;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// By which language an entry's stories are partitioned: that of its first revision, for good, or its link would be
/// written by two tasks in no order. Who is too short to show a language has the one last seen in its blog.
final class Languages {
    /// ISO 639's word for a language that nobody can tell.
    static final String UNKNOWN = "und";

    private static final Pattern PRIMARY = Pattern.compile("^([A-Za-z]{2,3})(?:[-_].*)?$");

    private Languages() {}

    /// @param first that of the first revision, empty before it
    /// @param revision that of the revision at hand
    /// @param blog the one last seen in its blog, empty before any
    static String of(String first, Optional<String> revision, String blog) {
        if (!first.isEmpty()) {
            return first;
        }
        return revision.flatMap(Languages::primary).orElse(blog.isEmpty() ? UNKNOWN : blog);
    }

    /// `en` of `en-GB`.
    private static Optional<String> primary(String tag) {
        var matcher = PRIMARY.matcher(tag.strip());
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
