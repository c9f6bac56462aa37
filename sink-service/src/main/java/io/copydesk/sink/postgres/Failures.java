package io.copydesk.sink.postgres;

import io.copydesk.sink.StoreRejectedException;
import io.copydesk.sink.StoreUnavailableException;
import java.sql.SQLException;
import java.util.List;

/// What a failure of the database means, told by its SQLSTATE.
final class Failures {
    private static final List<String> PASSING = List.of("08", "40", "53", "55P03", "57");

    private Failures() {}

    /// 22 and 23 (data, constraints) and 54 (a value beyond the server's limits, such as too long for an index) lie in
    /// the data. Everything else is waited for, as it says nothing of the data: connection, shutdown, deadlock, full
    /// disk, read-only replica, a missing table.
    static RuntimeException of(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        var message = failure.getMessage() + " (SQLSTATE " + state + ")";
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "22", "23", "54" -> new StoreRejectedException(message, failure);
            default -> new StoreUnavailableException(message, failure);
        };
    }

    /// Whether somebody else has just added the same row.
    static boolean isRace(SQLException failure) {
        return "23505".equals(failure.getSQLState());
    }

    /// Whether a server that just said so may say otherwise in a while: no connection, or not now (starting, stopping, no
    /// room, locked or given up in favour of another). A wrong password or database does not mend itself.
    static boolean passes(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return PASSING.stream().anyMatch(state::startsWith);
    }
}
