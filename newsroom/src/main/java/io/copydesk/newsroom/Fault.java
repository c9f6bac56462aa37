package io.copydesk.newsroom;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How an answer goes wrong. Each is given once before the good answer.
public enum Fault {
    @JsonProperty("429")
    TOO_MANY_REQUESTS,
    @JsonProperty("500")
    SERVER_ERROR,
    @JsonProperty("503")
    UNAVAILABLE,
    /// Half of the body that the header promises, then the line is cut.
    @JsonProperty("truncated")
    TRUNCATED,
    /// The whole body, in small pieces with pauses.
    @JsonProperty("slow")
    SLOW
}
