package io.copydesk.ingest;

import io.copydesk.contracts.SourceDefinition;

/// Reads one kind of document. Pure: the same bytes give the same look, and nothing is fetched.
public interface Parser {
    /// The `parser` of its observations.
    String name();

    /// Rises when the same bytes would be read differently.
    int version();

    /// @throws UnreadableException when the document is not of this parser's kind, or nothing can be read from it
    Look parse(SourceDefinition source, Document document) throws UnreadableException;
}
