package io.copydesk.enrich.tagging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// One file of rules or names, read whole.
record DataFile(String name, String text) {
    private static final int HASH_DIGITS = 8;

    static DataFile resource(String path) {
        try (InputStream stream = DataFile.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("not on the class path: " + path);
            }
            return new DataFile(path, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The `*.yaml` files of a folder, by name.
    ///
    /// @throws UncheckedIOException when it cannot be read
    static List<DataFile> folder(Path folder) {
        try (var files = Files.list(folder)) {
            var read = new ArrayList<DataFile>();
            for (var file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
                read.add(new DataFile(file.toString(), Files.readString(file)));
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Tells two states of the files apart even where nobody raised the version.
    static String hash(List<DataFile> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach(file -> digest.update(file.text().getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
