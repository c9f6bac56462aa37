package io.copydesk.enrich;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;

/// State in Avro's single-object encoding: each value names the schema that wrote it by fingerprint, so state of an
/// earlier release is read as long as its schema is given here. Needs no registry.
final class StateSerde {
    private StateSerde() {}

    static <T extends SpecificRecordBase> Serde<T> of(Class<T> type, Schema... earlier) {
        var schema = SpecificData.get().getSchema(type);
        var data = SpecificData.getForClass(type);
        var encoder = new BinaryMessageEncoder<T>(data, schema);
        var decoder = new BinaryMessageDecoder<T>(data, schema);
        for (var old : earlier) {
            decoder.addSchema(old);
        }
        return Serdes.serdeFrom((topic, value) -> encode(encoder, value), (topic, bytes) -> decode(decoder, bytes));
    }

    private static <T> byte @Nullable [] encode(BinaryMessageEncoder<T> encoder, @Nullable T value) {
        if (value == null) {
            return null;
        }
        try {
            var buffer = encoder.encode(value);
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private static <T> @Nullable T decode(BinaryMessageDecoder<T> decoder, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return decoder.decode(bytes);
        } catch (IOException e) {
            throw new ProcessorStateException("state that cannot be read", e);
        } catch (AvroRuntimeException e) {
            // a broken or unknown state is no fault of the record that asked for it
            throw new ProcessorStateException("state of an unknown schema", e);
        }
    }
}
