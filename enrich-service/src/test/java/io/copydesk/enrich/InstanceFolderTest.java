package io.copydesk.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.copydesk.runtime.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceFolderTest {
    @TempDir
    Path state;

    private InstanceFolder claim() {
        return InstanceFolder.claim(state, Optional.empty());
    }

    @Test
    void givesEachInstanceAFolderAndANameOfItsOwn() {
        try (var one = claim(); var another = claim()) {
            assertThat(one.instance()).matches("enrich-[0-9a-f]{8}").isNotEqualTo(another.instance());
            assertThat(one.path()).isEqualTo(state.resolve(one.instance()));
            assertThat(one.token()).isNotEqualTo(another.token());
        }
    }

    @Test
    void keepsItsFolderFromOtherProcesses() throws IOException, InterruptedException {
        try (var ours = claim(); var named = InstanceFolder.claim(state, Optional.of("desk-1"))) {
            var other = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                    System.getProperty("java.class.path"), Other.class.getName(), state.toString(), named.instance())
                    .redirectErrorStream(true).start();
            var printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();

            assertThat(other.waitFor()).as(printed.toString()).isZero();
            assertThat(printed).last().asString().matches("enrich-[0-9a-f]{8} refused")
                    .isNotEqualTo(ours.instance() + " refused");
        }
    }

    /// Another instance on the same disk, which wants a folder, and then one that is taken.
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) {
            var state = Path.of(arguments[0]);
            try (var free = InstanceFolder.claim(state, Optional.empty())) {
                String second;
                try (var named = InstanceFolder.claim(state, Optional.of(arguments[1]))) {
                    second = "got " + named.instance();
                } catch (ConfigurationException e) {
                    second = "refused";
                }
                System.out.println(free.instance() + " " + second);
            }
        }
    }

    @Test
    void givesANewcomerWhatAnEarlierInstanceLeft() throws IOException {
        var left = claim();
        Files.writeString(left.path().resolve("state"), "a store");
        left.close();

        try (var newcomer = claim()) {
            assertThat(newcomer.instance()).isEqualTo(left.instance());
            assertThat(newcomer.token()).isEqualTo(left.token());
            assertThat(newcomer.path().resolve("state")).hasContent("a store");
        }
        assertThat(state).isDirectoryNotContaining(folder -> !folder.endsWith(left.instance()));
    }

    @Test
    void prefersTheFolderThatWasLeftLast() {
        var one = claim();
        var two = claim();
        two.close();
        one.close();

        try (var newcomer = claim()) {
            assertThat(newcomer.instance()).isEqualTo(one.instance());
        }
    }

    /// Streams deletes the state of a task whose folder looks old.
    @Test
    void leavesStateThatLooksAsOldAsItIs() throws IOException {
        try (var folder = claim()) {
            var task = Files.createDirectories(folder.path().resolve("copydesk-enrich/0_1"));
            Files.createDirectories(task.resolve("rocksdb"));
            var yesterday = Instant.now().minus(Duration.ofDays(1));
            Files.setLastModifiedTime(task, FileTime.from(yesterday));
            folder.leave();

            assertThat(Files.getLastModifiedTime(task).toInstant()).isAfter(yesterday.plus(Duration.ofHours(23)));
        }
    }

    @Test
    void leavesFoldersAloneThatAreNotOurs() throws IOException {
        Files.createDirectories(state.resolve("copydesk-enrich"));

        try (var claimed = claim()) {
            assertThat(claimed.instance()).isNotEqualTo("copydesk-enrich");
        }
    }

    @Test
    void takesTheNameThatTheOperatorChose() {
        try (var claimed = InstanceFolder.claim(state, Optional.of("desk-1"))) {
            assertThat(claimed.instance()).isEqualTo("desk-1");
        }
    }

    @Test
    void refusesANameThatIsTaken() {
        try (var first = InstanceFolder.claim(state, Optional.of("desk-1"))) {
            assertThatThrownBy(() -> InstanceFolder.claim(state, Optional.of(first.instance())))
                    .isInstanceOfSatisfying(ConfigurationException.class, e -> assertThat(e.problems()).containsExactly(
                            "COPYDESK_ENRICH_INSTANCE_ID: an instance 'desk-1' runs already, in " + state
                                    + "; each needs an id of its own"));
        }
    }

    @Test
    void refusesANameThatIsNoFolderOfItsOwn() {
        assertThatThrownBy(() -> InstanceFolder.claim(state, Optional.of("../desk")))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void namesTheSettingWhenNothingCanBeWritten() throws IOException {
        var file = Files.writeString(state.resolve("file"), "");

        assertThatThrownBy(() -> InstanceFolder.claim(file, Optional.empty()))
                .isInstanceOfSatisfying(ConfigurationException.class,
                        e -> assertThat(e.problems()).singleElement().asString()
                                .startsWith("COPYDESK_ENRICH_STATE_DIR"));
    }
}
