package io.copydesk.dashboard.web;

import io.copydesk.schemas.identity.Sha256;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may read: whoever gives the token, in a header or, once the page has asked for it, in a cookie. The cookie is not
/// the token itself.
final class Access {
    private static final String BEARER = "Bearer ";
    private static final String COOKIE = "copydesk-reader";
    private static final int DAYS_30 = 30 * 24 * 3600;

    private final Optional<String> token;

    Access(Optional<String> token) {
        this.token = token;
    }

    boolean may(Context request) {
        return token.isEmpty() || same(bearer(request), token.get()) || same(request.cookie(COOKIE), cookie());
    }

    /// Gives a browser its cookie, if the token is right.
    boolean admit(Context request) {
        if (token.isPresent() && !same(request.formParam("token"), token.get())) {
            return false;
        }
        boolean secure = request.scheme().equals("https") || "https".equals(request.header("X-Forwarded-Proto"));
        request.cookie(new Cookie(COOKIE, cookie(), "/", DAYS_30, secure, true, null,
                SameSite.STRICT));
        return true;
    }

    private String cookie() {
        return Sha256.of(COOKIE + token.orElse(""));
    }

    private static @Nullable String bearer(Context request) {
        var header = request.header("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    private static boolean same(@Nullable String given, String wanted) {
        return given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8),
                wanted.getBytes(StandardCharsets.UTF_8));
    }
}
