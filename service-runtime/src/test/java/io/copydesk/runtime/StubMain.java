package io.copydesk.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.copydesk.runtime.ServiceMain.Program;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A service process that does what its property `stub` says.
final class StubMain {
    private static final Logger log = LoggerFactory.getLogger(StubMain.class);

    @ConfigMapping(prefix = "copydesk")
    public interface StubConfiguration {
        @Doc("Pages a minute")
        @WithDefault("1")
        int speed();

        @Doc("Opens the door")
        Optional<String> doorKey();
    }

    private StubMain() {}

    public static void main(String[] arguments) {
        var behaviour = System.getProperty("stub", "run");
        ServiceMain.run(new Program("stub", "does what a test says", StubConfiguration.class,
                (environment, _) -> service(behaviour, environment)), arguments);
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
