package io.copydesk.command.laptop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.copydesk.command.ExitCode;
import io.copydesk.ingest.source.Sources;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NewsroomCommandTest {
    @TempDir
    Path folder;

    @Test
    void servesASourcesFileOfItsOwnUntilItIsStopped() throws Exception {
        var out = new StringWriter();
        var exit = new CompletableFuture<Integer>();
        var thread = Thread.ofPlatform().start(() -> exit.complete(new CommandLine(new NewsroomCommand())
                .setOut(new PrintWriter(out, true)).execute("--port", "0", "../samples/newsroom")));
        try (var http = HttpClient.newHttpClient()) {
            await().until(() -> out.toString().contains("/\n"));
            var url = out.toString().strip();
            var file = Files.writeString(folder.resolve("sources.yaml"), http.send(
                    HttpRequest.newBuilder(URI.create(url + "sources.yaml")).build(), BodyHandlers.ofString()).body());

            assertThat(Sources.read(file)).hasSize(11)
                    .allSatisfy(source -> assertThat(source.getUrl().orElseThrow()).startsWith(url));
        } finally {
            thread.interrupt();
        }
        assertThat(exit.get()).isEqualTo(ExitCode.FINE);
    }
}
