package io.copydesk.ingest.page;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jspecify.annotations.Nullable;

/// Where a page that says nothing of itself keeps its updates, as its source's definition tells it.
public record Selectors(Map<Name, Selector> byName) {
    private static final int MAX_CHARS = 1_000;

    /// What a selector may be for.
    public enum Name {
        ENTRY("entry"), ID("id"), LINK("link"), HEADLINE("headline"), BODY("body"), PUBLISHED("published"),
        MODIFIED("modified"), AUTHOR("author"), MEDIA("media"), PINNED("pinned"), KEY_EVENT("keyEvent"),
        /// Found on a page whose blog is over.
        ENDED("ended"),
        /// Found on a page that has older updates elsewhere.
        NEXT("next");

        private final String label;

        Name(String label) {
            this.label = label;
        }

        static Optional<Name> of(String label) {
            return Arrays.stream(values()).filter(name -> name.label.equals(label)).findFirst();
        }
    }

    /// CSS, as far as jsoup knows it, and after an `@` the attribute to take: `time@datetime`; `@data-id` is one of the
    /// entry itself.
    ///
    /// @param css null for the entry itself
    /// @param attribute empty for the element's own value
    public record Selector(@Nullable Evaluator css, String attribute) {
        private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:-]*");

        /// @throws IllegalArgumentException when it is none
        static Selector of(String text) {
            int at = text.lastIndexOf('@');
            boolean takesAttribute = at >= 0 && ATTRIBUTE.matcher(text.substring(at + 1)).matches();
            var css = (takesAttribute ? text.substring(0, at) : text).strip();
            if (text.isBlank() || text.length() > MAX_CHARS) {
                throw new IllegalArgumentException("must have 1 to " + MAX_CHARS + " characters");
            }
            try {
                return new Selector(css.isEmpty() ? null : QueryParser.parse(css),
                        takesAttribute ? text.substring(at + 1) : "");
            } catch (IllegalStateException | IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + text + "' is no CSS selector: " + e.getMessage(), e);
            }
        }

        /// The elements within the entry, or the entry where only an attribute is asked for.
        List<Element> within(Element entry) {
            return css == null
                    ? List.of(entry)
                    : entry.select(css).stream().filter(element -> !element.equals(entry)).toList();
        }

        /// Whether it finds something in the entry or on it.
        boolean isIn(Element entry) {
            var found = css == null ? List.of(entry) : entry.select(css);
            return found.stream().anyMatch(element -> attribute.isEmpty() || says(element));
        }

        /// An attribute that says `false` or `0` says nothing.
        private boolean says(Element element) {
            return element.hasAttr(attribute) && !List.of("false", "0").contains(element.attr(attribute).strip());
        }
    }

    /// @throws IllegalArgumentException with the first mistake
    public static Selectors of(Map<String, String> texts) {
        var byName = new EnumMap<Name, Selector>(Name.class);
        texts.forEach((name, text) -> {
            mistake(name, text).ifPresent(mistake -> {
                throw new IllegalArgumentException(mistake);
            });
            Name.of(name).ifPresent(known -> byName.put(known, Selector.of(text)));
        });
        if (!texts.isEmpty() && !byName.containsKey(Name.ENTRY)) {
            throw new IllegalArgumentException(missing());
        }
        return new Selectors(Map.copyOf(byName));
    }

    /// What is wrong with one of them, if anything is.
    public static Optional<String> mistake(String name, String text) {
        if (Name.of(name).isEmpty()) {
            var known = Arrays.stream(Name.values()).map(each -> each.label).collect(Collectors.joining(", "));
            return Optional.of("unknown '" + name + "'; known are " + known);
        }
        try {
            var selector = Selector.of(text);
            return selector.css() == null && name.equals(Name.ENTRY.label)
                    ? Optional.of("entry: '" + text + "' names no element")
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(name + ": " + e.getMessage());
        }
    }

    /// What is wrong with selectors without `entry`.
    public static String missing() {
        return "entry: is missing; what each update is within";
    }

    Optional<Selector> get(Name name) {
        return Optional.ofNullable(byName.get(name));
    }
}
