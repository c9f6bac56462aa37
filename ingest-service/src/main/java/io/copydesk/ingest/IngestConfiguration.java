package io.copydesk.ingest;

import io.copydesk.runtime.Doc;
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
        @Doc("Where the push API listens. Without a key it must be an address of this machine alone")
        @WithDefault("127.0.0.1")
        String host();

        @Doc("The port of the push API; 0 takes a free one")
        @WithDefault("8080")
        @Expected("a port, 0 to 65535")
        Port port();

        @Doc("Connections at a time; further ones wait until one ends")
        @WithDefault("1000")
        @Expected("a whole number from 1")
        Count connections();

        @Doc("The token that callers give as `Authorization: Bearer …` or `X-API-Key`, where one key will do: that of the key `default`")
        Optional<String> key();

        /// By name: the token of the key `tidewater` is `COPYDESK_PUSH_KEYS_TIDEWATER_TOKEN`.
        Map<String, Key> keys();

        /// What one caller gives, and what is asked of it. Several keys are good at the same time.
        interface Key {
            String RATE = "6000";
            String BURST = "2000";

            @Doc(value = "The token of each of several keys: `COPYDESK_PUSH_KEYS_TIDEWATER_CMS_TOKEN` is that of the key `tidewater-cms`. Several are good at the same time", unset = "required for each key but `default`")
            Optional<String> token();

            @Doc("Where it is set, every request of this key must be [signed](sources.md#push) with it")
            Optional<String> secret();

            @Doc("Updates a minute that this key may send to each instance")
            @WithDefault(RATE)
            @Expected("a whole number from 1")
            Count rate();

            @Doc("Updates at once, by a key that has sent nothing for a while")
            @WithDefault(BURST)
            @Expected("a whole number from 1")
            Count burst();
        }
    }

    /// How pages are fetched.
    interface Poll {
        @Doc("Tells publishers who looks; its first word is our name in a robots.txt")
        @WithDefault("Copydesk/0.1")
        String userAgent();

        @Doc("A page or mail address where publishers reach you; it stands behind the user agent. Set it")
        Optional<String> contact();

        @Doc("The least time between two looks at one host, for all its sources together")
        @WithDefault("1s")
        Duration hostGap();

        @Doc("Connections to one host at a time")
        @WithDefault("4")
        @Expected("a whole number from 1")
        Count hostConnections();

        @Doc(value = "What `${name}` in a source's `url` stands for", secret = true)
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
