package io.copydesk.ingest;

import io.copydesk.contracts.SourceDefinition;

/// Reads one kind of document. Pure: the same bytes give the same look, and nothing is fetched.
public interface Parser {
    /// The `parser` of its observations.
    String name();

    /// Rises when the same bytes would be read differently.
    int version();

    /// Whether the document is of this parser's kind, for files of which nobody said it. Cheap, and sure rather than
    /// complete: who is asked last takes what is left.
    boolean recognises(Document document);

    /// @throws UnreadableException when the document is not of this parser's kind, or nothing can be read from it
    Look parse(SourceDefinition source, Document document) throws UnreadableException;
}
