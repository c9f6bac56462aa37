package io.copydesk.sink;

/// What one record asks, and where the record stood.
///
/// @param timestamp of the Kafka record, milliseconds since 1970: the time of observation
/// @param key as read
public record Delivery(String topic, int partition, long offset, long timestamp, String key, Item item) {}
