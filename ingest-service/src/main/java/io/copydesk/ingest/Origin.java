package io.copydesk.ingest;

import io.copydesk.contracts.Observation;
import io.copydesk.contracts.SourceDefinition;
import io.copydesk.ingest.text.Times;
import java.util.ArrayList;
import java.util.List;

/// Where the entries of one look come from: what all of them share.
public final class Origin {
    private final SourceDefinition source;
    private final Document document;
    private final Parser parser;
    private final Page page;
    private final Times times;

    public Origin(SourceDefinition source, Document document, Parser parser, Page page) {
        this.source = source;
        this.document = document;
        this.parser = parser;
        this.page = page;
        this.times = Times.in(source.getZone());
    }

    /// An entry of which nothing is known yet.
    public Draft draft() {
        return new Draft(this);
    }

    /// @param entries in the order of the document
    /// @param complete whether nothing is missing as far as the document tells; the source must have said so as well
    public Look look(List<Observation> entries, boolean complete, boolean ended) {
        return look(entries, complete, ended, 0);
    }

    /// @param excess how many older entries the parser has left out
    public Look look(List<Observation> entries, boolean complete, boolean ended, int excess) {
        boolean whole = complete && source.getComplete() && excess == 0 && entries.size() <= Limits.ENTRIES;
        var sorted = OldestFirst.of(entries);
        var placed = new ArrayList<Observation>(sorted.size());
        for (int position = 0; position < sorted.size(); position++) {
            placed.add(Observation.newBuilder(sorted.get(position)).setPosition(position).setLookComplete(whole)
                    .build());
        }
        return new Look(placed, whole, ended, excess);
    }

    SourceDefinition source() {
        return source;
    }

    Document document() {
        return document;
    }

    Parser parser() {
        return parser;
    }

    public Page page() {
        return page;
    }

    public Times times() {
        return times;
    }
}
