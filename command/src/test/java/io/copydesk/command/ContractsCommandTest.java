package io.copydesk.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the commands about contracts say without any cluster.
class ContractsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void checksTheContractsAgainstTheirVersionsWithoutARegistry() {
        assertThat(run(Map.of(), "schemas", "check")).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).contains("AS_DECLARED copydesk.entries: version 2, compatible with all before",
                "No registry asked: COPYDESK_REGISTRY_URL is not set");
    }

    @Test
    void asksTheRegistryAsWellWhereOneIsConfigured() {
        assertThat(run(Map.of("COPYDESK_REGISTRY_BASIC_AUTH_USER_INFO", "a:b"), "schemas", "check"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).contains("AS_DECLARED copydesk.entries");
        assertThat(err.toString()).contains("COPYDESK_REGISTRY_URL is required");
    }

    @Test
    void appliesNothingWithoutARegistry() {
        assertThat(run(Map.of(), "schemas", "apply")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("COPYDESK_REGISTRY_URL is required");
    }

    @Test
    void listsTheRightsThatTheDocumentationLists() throws IOException {
        assertThat(run(Map.of(), "acls", "list", "--team", "weather")).isEqualTo(ExitCode.FINE);
        assertThat(Files.readString(Path.of("..", "docs", "security.md"))).contains("```\n" + out + "```\n");
    }

    @Test
    void namesAPrincipalAsTheBrokersDo() {
        assertThat(run(Map.of(), "acls", "list", "--principal", "sink=User:CN=sink")).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).contains("User:CN=sink: READ topic copydesk.entries")
                .doesNotContain("User:copydesk-sink");
    }

    @Test
    void givesAUserOfSeveralRolesAllTheirRights() {
        assertThat(run(Map.of(), "acls", "list", "--principal", "ingest=User:desk", "--principal", "sink=User:desk"))
                .isEqualTo(ExitCode.FINE);
        assertThat(out.toString().lines().filter(line -> line.startsWith("User:desk: "))).doesNotHaveDuplicates()
                .contains("User:desk: READ topic copydesk.entries", "User:desk: WRITE topic copydesk.raw");
    }

    private int run(Map<String, String> environment, String... arguments) {
        return Copydesk.commandLine(environment).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
