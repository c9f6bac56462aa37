package io.copydesk.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryHomeTest {
    @TempDir
    Path empty;

    @Test
    void saysWhereTheRegistryWasLookedForAndHowToGetIt() {
        assertThatThrownBy(() -> RegistryHome.in(empty.toString()))
                .hasMessage("there is no Apicurio Registry in " + empty
                        + "; `mvn package -pl embedded-cluster -am` unpacks it there unless -Dlaptop=false is given");
    }

    @Test
    void saysWhatToSetWhenNobodySaidWhereItIs() {
        assertThatThrownBy(() -> RegistryHome.in(null)).hasMessageStartingWith("set COPYDESK_REGISTRY_HOME");
    }
}
