package io.copydesk.newsroom;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What an entry says, as plain text.
///
/// @param headline empty where the format has none
/// @param body paragraphs, each on a line of its own
public record Text(String headline, String body) {
    public Text {
        headline = headline.strip();
        body = Arrays.stream(body.split("\n", -1)).map(String::strip).filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    List<String> paragraphs() {
        return body.lines().toList();
    }

    /// As publishers send it: each paragraph an HTML element.
    String html() {
        return paragraphs().stream().map(line -> "<p>" + Markup.escaped(line) + "</p>")
                .collect(Collectors.joining("\n"));
    }
}
