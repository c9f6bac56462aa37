package io.copydesk.ingest.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What operators keep out of their sources: `${name}` in an address stands for the setting
/// `COPYDESK_POLL_SECRETS_<NAME>`.
final class Secrets {
    private static final String START = "${";
    /// A shorter one may be a word of the text.
    private static final int LEAST_IN_AN_ANSWER = 8;

    private final Map<String, String> values = new TreeMap<>();

    Secrets(Map<String, String> values) {
        values.forEach((name, value) -> this.values.put(variable(name), value));
    }

    private static String variable(String name) {
        var variable = new StringBuilder();
        name.toUpperCase(Locale.ROOT).chars()
                .forEach(c -> variable.append((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? (char) c : '_'));
        return variable.toString();
    }

    /// An address as it is requested, and the way back to what may be shown.
    record Revealed(String text, Map<String, String> shown) {
        /// The text without the secrets of this address.
        String masked(String message) {
            var masked = message;
            for (var secret : shown.entrySet()) {
                masked = masked.replace(secret.getKey(), secret.getValue());
            }
            return masked;
        }

        /// An answer that repeats the address that was asked for, as feeds do, without the secrets in it.
        byte[] masked(byte[] answer) {
            boolean isLong = shown.keySet().stream().anyMatch(secret -> secret.length() >= LEAST_IN_AN_ANSWER);
            if (!isLong) {
                return answer;
            }
            // one character a byte: whatever the encoding, what is not the secret stays as it is
            var text = new String(answer, StandardCharsets.ISO_8859_1);
            for (var secret : shown.entrySet()) {
                if (secret.getKey().length() >= LEAST_IN_AN_ANSWER) {
                    text = text.replace(secret.getKey(), secret.getValue());
                }
            }
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /// @throws FetchException naming the setting that is missing
    Revealed reveal(String template) throws FetchException {
        var text = new StringBuilder();
        var shown = new LinkedHashMap<String, String>();
        int from = 0;
        for (int start = template.indexOf(START); start >= 0; start = template.indexOf(START, from)) {
            int end = template.indexOf('}', start);
            if (end < 0) {
                break;
            }
            var name = template.substring(start + START.length(), end);
            var value = values.get(variable(name));
            if (value == null) {
                throw FetchException.of("url: " + START + name + "} needs the setting COPYDESK_POLL_SECRETS_"
                        + variable(name));
            }
            var encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
            text.append(template, from, start).append(encoded);
            shown.put(encoded, template.substring(start, end + 1));
            shown.put(value, template.substring(start, end + 1));
            from = end + 1;
        }
        text.append(template, from, template.length());
        return new Revealed(text.toString(), longestFirst(shown));
    }

    private static Map<String, String> longestFirst(Map<String, String> shown) {
        var sorted = new LinkedHashMap<String, String>();
        shown.entrySet().stream().filter(secret -> !secret.getKey().isEmpty())
                .sorted(Comparator.comparingInt((Map.Entry<String, String> secret) -> secret.getKey().length())
                        .reversed())
                .forEach(secret -> sorted.put(secret.getKey(), secret.getValue()));
        return sorted;
    }
}
