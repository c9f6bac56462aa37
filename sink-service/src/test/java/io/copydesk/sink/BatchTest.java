package io.copydesk.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchTest {

    @Test
    void keepsTheHighestVersionOfEachEntryAndLink() {
        var batch = Batch
                .of(Samples.deliveries(new Item.State(Samples.entry("b", 2)), new Item.State(Samples.entry("a", 3)),
                        new Item.State(Samples.entry("a", 1)), new Item.Linked(Samples.link("a", 2)),
                        new Item.Linked(Samples.link("a", 1)), new Item.State(Samples.entry("b", 4))));

        assertThat(batch.entries().values()).containsExactly(Samples.entry("a", 3), Samples.entry("b", 4));
        assertThat(batch.links().values()).containsExactly(Samples.link("a", 2));
    }

    @Test
    void neverCollapsesChanges() {
        var batch = Batch.of(
                Samples.deliveries(new Item.Changed(Samples.change("b", 2)), new Item.Changed(Samples.change("b", 1)),
                        new Item.Changed(Samples.change("a", 1)), new Item.Changed(Samples.change("b", 1))));

        assertThat(batch.changes()).containsExactly(Samples.change("a", 1), Samples.change("b", 1),
                Samples.change("b", 1), Samples.change("b", 2));
    }

    @Test
    void forgetsWhatStoodBeforeATombstoneAndKeepsWhatComesAfterIt() {
        var batch = Batch
                .of(Samples.deliveries(new Item.State(Samples.entry("a", 5)), new Item.State(Samples.entry("b", 5)),
                        new Item.Forgotten("a"), new Item.Forgotten("b"), new Item.State(Samples.entry("b", 1)),
                        new Item.Linked(Samples.link("a", 9)), new Item.Unlinked("a")));

        assertThat(batch.forgotten()).containsExactly("a", "b");
        assertThat(batch.entries().values()).containsExactly(Samples.entry("b", 1));
        assertThat(batch.unlinked()).containsExactly("a");
        assertThat(batch.links()).isEmpty();
    }
}
