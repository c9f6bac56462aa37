package io.copydesk.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    @TempDir
    Path directory;

    @Test
    void findsTheVeryProcessThatWasWritten() {
        var file = directory.resolve("process");
        ChildProcess.of(ProcessHandle.current()).write(file);
        assertThat(ChildProcess.read(file).flatMap(ChildProcess::alive)).contains(ProcessHandle.current());
    }

    @Test
    void leavesAnotherProcessAloneThatHasTheSameIdNow() {
        var earlier = new ChildProcess(ProcessHandle.current().pid(), Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(earlier.alive()).isEmpty();
    }

    @Test
    void remembersNothingWhereNothingOrHalfALineWasWritten() throws Exception {
        assertThat(ChildProcess.read(directory.resolve("none"))).isEmpty();
        assertThat(ChildProcess.read(Files.writeString(directory.resolve("half"), "41"))).isEmpty();
    }
}
