package io.copydesk.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Writes Confluent's wire format: the magic byte 0, the schema id as 4 bytes, the Avro binary. The same bytes as
/// Confluent's KafkaAvroSerializer, which is not to be had from Maven Central.
final class ContractSerializer<T extends SpecificRecordBase> implements Serializer<T> {
    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 5;

    private final String subject;
    private final Schemas schemas;
    private final Schema schema;
    private final SpecificDatumWriter<T> writer;

    ContractSerializer(Topic<T> topic, Schemas schemas) {
        this.subject = topic.subject();
        this.schemas = schemas;
        this.schema = topic.schema();
        this.writer = new SpecificDatumWriter<>(SpecificData.get().getSchema(topic.value()),
                SpecificData.getForClass(topic.value()));
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null; // a tombstone
        }
        var id = schemas.idOf(subject, schema);
        var bytes = new ByteArrayOutputStream(512);
        bytes.writeBytes(ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(id).array());
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }
}
