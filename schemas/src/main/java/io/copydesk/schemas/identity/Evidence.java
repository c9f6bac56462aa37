package io.copydesk.schemas.identity;

import io.copydesk.contracts.Media;
import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Time;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// One piece of evidence of who an entry is, as a key that is unique within its blog.
///
/// @param rung how strong it is
/// @param key what the blog's aliases are kept under
public record Evidence(Rung rung, String key) {
    public static final String ID = "id:";
    public static final String LINK = "link:";
    private static final String URL = "url:";
    private static final String TEXT = "text:";
    private static final List<String> STRENGTH = List.of(ID, LINK, URL, TEXT);

    /// Strongest first. The label is what the entry's `identityRung` says.
    public enum Rung {
        NATIVE_ID("native-id"), PERMALINK("permalink"), URL("url"), TEXT("text"), NEAREST("nearest");

        private final String label;

        Rung(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// Everything that an observation says of its entry's identity, strongest first, its text last. Text is
    /// named by its hash: aliases are published, and outlive a text that was retracted.
    public static List<Evidence> of(Observation observation) {
        var evidence = new ArrayList<Evidence>();
        observation.getNativeId().ifPresent(id -> evidence.add(new Evidence(Rung.NATIVE_ID, ID + id)));
        for (var alias : observation.getAliases()) {
            evidence.add(new Evidence(Rung.NATIVE_ID, ID + alias));
        }
        observation.getPermalink().ifPresent(link -> evidence.add(new Evidence(Rung.PERMALINK, link(link))));
        // the page's own address names the blog, not an entry
        observation.getUrl().filter(url -> !url.equals(observation.getBlog()))
                .ifPresent(url -> evidence.add(new Evidence(Rung.URL, URL + url)));
        var opening = opening(observation);
        // what is gone shows no text, and no text names nothing
        if (!opening.isEmpty()) {
            evidence.add(
                    new Evidence(Rung.TEXT, TEXT + time(observation.getPublished()) + "|" + Sha256.of(opening)));
        }
        return evidence.stream().distinct().toList();
    }

    /// The same fragment means the same entry on every address of the page (AMP, mobile, with tracking).
    private static String link(String permalink) {
        try {
            var uri = URI.create(permalink);
            var fragment = uri.getFragment();
            if (fragment != null && !fragment.isBlank()) {
                return LINK + "#" + fragment;
            }
            if (uri.getHost() != null) {
                var path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
                var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
                return LINK + uri.getHost().toLowerCase(Locale.ROOT) + path + query;
            }
        } catch (IllegalArgumentException e) {
            // no URI, but still the publisher's name for it: compared as it stands
        }
        return LINK + permalink;
    }

    /// To the minute, since a page shows minutes where the feed of the same blog has seconds.
    public static String time(Optional<Time> published) {
        return published.flatMap(Time::getInstant).map(instant -> instant.truncatedTo(ChronoUnit.MINUTES).toString())
                .orElse("-");
    }

    /// Whether this alias is proof of an id or an address, and not only of a text.
    public static boolean isProof(String alias) {
        return !alias.startsWith(TEXT);
    }

    /// Whether an observation is of the entry that has these aliases: the strongest kind of evidence that both have
    /// decides. What an alias was worth to the observation's source at the time is not asked.
    public static boolean isOf(Observation observation, List<String> aliases) {
        var own = of(observation);
        for (var kind : STRENGTH) {
            var keys = own.stream().map(Evidence::key).filter(key -> key.startsWith(kind)).toList();
            var known = aliases.stream().filter(alias -> alias.startsWith(kind)).toList();
            if (!keys.isEmpty() && !known.isEmpty()) {
                return kind.equals(TEXT)
                        ? known.stream().anyMatch(alias -> keys.contains(alias.substring(0, alias.lastIndexOf('|'))))
                        : known.stream().anyMatch(keys::contains);
            }
        }
        return false;
    }

    /// The aliases by which an id, a permalink or a URL of a publisher would be known.
    public static List<String> aliases(String idOrAddress) {
        return List.of(ID + idOrAddress, link(idOrAddress), URL + idOrAddress);
    }

    /// Whether this alias is a publisher's own id, and no address.
    public static boolean isId(String alias) {
        return alias.startsWith(ID);
    }

    /// The alias that tells most, of those that an entry has.
    public static Optional<String> strongest(List<String> aliases) {
        return aliases.stream().min(Comparator.comparingInt(Evidence::strength).thenComparing(alias -> alias));
    }

    private static int strength(String alias) {
        return STRENGTH.indexOf(alias.substring(0, alias.indexOf(':') + 1));
    }

    /// The first words of the body; of a body without words (a smiley, a dash) all of it; without a body the same of the
    /// headline, and at last what pictures it shows.
    private static String opening(Observation observation) {
        var text = observation.getBody().isBlank() ? observation.getHeadline() : observation.getBody();
        var words = Words.of(text);
        if (!words.isEmpty()) {
            return String.join(" ", words.subList(0, Math.min(Words.OPENING, words.size())));
        }
        return text.isBlank()
                ? observation.getMedia().stream().map(Media::getUrl).collect(Collectors.joining(" "))
                : text.strip();
    }
}
