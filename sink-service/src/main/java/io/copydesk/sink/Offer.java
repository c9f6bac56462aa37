package io.copydesk.sink;

import io.copydesk.runtime.Configuration;
import io.copydesk.runtime.Neighbours;
import io.copydesk.schemas.BadRecordException;
import io.copydesk.schemas.BadRecordException.Cause;
import io.copydesk.schemas.Contracts;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// One store, to which single records are offered again beside the running sink. Its guards hold: what is known or
/// outdated changes nothing. No offset is committed, and a refusal writes no dead letter.
public final class Offer implements AutoCloseable {
    private final Store store;
    private final Decoder decoder;
    private boolean open;

    /// What became of a record that the store accepts.
    public enum Answer {
        WRITTEN, UNCHANGED
    }

    private Offer(Store store, Contracts contracts) {
        this.store = store;
        this.decoder = new Decoder(contracts);
    }

    /// Nothing is connected yet.
    ///
    /// @param store by the name that stands in its stage, after `sink-`
    /// @param environment the sink's settings; which stores they name does not matter
    /// @param contracts stay the caller's to close
    /// @throws io.copydesk.runtime.ConfigurationException with what is missing for this store
    public static Offer to(String store, Map<String, String> environment, Contracts contracts) {
        var ours = new HashMap<>(environment);
        ours.put("COPYDESK_SINK_STORES", store.toUpperCase(Locale.ROOT));
        return new Offer(Stores.of(Configuration.load(SinkConfiguration.class, ours), Neighbours.of(ours)).getFirst(),
                contracts);
    }

    /// @param record with the topic that it was read from
    /// @throws BadRecordException when it is refused again
    /// @throws StoreUnavailableException when the store is away
    public Answer offer(ConsumerRecord<byte[], byte[]> record) {
        var delivery = decoder.decode(record);
        if (!open) {
            store.open();
            open = true;
        }
        try {
            int changed = store.write(List.of(delivery)).values().stream().mapToInt(Integer::intValue).sum();
            return changed == 0 ? Answer.UNCHANGED : Answer.WRITTEN;
        } catch (StoreRejectedException e) {
            throw new BadRecordException(Cause.STORE_REJECTED, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
