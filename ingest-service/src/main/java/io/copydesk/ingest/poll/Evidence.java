package io.copydesk.ingest.poll;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.Time;
import io.copydesk.ingest.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Under what a source's entries are remembered: native id, else permalink, else URL, else the claimed time and the
/// first eight words. Ingest only remembers by it; which entry it is, enrich decides.
public final class Evidence {
    private static final int OPENING_WORDS = 8;
    private static final int MAX_CHARS = 300;
    private static final List<Function<Observation, Optional<String>>> RUNGS = List.of(
            entry -> entry.getNativeId().map(id -> "id:" + id),
            entry -> entry.getPermalink().map(permalink -> "permalink:" + permalink),
            entry -> entry.getUrl().map(url -> "url:" + url));

    private Evidence() {}

    /// One for each entry of a look, no two alike: what several entries share identifies none of them.
    static List<String> of(List<Observation> look) {
        var found = new ArrayList<@Nullable String>(Collections.nCopies(look.size(), null));
        for (var rung : RUNGS) {
            var claims = claims(look, rung);
            for (int i = 0; i < look.size(); i++) {
                var claim = rung.apply(look.get(i));
                if (found.get(i) == null && claim.isPresent() && Integer.valueOf(1).equals(claims.get(claim.get()))) {
                    found.set(i, bounded(claim.get()));
                }
            }
        }
        return byText(look, found);
    }

    /// Which kind of evidence each entry of a look is known by: `native-id`, `permalink`, `url` or `text`.
    public static List<String> rungs(List<Observation> look) {
        return of(look).stream().map(evidence -> evidence.substring(0, evidence.indexOf(':')))
                .map(rung -> rung.equals("id") ? "native-id" : rung).toList();
    }

    /// Whether the source names the entry neither by an id nor by an address of its own, so that enrich may have to
    /// compare texts.
    static boolean isWeak(String evidence) {
        return !evidence.startsWith("id:") && !evidence.startsWith("permalink:");
    }

    /// Whether it rests on the text alone, so that an edit cannot be told from an absence.
    static boolean isText(String evidence) {
        return evidence.startsWith("text:");
    }

    /// Every id and address that the look shows, usable as evidence or not.
    static Set<String> claimed(List<Observation> look) {
        return RUNGS.stream().flatMap(rung -> claims(look, rung).keySet().stream()).map(Evidence::bounded)
                .collect(Collectors.toSet());
    }

    private static Map<String, Integer> claims(List<Observation> look,
            Function<Observation, Optional<String>> rung) {
        var claims = new HashMap<String, Integer>();
        look.forEach(entry -> rung.apply(entry).ifPresent(claim -> claims.merge(claim, 1, Integer::sum)));
        return claims;
    }

    private static List<String> byText(List<Observation> look, List<@Nullable String> found) {
        var ordinals = new HashMap<String, Integer>();
        var complete = new ArrayList<String>(look.size());
        for (int i = 0; i < look.size(); i++) {
            var known = found.get(i);
            if (known != null) {
                complete.add(known);
                continue;
            }
            var text = text(look.get(i));
            int ordinal = ordinals.merge(text, 1, Integer::sum);
            complete.add(ordinal == 1 ? text : text + "#" + ordinal);
        }
        return complete;
    }

    private static String text(Observation entry) {
        var words = (entry.getBody().isEmpty() ? entry.getHeadline() : entry.getBody()).split("\\s+",
                OPENING_WORDS + 1);
        var opening = String.join(" ", List.of(words).subList(0, Math.min(words.length, OPENING_WORDS)));
        var published = entry.getPublished().map(Time::getText).orElse("");
        return "text:" + Content.sha256((published + '\n' + opening).getBytes(StandardCharsets.UTF_8));
    }

    private static String bounded(String evidence) {
        if (evidence.length() <= MAX_CHARS) {
            return evidence;
        }
        var rung = evidence.substring(0, evidence.indexOf(':') + 1);
        return rung + "sha256:" + Content.sha256(evidence.getBytes(StandardCharsets.UTF_8));
    }
}
