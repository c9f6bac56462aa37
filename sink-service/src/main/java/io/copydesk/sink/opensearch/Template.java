package io.copydesk.sink.opensearch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// Settings and mappings of the indices that will be made under a pattern; those that exist keep theirs.
///
/// @param version raised with each change, so that an older sink leaves a newer one's alone
/// @param body as the cluster takes it
record Template(String name, long version, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Template> of(Indices indices) {
        var entries = resource("entries.json");
        entries.putArray("index_patterns").add(indices.everyMonth());
        entries.withObject("/template/aliases").putObject(indices.entries());
        var stories = resource("stories.json");
        stories.putArray("index_patterns").add(indices.stories());
        return List.of(of(indices.entries(), entries), of(indices.stories(), stories));
    }

    private static Template of(String name, ObjectNode body) {
        return new Template(name, body.required("version").longValue(), body.toString());
    }

    private static ObjectNode resource(String name) {
        try (var content = Template.class.getResourceAsStream("/copydesk/opensearch/" + name)) {
            return (ObjectNode) JSON.readTree(Objects.requireNonNull(content, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
