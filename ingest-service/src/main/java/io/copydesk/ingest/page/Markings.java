package io.copydesk.ingest.page;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/// The attributes by which elements say what they are: HTML's microdata, or RDFa Lite.
enum Markings {
    MICRODATA("microdata", "itemscope", "itemtype", "itemprop", "itemid", "itemref"), RDFA("RDFa", "typeof", "typeof",
            "property", "resource", "");

    private static final Pattern SCHEMA_ORG = Pattern
            .compile("(?i)(?:(?:https?:)?//)?(?:www\\.)?schema\\.org/+([a-z0-9]+)/?");
    private static final String PREFIX = "schema:";
    /// Of one element; more is no markup.
    private static final int MAX_NAMES = 100;

    private final String label;
    private final String scope;
    private final String type;
    private final String property;
    private final String id;
    private final String reference;

    Markings(String label, String scope, String type, String property, String id, String reference) {
        this.label = label;
        this.scope = scope;
        this.type = type;
        this.property = property;
        this.id = id;
        this.reference = reference;
    }

    /// What finds every item, whatever it is.
    String items() {
        return "[" + scope + "]";
    }

    boolean isItem(Element element) {
        return element.hasAttr(scope);
    }

    boolean isProperty(Element element) {
        return !element.attr(property).isBlank();
    }

    /// The item's types in schema.org's vocabulary; other vocabularies' are left out.
    Stream<String> types(Element item) {
        return names(item.attr(type), this == RDFA && isWithinSchemaOrg(item));
    }

    /// Names of schema.org's properties that the element is.
    Stream<String> properties(Element element) {
        return names(element.attr(property), this == MICRODATA || isWithinSchemaOrg(element));
    }

    /// @param bare whether a name may stand there without its vocabulary
    private static Stream<String> names(String attribute, boolean bare) {
        return HtmlValue.tokens(attribute).limit(MAX_NAMES).flatMap(token -> name(token, bare).stream());
    }

    private static Optional<String> name(String token, boolean bare) {
        var full = SCHEMA_ORG.matcher(token);
        if (full.matches()) {
            return Optional.of(full.group(1));
        }
        if (token.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
            return Optional.of(token.substring(PREFIX.length()));
        }
        return bare && token.indexOf(':') < 0 ? Optional.of(token) : Optional.empty();
    }

    private static boolean isWithinSchemaOrg(Element element) {
        var around = element;
        while (around != null && !around.hasAttr("vocab")) {
            around = around.parent();
        }
        return around != null && around.attr("vocab").contains("schema.org");
    }

    String id(Element item) {
        var stated = item.attr(id).strip();
        return stated.isEmpty() && this == RDFA ? item.attr("about").strip() : stated;
    }

    Stream<String> references(Element item) {
        return reference.isEmpty() ? Stream.empty() : HtmlValue.tokens(item.attr(reference));
    }

    @Override
    public String toString() {
        return label;
    }
}
