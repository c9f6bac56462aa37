package io.copydesk.system;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The Chromium of this machine, without a window: a test class that it extends is skipped where there is none, and fails
/// where `COPYDESK_EXPECT_BROWSER` says that there is one.
final class Chromium implements ExecutionCondition, AfterAllCallback, AutoCloseable {
    private static final String EXPECTED = "COPYDESK_EXPECT_BROWSER";
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    /// No sandbox, since root may have none; and nothing that it would ask of others by itself.
    private static final List<String> OPTIONS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

    private @Nullable Playwright playwright;
    private @Nullable Browser browser;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return isThere()
                ? ConditionEvaluationResult.enabled("Chromium is installed")
                : ConditionEvaluationResult.disabled("NOT RUN: Chromium is not on the PATH");
    }

    /// For a test that can do without.
    static boolean isThere() {
        boolean there = program().isPresent();
        if (!there && Boolean.parseBoolean(System.getenv(EXPECTED))) {
            throw new IllegalStateException(EXPECTED + " is set, but none of these is on the PATH: " + NAMES);
        }
        return there;
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name))).filter(Files::isExecutable)
                .findFirst();
    }

    /// A reader of its own: no cookie and no setting of another.
    Reader reader(String address, Reader.Look look) {
        return Reader.open(browser(), address, look);
    }

    private Browser browser() {
        if (playwright == null) {
            // its driver comes as a jar; browsers of its own would be downloaded
            playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright.chromium().launch(
                    new LaunchOptions().setExecutablePath(program().orElseThrow()).setArgs(OPTIONS));
        }
        return browser;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        if (playwright != null) {
            playwright.close();
        }
    }
}
