package io.copydesk.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// What every service process reads besides its own settings.
@ConfigMapping(prefix = "copydesk")
public interface OperationsConfiguration {
    Http http();

    Log log();

    /// Where [OperationsServer] listens.
    interface Http {
        @WithDefault("127.0.0.1")
        String host();

        /// Without it there is no server.
        @Expected("a port, 0 to 65535; 0 or nothing turns health and metrics off")
        Optional<Port> port();
    }

    /// Read by logback.xml, checked here.
    interface Log {
        @WithDefault("text")
        Format format();

        @WithDefault("info")
        Level level();
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
