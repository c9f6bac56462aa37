package io.copydesk.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.copydesk.sink.opensearch.Access;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreViewTest {
    @ParameterizedTest
    @CsvSource({"2, 2, in step", "1, 2, behind", "2, 1, ahead", ", 1, behind", "1, , ahead", ", , in step"})
    void saysWhereAStoreStandsBesideTheTopic(@Nullable Long stored, @Nullable Long topic, String standing) {
        assertThat(new StoreView.Fact("entry", of(stored), of(topic), "").standing()).isEqualTo(standing);
    }

    @Test
    void saysWhyADatabaseWasNotAskedAndNeverItsPassword() {
        var database = new StoreView.Database("jdbc:postgresql://127.0.0.1:1/none", "desk", "hunter2");

        var view = database.of("id", OptionalLong.of(1), OptionalLong.of(1), OptionalLong.empty());

        assertThat(view.problem()).isPresent();
        assertThat(view.toString() + database).doesNotContain("hunter2");
    }

    @Test
    void showsNothingOfADatabaseUrlThatNoDriverTakes() {
        var view = new StoreView.Database("postgresql://desk:hunter2@host/db", "desk", "hunter2").of("id",
                OptionalLong.of(1), OptionalLong.of(1), OptionalLong.empty());

        assertThat(view.problem()).contains("COPYDESK_DATABASE_URL is no JDBC URL of it");
    }

    @Test
    void saysWhyASearchClusterWasNotAskedAndNeverItsPassword() {
        var search = new StoreView.Search(
                new Access(URI.create("http://127.0.0.1:1"), Optional.of("desk"), Optional.of("hunter2")), "copydesk");

        var view = search.of("id", OptionalLong.of(1), OptionalLong.of(1), OptionalLong.empty());

        assertThat(view.problem()).isPresent();
        assertThat(view.toString() + search).doesNotContain("hunter2");
    }

    private static OptionalLong of(@Nullable Long number) {
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
