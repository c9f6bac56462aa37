package io.copydesk.ingest;

import io.copydesk.runtime.Expected;
import io.copydesk.runtime.OperationsConfiguration.Port;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Ingest's settings.
@ConfigMapping(prefix = "copydesk")
public interface IngestConfiguration {
    Push push();

    Poll poll();

    /// Where updates are pushed to.
    interface Push {
        /// Without a key it must be an address of this machine alone.
        @WithDefault("127.0.0.1")
        String host();

        /// 0 takes a free one.
        @WithDefault("8080")
        @Expected("a port, 0 to 65535")
        Port port();

        /// The token of the key that is named `default`, where one key will do. A secret.
        Optional<String> key();

        /// By name: the token of the key `tidewater` is `COPYDESK_PUSH_KEYS_TIDEWATER_TOKEN`.
        Map<String, Key> keys();

        /// What one caller gives, and what is asked of it. Several keys are good at the same time.
        interface Key {
            String RATE = "6000";
            String BURST = "2000";

            /// Given as `Authorization: Bearer …` or `X-API-Key`. Required, but for the key `default`. A secret.
            Optional<String> token();

            /// Where it is set, every request of this key must be signed with it.
            Optional<String> secret();

            /// Updates a minute.
            @WithDefault(RATE)
            @Expected("a whole number from 1")
            Count rate();

            /// Updates at once, by a key that has sent nothing for a while.
            @WithDefault(BURST)
            @Expected("a whole number from 1")
            Count burst();
        }
    }

    /// How pages are fetched.
    interface Poll {
        /// Tells publishers who looks; its first word is what a robots.txt calls us.
        @WithDefault("Copydesk/0.1")
        String userAgent();

        /// A page or mail address where publishers reach the operator; stands behind the user agent.
        Optional<String> contact();

        /// The least time between two visits to one host, for all its sources together.
        @WithDefault("1s")
        Duration hostGap();

        /// To one host at a time.
        @WithDefault("4")
        @Expected("a whole number from 1")
        Count hostConnections();

        /// What `${name}` in a source's address stands for. Secrets.
        Map<String, String> secrets();
    }

    /// How many there may be.
    record Count(int number) {
        public Count {
            if (number < 1) {
                throw new IllegalArgumentException("too few: " + number);
            }
        }

        public static Count parse(CharSequence text) {
            return new Count(Integer.parseInt(text.toString().strip()));
        }
    }
}
