package io.copydesk.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the registry program is unpacked: the build puts it there, a property or a variable says where that is.
final class RegistryHome {
    static final String PROPERTY = "copydesk.registry.home";
    static final String VARIABLE = "COPYDESK_REGISTRY_HOME";

    private RegistryHome() {}

    static Path find() {
        return in(System.getProperty(PROPERTY, System.getenv(VARIABLE)));
    }

    static Path in(@Nullable String said) {
        if (said == null) {
            throw new IllegalStateException("set " + VARIABLE + " (or the system property " + PROPERTY
                    + ") to where Apicurio Registry is unpacked; the build puts it in embedded-cluster/target/apicurio");
        }
        var home = Path.of(said).toAbsolutePath();
        if (!Files.exists(home.resolve("quarkus-run.jar"))) {
            throw new IllegalStateException("there is no Apicurio Registry in " + home
                    + "; `mvn package -pl embedded-cluster -am` unpacks it there unless -Dlaptop=false is given");
        }
        return home;
    }
}
