package io.copydesk.sink;

import io.copydesk.schemas.Topic;
import java.util.List;
import java.util.Map;

/// A place where the stream ends up. Used by one thread; every write may be repeated, and an older version that comes
/// after a newer one changes nothing.
public interface Store extends AutoCloseable {
    /// Short and stable: part of the consumer group's name, of metrics and of dead letters.
    String name();

    /// The topics that it stores.
    List<Topic<?>> topics();

    /// Connects and brings the store's own schema up to date; may be called again after it failed.
    ///
    /// @throws StoreUnavailableException when it is worth trying again; any other exception means that it is not
    void open();

    /// Writes all of the deliveries or none, and returns when they are safe. They come in the order of their partitions,
    /// and may have come before.
    ///
    /// @return for each topic's name how many records changed the store; the others were already known or outdated
    /// @throws StoreUnavailableException when the store is away: the deliveries are fine
    /// @throws StoreRejectedException when one of them can never be stored
    Map<String, Integer> write(List<Delivery> deliveries);

    /// Asks whether the store answers.
    ///
    /// @throws StoreUnavailableException when it does not
    void ping();

    @Override
    void close();
}
