package io.copydesk.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// What every service process reads besides its own settings.
@ConfigMapping(prefix = "copydesk")
public interface OperationsConfiguration {
    Http http();

    Log log();

    Metrics metrics();

    /// Where [OperationsServer] listens.
    interface Http {
        @Doc("Where health and metrics listen. Nothing protects them: keep them off public addresses")
        @WithDefault("127.0.0.1")
        String host();

        @Doc("The port of health and metrics. Without it there is no server")
        @Expected("a port, 0 to 65535; 0 or nothing turns health and metrics off")
        Optional<Port> port();
    }

    /// Read by logback.xml, checked here.
    interface Log {
        @Doc("How a line of the log looks: for people, or one JSON object a line")
        @WithDefault("text")
        Format format();

        @Doc("From which level on is logged. Kafka's and other clients' own words are from `warn` on whatever this says")
        @WithDefault("info")
        Level level();
    }

    /// What `/metrics` shows.
    interface Metrics {
        @Doc("How many sources have a label of their own in the metrics; the others have `(others)` together")
        @WithDefault("1000")
        int sources();
    }

    /// How a line of the log looks.
    enum Format {
        TEXT, JSON
    }

    /// From which level on.
    enum Level {
        TRACE, DEBUG, INFO, WARN, ERROR
    }

    /// A TCP port.
    record Port(int number) {
        public Port {
            if (number < 0 || number > 65_535) {
                throw new IllegalArgumentException("no port: " + number);
            }
        }

        public static Port parse(CharSequence text) {
            return new Port(Integer.parseInt(text.toString().strip()));
        }
    }
}
