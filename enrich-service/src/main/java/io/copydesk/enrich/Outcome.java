package io.copydesk.enrich;

import java.util.List;

/// What an observation comes to, before anything of it is true.
///
/// @param decided for the topics; empty when nothing that is published changes
/// @param remember writes into state what was learned; fails on nothing but what is broken for every record
record Outcome(List<Decided> decided, Runnable remember) {
    /// Nothing to publish and nothing to learn.
    static final Outcome NOTHING = new Outcome(List.of(), () -> {});
}
