package io.copydesk.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The script at the root, on a machine without the JDK that it needs.
class ScriptTest {
    @TempDir
    Path empty;

    @ParameterizedTest
    @ValueSource(strings = {"up", "test"})
    void saysInOneLineWhatToInstallWhenThereIsNoJdk(String command) throws Exception {
        assertThat(run(command)).isEqualTo(new Ended(ExitCode.FAILED, "copydesk: JDK 25 is missing: install JDK 25 or "
                + "newer, for example from https://adoptium.net, or set JAVA_HOME to it\n"));
    }

    @Test
    void doesNotTakeAnOlderJdk() throws Exception {
        fakeJdk("jdk-17", "17.0.15");
        assertThat(run("up").code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void takesANewerJdkAndSaysThatMavenIsMissing() throws Exception {
        fakeJdk("jdk-26", "26");
        assertThat(run("test")).isEqualTo(new Ended(ExitCode.FAILED, "copydesk: Maven is missing: install Maven 3.8.7 "
                + "or newer (https://maven.apache.org) and put mvn on the PATH\n"));
    }

    private record Ended(int code, String said) {}

    private void fakeJdk(String name, String version) throws IOException {
        var bin = Files.createDirectories(empty.resolve(name).resolve("bin"));
        for (var program : new String[]{"java", "javac"}) {
            assertThat(Files.writeString(bin.resolve(program), "").toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(empty.resolve(name).resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    /// With a PATH on which there is nothing.
    private Ended run(String command) throws Exception {
        var script = new ProcessBuilder("/bin/bash", Path.of("..", "copydesk").toAbsolutePath().toString(), command);
        script.environment().clear();
        script.environment().put("PATH", empty.toString());
        script.environment().put("COPYDESK_JVM_FOLDERS", empty.toString());
        var running = script.redirectErrorStream(true).start();
        var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(running.waitFor(), said);
    }
}
