package io.copydesk.sink.archive;

import io.copydesk.contracts.Change;
import io.copydesk.contracts.Observation;
import io.copydesk.schemas.Topic;
import io.copydesk.schemas.Topics;
import java.io.IOException;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/// A topic that is archived, and how its rows stand in a file.
///
/// @param name of its folder, and the first part of its files' names
/// @param record name of the schema of its rows
record Archived<T extends SpecificRecordBase>(String name, String record, Topic<T> topic) {
    static final Archived<Observation> RAW = new Archived<>("raw", "ArchivedObservation", Topics.RAW);
    static final Archived<Change> CHANGES = new Archived<>("changes", "ArchivedChange", Topics.CHANGES);
    static final List<Archived<?>> ALL = List.of(RAW, CHANGES);

    private static final String VALUE = "value";

    /// The topic's contract stands in it as it is registered, so that any Avro tool reads the file. [RowWriter] and
    /// [RowReader] rely on the order of the fields.
    Schema schema() {
        return SchemaBuilder.record(record).namespace("io.copydesk.archive")
                .doc("A record of " + topic.name() + " and where it stood there.").fields()
                .name("partition").doc("Partition of the topic.").type().intType().noDefault()
                .name("offset")
                .doc("Offset on the partition. After an interruption two files may hold the same one: take it once.")
                .type().longType().noDefault()
                .name("timestamp").doc("Time of the record, UTC.")
                .type(LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG))).noDefault()
                .name("key").doc("Key of the record.").type().stringType().noDefault()
                .name(VALUE).doc("Value of the record.").type(topic.schema()).noDefault()
                .endRecord();
    }

    DatumWriter<Row<T>> writer() {
        var data = SpecificData.getForClass(topic.value());
        return new RowWriter<>(new SpecificDatumWriter<>(SpecificData.get().getSchema(topic.value()), data));
    }

    /// Reads into the contract as this build knows it, whichever version the file was written with.
    DatumReader<Row<T>> reader() {
        return new RowReader<>(new SpecificDatumReader<>(null, SpecificData.get().getSchema(topic.value()),
                SpecificData.getForClass(topic.value())));
    }

    private record RowWriter<T extends SpecificRecordBase>(DatumWriter<T> values) implements DatumWriter<Row<T>> {
        @Override
        public void setSchema(Schema schema) {
            // there is one, and it is fixed
        }

        @Override
        public void write(Row<T> row, Encoder out) throws IOException {
            out.writeInt(row.partition());
            out.writeLong(row.offset());
            out.writeLong(row.timestamp());
            out.writeString(row.key());
            values.write(row.value(), out);
        }
    }

    private record RowReader<T extends SpecificRecordBase>(DatumReader<T> values) implements DatumReader<Row<T>> {
        @Override
        public void setSchema(Schema schema) {
            values.setSchema(schema.getField(VALUE).schema());
        }

        @Override
        public Row<T> read(Row<T> reuse, Decoder in) throws IOException {
            return new Row<>(in.readInt(), in.readLong(), in.readLong(), in.readString(), values.read(null, in));
        }
    }
}
