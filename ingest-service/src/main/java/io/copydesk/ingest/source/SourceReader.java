package io.copydesk.ingest.source;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.Kind;
import io.copydesk.ingest.page.Selectors;
import io.copydesk.ingest.text.CanonicalUrl;
import io.copydesk.ingest.web.Network;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads one source of the file; goes on after a mistake, to find the others.
final class SourceReader {
    private static final String SELECTORS = "selectors";
    private static final String ALLOW = "allow";
    private static final String KINDS = Arrays.stream(Kind.values()).map(Kind::label).collect(Collectors.joining(", "));
    private static final Set<String> FIELDS = new TreeSet<>(
            Set.of("id", "kind", "url", "path", "blog", "every", "zone", "complete", SELECTORS, ALLOW));
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*(s|m|h|d|)");
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MAX_BLOG_CHARS = 2_000;

    private final Path folder;
    private final BiConsumer<Node, String> problems;
    private final Map<String, Node> values = new HashMap<>();
    private String label = "source";

    SourceReader(Path folder, BiConsumer<Node, String> problems) {
        this.folder = folder;
        this.problems = problems;
    }

    SourceDefinition read(Node source) {
        if (!(source instanceof MappingNode mapping)) {
            problems.accept(source, "a source is a mapping: id, kind, …");
            return SourceDefinition.newBuilder().setId("").build();
        }
        collect(mapping);
        var id = id(source);
        var kind = kind(source);
        checkAddress(source, kind);
        return SourceDefinition.newBuilder().setId(id).setKind(kind).setBlog(blog()).setUrl(url()).setPath(path())
                .setEverySeconds(every()).setZone(zone()).setComplete(complete()).setSelectors(selectors(kind))
                .setAllowNetworks(networks()).build();
    }

    private void collect(MappingNode mapping) {
        for (var entry : mapping.getValue()) {
            if (Sources.scalar(entry.getKeyNode()).equals("id")) {
                label = "source '" + Sources.scalar(entry.getValueNode()) + "'";
            }
        }
        for (var entry : mapping.getValue()) {
            var name = Sources.scalar(entry.getKeyNode());
            if (!FIELDS.contains(name)) {
                problem(entry.getKeyNode(), "unknown '" + name + "'; known are " + String.join(", ", FIELDS));
            } else if (!shape(name).isInstance(entry.getValueNode())) {
                problem(entry.getValueNode(), name + ": must be "
                        + (name.equals(SELECTORS) ? "a mapping" : name.equals(ALLOW) ? "a list" : "one value"));
            } else if (!entry.getValueNode().getTag().equals(Tag.NULL)
                    && values.put(name, entry.getValueNode()) != null) {
                problem(entry.getKeyNode(), name + ": stands twice");
            }
        }
    }

    private String id(Node source) {
        var id = text("id");
        if (id == null) {
            problem(source, "id: is missing");
            return "";
        }
        if (!ID.matcher(id).matches()) {
            problem("id", "must be letters, digits, '.', '_' and '-', at most 100");
            return "";
        }
        return id;
    }

    private static Class<? extends Node> shape(String field) {
        return switch (field) {
            case SELECTORS -> MappingNode.class;
            case ALLOW -> SequenceNode.class;
            default -> ScalarNode.class;
        };
    }

    private String kind(Node source) {
        var kind = text("kind");
        if (kind == null) {
            problem(source, "kind: is missing; one of " + KINDS);
            return "";
        }
        if (Kind.of(kind).isEmpty()) {
            problem("kind", "'" + kind + "' is unknown; one of " + KINDS);
        }
        return kind;
    }

    private void checkAddress(Node source, String label) {
        var kind = Kind.of(label).orElse(null);
        if (kind == Kind.CAPTURE && text("path") == null) {
            problem(source, "path: is missing; the file or folder of saved looks");
        }
        if (kind != null && kind.isPolled()) {
            if (text("url") == null) {
                problem(source, "url: is missing; it is polled there");
            }
            problem("path", "is for saved captures alone");
        }
    }

    private Map<String, String> selectors(String kind) {
        var selectors = new LinkedHashMap<String, String>();
        if (values.get(SELECTORS) instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                var name = Sources.scalar(entry.getKeyNode());
                var selector = Sources.scalar(entry.getValueNode());
                if (selectors.put(name, selector) != null) {
                    problem(entry.getKeyNode(), SELECTORS + ": '" + name + "' stands twice");
                }
                Selectors.mistake(name, selector)
                        .ifPresent(mistake -> problem(entry.getKeyNode(), SELECTORS + ": " + mistake));
            }
            if (!selectors.containsKey("entry")) {
                problem(SELECTORS, Selectors.missing());
            }
            if (!kind.equals(Kind.PAGE.label())) {
                problem(SELECTORS, "are for pages alone");
            }
        }
        return selectors;
    }

    private List<String> networks() {
        var networks = new ArrayList<String>();
        if (values.get(ALLOW) instanceof SequenceNode list) {
            for (var node : list.getValue()) {
                try {
                    Network.of(Sources.scalar(node));
                    networks.add(Sources.scalar(node));
                } catch (IllegalArgumentException e) {
                    problem(node, ALLOW + ": " + e.getMessage());
                }
            }
        }
        return networks;
    }

    private @Nullable String blog() {
        var blog = text("blog");
        if (blog != null && (blog.isBlank() || blog.length() > MAX_BLOG_CHARS)) {
            problem("blog", "must have 1 to " + MAX_BLOG_CHARS + " characters");
        }
        return blog;
    }

    private @Nullable String url() {
        var url = text("url");
        if (url != null && CanonicalUrl.absolute(url, null).isEmpty()) {
            problem("url", "'" + url + "' is no http or https address");
        }
        return url;
    }

    private @Nullable String path() {
        var path = text("path");
        if (path == null) {
            return null;
        }
        try {
            return folder.resolve(path).normalize().toString();
        } catch (InvalidPathException e) {
            problem("path", "is no path: " + e.getReason());
            return null;
        }
    }

    private int every() {
        var every = text("every");
        if (every == null) {
            return SourceDefinition.newBuilder().setId("").build().getEverySeconds();
        }
        var matcher = DURATION.matcher(every.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            problem("every", "'" + every + "' is no duration; 60s, 5m, 1h");
            return 0;
        }
        int number = Integer.parseInt(matcher.group(1));
        var pause = switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofSeconds(number);
        };
        if (pause.compareTo(LONGEST) > 0) {
            problem("every", "is more than 7 days");
        }
        if (pause.isZero() && !Kind.CAPTURE.label().equals(text("kind"))) {
            problem("every", "must be at least 1s; 0s is for saved captures");
        }
        return Math.toIntExact(Math.min(pause.toSeconds(), LONGEST.toSeconds()));
    }

    private @Nullable String zone() {
        var zone = text("zone");
        try {
            return zone == null ? null : ZoneId.of(zone).getId();
        } catch (DateTimeException e) {
            problem("zone", "'" + zone + "' is no IANA time zone, such as Europe/London");
            return null;
        }
    }

    private boolean complete() {
        var complete = text("complete");
        if (complete != null && !complete.equals("true") && !complete.equals("false")) {
            problem("complete", "must be true or false");
        }
        return "true".equals(complete);
    }

    private @Nullable String text(String field) {
        var node = values.get(field);
        return node == null ? null : Sources.scalar(node);
    }

    private void problem(String field, String what) {
        var node = values.get(field);
        if (node != null) {
            problem(node, field + ": " + what);
        }
    }

    private void problem(Node where, String what) {
        problems.accept(where, label + ": " + what);
    }
}
