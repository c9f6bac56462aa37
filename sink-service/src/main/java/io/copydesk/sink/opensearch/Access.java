package io.copydesk.sink.opensearch;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the cluster answers, and as whom it is asked.
///
/// @param url `https://host:9200`, with a path where a proxy wants one
/// @param password secret
/// @param patience how long an answer may take
public record Access(URI url, Optional<String> user, Optional<String> password, Duration patience) {
    // For a bulk of many large documents on a busy cluster. A shard is waited for half as long, so that the cluster answers.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public Access(URI url, Optional<String> user, Optional<String> password) {
        this(url, user, password, PATIENCE);
    }

    /// What makes it unusable, each naming its variable; nothing secret.
    public List<String> problems() {
        var problems = new ArrayList<String>();
        var scheme = String.valueOf(url.getScheme());
        if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            problems.add("COPYDESK_OPENSEARCH_URL must be an address such as https://host:9200");
        } else if (url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) {
            problems.add(
                    "COPYDESK_OPENSEARCH_URL must be an address without user, query or fragment; the user belongs in"
                            + " COPYDESK_OPENSEARCH_USER and COPYDESK_OPENSEARCH_PASSWORD");
        }
        if (user.isPresent() != password.isPresent()) {
            problems.add("COPYDESK_OPENSEARCH_USER and COPYDESK_OPENSEARCH_PASSWORD must be set both or neither");
        }
        return problems;
    }

    @Override
    public String toString() {
        return user.map(name -> name + " at ").orElse("") + url.getScheme() + "://" + url.getHost();
    }
}
