package io.copydesk.dashboard.view;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// How far somebody has followed the topics: for each of their partitions the next offset. It means the same to every
/// instance of the dashboard and after every restart, whatever the order in which partitions were read.
public final class Position {
    private static final int RADIX = 36;
    private static final String BETWEEN = "-";

    private final String cluster;
    private final long[] next;

    private Position(String cluster, long[] next) {
        this.cluster = cluster;
        this.next = next;
    }

    /// Where nothing has been seen.
    ///
    /// @param cluster which topics these are: one word of digits and letters that differs once they were made anew
    static Position start(String cluster, int partitions) {
        return new Position(cluster, new long[partitions]);
    }

    /// What [#toString()] wrote, if it was one of the same topics.
    Optional<Position> read(String text) {
        var parts = text.split(BETWEEN, -1);
        if (parts.length != next.length + 1 || !parts[0].equals(cluster)) {
            return Optional.empty();
        }
        try {
            var offsets = Arrays.stream(parts).skip(1).mapToLong(part -> Long.parseUnsignedLong(part, RADIX)).toArray();
            return Arrays.stream(offsets).anyMatch(offset -> offset < 0)
                    ? Optional.empty()
                    : Optional.of(new Position(cluster, offsets));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    boolean hasSeen(int partition, long offset) {
        return offset < next[partition];
    }

    public boolean hasSeen(Event event) {
        return hasSeen(event.partition(), event.offset());
    }

    public Position after(Event event) {
        return after(event.partition(), event.offset());
    }

    /// With this record seen, too.
    Position after(int partition, long offset) {
        return hasSeen(partition, offset) ? this : from(partition, offset + 1);
    }

    /// With everything before this record taken for seen.
    Position from(int partition, long offset) {
        var moved = next.clone();
        moved[partition] = offset;
        return new Position(cluster, moved);
    }

    /// With all that the other one has seen, too.
    public Position and(Position other) {
        var furthest = next.clone();
        for (int partition = 0; partition < furthest.length; partition++) {
            furthest[partition] = Math.max(furthest[partition], other.next[partition]);
        }
        return new Position(cluster, furthest);
    }

    /// Whether the other one has seen everything that this one has.
    boolean isWithin(Position other) {
        for (int partition = 0; partition < next.length; partition++) {
            if (next[partition] > other.next[partition]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return Arrays.stream(next).mapToObj(offset -> Long.toString(offset, RADIX))
                .collect(Collectors.joining(BETWEEN, cluster + BETWEEN, ""));
    }
}
