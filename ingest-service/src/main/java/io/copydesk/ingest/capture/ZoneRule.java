package io.copydesk.ingest.capture;

import io.copydesk.contracts.SourceDefinition;
import io.copydesk.contracts.Time;
import io.copydesk.contracts.TimePrecision;
import io.copydesk.contracts.ZoneOrigin;
import io.copydesk.ingest.Document;
import io.copydesk.ingest.UnreadableException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Whose midnight a day begins at: the source's zone, or UTC for want of one. No capture states one.
record ZoneRule(ZoneId zone, ZoneOrigin origin) {
    static ZoneRule of(SourceDefinition source, Document document) throws UnreadableException {
        @Nullable
        String configured = source.getZone().orElse(null);
        if (configured == null) {
            return new ZoneRule(ZoneOffset.UTC, ZoneOrigin.ASSUMED_UTC);
        }
        try {
            return new ZoneRule(ZoneId.of(configured), ZoneOrigin.SOURCE);
        } catch (DateTimeException e) {
            throw new UnreadableException(document,
                    "the zone of source %s, '%s', is no time zone".formatted(source.getId(), configured), e);
        }
    }

    Time time(Day day) {
        return Time.newBuilder().setInstant(day.date().atStartOfDay(zone).toInstant()).setText(day.text())
                .setZone(origin).setPrecision(TimePrecision.DAY).build();
    }
}
