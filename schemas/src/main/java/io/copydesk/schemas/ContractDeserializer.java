package io.copydesk.schemas;

import io.copydesk.schemas.BadRecordException.Cause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Reads Confluent's wire format with the schema it was written with, into the contract as this build knows it.
/// A bad record throws [BadRecordException]; a broken registry throws [RegistryUnavailableException] after one wait.
final class ContractDeserializer<T extends SpecificRecordBase> implements Deserializer<T> {
    private final Schemas schemas;
    private final Schema mine;
    private final SpecificData data;
    private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();

    ContractDeserializer(Topic<T> topic, Schemas schemas) {
        this.schemas = schemas;
        this.mine = SpecificData.get().getSchema(topic.value());
        this.data = SpecificData.getForClass(topic.value());
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null; // a tombstone
        }
        if (bytes.length > 0 && bytes[0] != ContractSerializer.MAGIC) {
            throw new BadRecordException(Cause.WRONG_MAGIC_BYTE, "starts with byte " + bytes[0] + ", not 0");
        }
        if (bytes.length < ContractSerializer.HEADER_BYTES) {
            throw new BadRecordException(Cause.TRUNCATED, bytes.length + " bytes are too few for a schema id");
        }
        var id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        var theirs = schemas.byId(id);
        var reader = readers.computeIfAbsent(id, key -> new SpecificDatumReader<>(theirs, mine, data));
        try {
            var decoder = DecoderFactory.get().binaryDecoder(bytes, ContractSerializer.HEADER_BYTES,
                    bytes.length - ContractSerializer.HEADER_BYTES, null);
            var value = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new BadRecordException(Cause.UNDECODABLE, "bytes are left after the value");
            }
            return value;
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | ClassCastException
                | NegativeArraySizeException | UnsupportedOperationException e) {
            // what Avro throws at hostile bytes, found by fuzzing; anything else is our fault and no record's
            throw new BadRecordException(Cause.UNDECODABLE, "does not decode with schema id " + id + ": " + e, e);
        }
    }
}
