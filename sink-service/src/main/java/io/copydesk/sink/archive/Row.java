package io.copydesk.sink.archive;

import org.apache.avro.specific.SpecificRecordBase;

/// One archived record.
///
/// @param offset on its partition; rows with the same partition and offset are the same record
/// @param timestamp of the record, milliseconds since 1970
public record Row<T extends SpecificRecordBase>(int partition, long offset, long timestamp, String key, T value) {}
