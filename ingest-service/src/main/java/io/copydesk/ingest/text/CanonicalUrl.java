package io.copydesk.ingest.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One address for one page: https, lower-case host, no default port, fragment, tracking parameters, AMP suffix or
/// trailing slash.
public final class CanonicalUrl {
    private static final int MAX_CHARS = 4_096;
    private static final Pattern SCHEME = Pattern.compile("^https?$", Pattern.CASE_INSENSITIVE);
    /// Everything that a browser would escape by itself; a '%' that starts no escape among it.
    private static final Pattern ILLEGAL = Pattern
            .compile("%(?![0-9A-Fa-f]{2})|[^\\p{Alnum}\\-._~:/?#\\[\\]@!$&'()*+,;=%]");
    private static final Pattern AMP_SUFFIX = Pattern.compile("(/amp|\\.amp)(?=$|\\.html?$)", Pattern.CASE_INSENSITIVE);
    /// Parameters that say where a reader came from, never what is shown.
    private static final Pattern TRACKING = Pattern.compile("utm_.*|at_.*|ns_.*|mc_[ce]id|_ga|_gl|wt_mc.*");
    private static final Set<String> TRACKING_NAMES = Set.of("fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid",
            "twclid", "yclid", "igshid", "cmp", "cmpid", "icid", "ito", "maca", "smid", "ftag", "xtor", "amp");

    private CanonicalUrl() {}

    /// The absolute http(s) address that `text` means on a page at `base`, its fragment kept; empty when it is none.
    public static Optional<URI> absolute(@Nullable String text, @Nullable URI base) {
        if (text == null || text.isBlank() || text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        try {
            var escaped = ILLEGAL.matcher(text.strip()).replaceAll(match -> escape(match.group()));
            var uri = new URI(escaped);
            var resolved = uri.isAbsolute() || base == null ? uri : resolved(uri, base);
            return Optional.of(resolved).filter(CanonicalUrl::isWeb);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty(); // a claim that is no address is no address
        }
    }

    /// As browsers do. Java resolves a bare query against the folder.
    private static URI resolved(URI relative, URI base) throws URISyntaxException {
        boolean isQuery = relative.getRawPath() != null && relative.getRawPath().isEmpty()
                && relative.getRawQuery() != null && relative.getRawAuthority() == null;
        return isQuery
                ? new URI(base.getScheme() + "://" + base.getRawAuthority() + base.getRawPath() + relative)
                : base.resolve(relative);
    }

    /// The canonical form of what `text` means on a page at `base`; empty when that is no http(s) address.
    public static Optional<String> of(@Nullable String text, @Nullable URI base) {
        return absolute(text, base).map(CanonicalUrl::of);
    }

    /// The canonical form of an absolute http(s) address.
    public static String of(URI address) {
        var path = address.getRawPath() == null ? "" : address.getRawPath();
        path = withoutSlashes(AMP_SUFFIX.matcher(withoutSlashes(path)).replaceFirst(""));
        return "https://" + host(address) + path + query(address.getRawQuery());
    }

    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static boolean isWeb(URI uri) {
        return uri.getScheme() != null && SCHEME.matcher(uri.getScheme()).matches() && uri.getHost() != null;
    }

    private static String host(URI address) {
        var host = address.getHost().toLowerCase(Locale.ROOT);
        int port = address.getPort();
        return port == -1 || port == 80 || port == 443 ? host : host + ":" + port;
    }

    private static String query(@Nullable String query) {
        if (query == null) {
            return "";
        }
        var kept = Arrays.stream(query.split("&")).filter(parameter -> !parameter.isEmpty())
                .filter(parameter -> !isTracking(parameter)).collect(Collectors.joining("&"));
        return kept.isEmpty() ? "" : "?" + kept;
    }

    private static boolean isTracking(String parameter) {
        var lower = parameter.toLowerCase(Locale.ROOT);
        int equals = lower.indexOf('=');
        var name = equals < 0 ? lower : lower.substring(0, equals);
        return TRACKING_NAMES.contains(name) || TRACKING.matcher(name).matches() || lower.equals("outputtype=amp");
    }

    /// What may not stand in an address, as UTF-8 escapes. (A host outside ASCII thereby becomes none: publishers write
    /// theirs in ASCII.)
    private static String escape(String illegal) {
        var escaped = new StringBuilder();
        for (byte b : illegal.getBytes(StandardCharsets.UTF_8)) {
            escaped.append('%').append(String.format(Locale.ROOT, "%02X", b));
        }
        return escaped.toString();
    }
}
