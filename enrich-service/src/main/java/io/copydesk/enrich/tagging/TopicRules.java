package io.copydesk.enrich.tagging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// The rules of one file.
///
/// @param version raised with every change of meaning
/// @param mediaTopics the release of IPTC Media Topics that the codes were checked against
/// @param threshold score below which a topic is not published
/// @param idioms words that say nothing about a topic and hide the terms that are part of them
record TopicRules(String version, String mediaTopics, float threshold, List<String> idioms, List<TopicRule> topics) {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern CODE = Pattern.compile("medtop:[0-9]{8}");

    TopicRules {
        version = version == null ? "" : version;
        mediaTopics = mediaTopics == null ? "" : mediaTopics;
        idioms = idioms == null ? List.of() : List.copyOf(idioms);
        topics = topics == null ? List.of() : List.copyOf(topics);
    }

    /// @throws GazetteerException with every problem of the file
    static TopicRules load(DataFile file) {
        try {
            TopicRules read = YAML.readValue(file.text(), TopicRules.class);
            List<String> problems = read.problems().stream().map(problem -> file.name() + ": " + problem).toList();
            if (!problems.isEmpty()) {
                throw new GazetteerException(problems);
            }
            return new TopicRules(read.version + "+" + DataFile.hash(List.of(file)), read.mediaTopics, read.threshold,
                    read.idioms, read.topics);
        } catch (JsonProcessingException e) {
            throw new GazetteerException(List.of(file.name() + ": " + e.getOriginalMessage()));
        }
    }

    private List<String> problems() {
        var problems = new ArrayList<String>();
        if (version.isBlank() || mediaTopics.isBlank() || topics.isEmpty()) {
            problems.add("version, mediaTopics and topics are needed");
        }
        if (threshold <= 0 || threshold >= 1) {
            problems.add("threshold must be between 0 and 1, not " + threshold);
        }
        var codes = new HashSet<String>();
        for (TopicRule topic : topics) {
            if (!codes.add(topic.code())) {
                problems.add("twice: " + topic.code());
            }
            problems.addAll(problems(topic));
        }
        for (TopicRule topic : topics) {
            if (topic.within() != null && !codes.contains(topic.within())) {
                problems.add(topic.code() + " is within " + topic.within() + ", which has no rule");
            }
            topic.beside().keySet().stream().filter(code -> !codes.contains(code)).forEach(
                    code -> problems.add(topic.code() + " stands beside " + code + ", which has no rule"));
        }
        return problems;
    }

    private static List<String> problems(TopicRule topic) {
        var problems = new ArrayList<String>();
        if (!CODE.matcher(topic.code()).matches()) {
            problems.add("'" + topic.code() + "' is not a Media Topic code");
        }
        if (topic.label().isBlank()) {
            problems.add(topic.code() + " has no label");
        }
        topic.terms().values().forEach(terms -> wrong(terms).forEach(
                term -> problems.add(topic.code() + ": the term '" + term + "' is empty or has no beginning")));
        var seen = new HashSet<String>();
        topic.terms().values().forEach(terms -> terms.stream().filter(term -> !seen.add(FoldedText.fold(term))).forEach(
                term -> problems.add(topic.code() + ": the term '" + term + "' is there twice")));
        for (TopicRule.Phrase phrase : topic.phrases()) {
            if (phrase.all().isEmpty()
                    || phrase.all().stream().anyMatch(words -> words.isEmpty() || !wrong(words).isEmpty())
                    || !wrong(phrase.unless()).isEmpty() || phrase.weight() == 0) {
                problems.add(topic.code() + ": a phrase needs words and a weight: " + phrase.all());
            }
        }
        return problems;
    }

    private static List<String> wrong(List<String> terms) {
        return terms.stream().filter(term -> term == null || term.isBlank() || term.startsWith("*")).toList();
    }

    /// Code of the top-level topic that `code` belongs to: its own if it is one.
    ///
    /// @throws IllegalArgumentException when no rule has that code
    String top(String code) {
        return topics.stream()
                .filter(topic -> topic.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule for " + code))
                .top();
    }
}
