package io.copydesk.command;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/// Where the program's parts log to: it shares its terminal with people.
public final class Logs {
    private Logs() {}

    /// Errors only, on standard error.
    static void quiet() {
        System.setProperty("logback.configurationFile", "io/copydesk/command/log-quiet.xml");
    }

    /// Everything worth keeping, in this file.
    public static void to(Path file) {
        System.setProperty("copydesk.log", file.toString());
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(Logs.class.getResource("log-file.xml"));
        } catch (JoranException e) {
            throw new IllegalStateException("cannot log to " + file, e);
        }
    }
}
