package io.copydesk.ingest.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/// The body of an answer that is no success, as RFC 9457 has it.
///
/// @param errors what is wrong with which update; empty where it is the request
@JsonPropertyOrder({"type", "title", "status", "detail", "errors"})
record Problem(String type, String title, int status, String detail,
        @JsonInclude(Include.NON_EMPTY) List<FieldProblem> errors) {
    static final String MEDIA_TYPE = "application/problem+json";
    static final int MAX_ERRORS = 5_000;

    /// As [Fault].
    record FieldProblem(int index, String field, String problem) {}

    static Problem of(Refusal refusal, String detail, List<Fault> faults) {
        return new Problem("about:blank", refusal.title(), refusal.status(), detail, faults.stream().limit(MAX_ERRORS)
                .map(fault -> new FieldProblem(fault.index(), fault.field(), fault.problem())).toList());
    }
}
