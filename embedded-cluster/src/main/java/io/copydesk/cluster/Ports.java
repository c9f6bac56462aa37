package io.copydesk.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;

/// The loopback ports of one part, remembered in its data directory: the same ones after a restart as long as nobody
/// else has taken them meanwhile.
final class Ports {
    private static final Set<Integer> HANDED_OUT = new HashSet<>();

    private final Path file;
    private final Properties remembered = new Properties();

    Ports(Path directory) {
        this.file = directory.resolve("ports.properties");
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                remembered.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// The port remembered under this name, or a free one.
    int of(String name) {
        var before = remembered.getProperty(name);
        if (before != null && isFree(Integer.parseInt(before))) {
            return Integer.parseInt(before);
        }
        int port = anyFree();
        remembered.setProperty(name, Integer.toString(port));
        try (var writer = Files.newBufferedWriter(file)) {
            remembered.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return port;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static synchronized int anyFree() {
        while (true) {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (HANDED_OUT.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("no free port", e);
            }
        }
    }
}
