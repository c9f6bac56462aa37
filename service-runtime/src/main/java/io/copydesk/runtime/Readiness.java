package io.copydesk.runtime;

/// Whether a service does its work now.
///
/// @param ready true when it does
/// @param reason what it is doing or waiting for, in a few words for an operator; no payloads, no secrets
public record Readiness(boolean ready, String reason) {}
