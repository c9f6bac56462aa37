package io.copydesk.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A service process that does what its first argument says.
final class StubMain {
    private static final Logger log = LoggerFactory.getLogger(StubMain.class);

    @ConfigMapping(prefix = "copydesk")
    public interface StubConfiguration {
        @WithDefault("1")
        int speed();
    }

    private StubMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run((environment, _) -> service(arguments[0], environment));
    }

    private static Service service(String behaviour, Map<String, String> environment) {
        Configuration.load(StubConfiguration.class, environment);
        return new StubService() {
            @Override
            public void start() {
                switch (behaviour) {
                    case "die" -> stopped.completeExceptionally(new IllegalStateException("out of paper"));
                    case "refuse" -> throw new IllegalStateException("no press");
                    default -> {
                    }
                }
            }

            @Override
            public void close() {
                if (behaviour.equals("jam")) {
                    throw new IllegalStateException("paper jam");
                }
                super.close();
                log.atInfo().log("Closed");
            }
        };
    }
}
