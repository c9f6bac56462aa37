package io.copydesk.newsroom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/// The file of sources that has Copydesk read every blog of the newsroom.
final class SourcesFile {
    static final Duration EVERY = Duration.ofSeconds(5);
    private static final YAMLMapper YAML = YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES).disable(YAMLGenerator.Feature.SPLIT_LINES).build();

    private SourcesFile() {}

    /// @param url the newsroom's, without a slash at its end
    /// @param network in which the newsroom stands, which is no public one
    static String of(List<Script> scripts, String url, String network, Duration every) {
        var file = YAML.createObjectNode();
        var sources = file.putArray("sources");
        scripts.forEach(script -> describe(sources.addObject(), script, url, network, every));
        try {
            return YAML.writeValueAsString(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always YAML", e);
        }
    }

    private static void describe(ObjectNode source, Script script, String url, String network, Duration every) {
        source.put("id", script.id()).put("kind", script.format().kind()).put("url", url + script.path());
        if (script.format().isInterface()) {
            source.put("blog", script.url());
        }
        source.put("every", every.toSeconds() + "s").put("complete", script.complete());
        source.putArray("allow").add(network);
        if (!script.selectors().isEmpty()) {
            var selectors = source.putObject("selectors");
            new TreeMap<>(script.selectors()).forEach(selectors::put);
        }
    }
}
