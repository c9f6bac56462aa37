package io.copydesk.system;

import java.util.ArrayList;
import java.util.List;

/// 2,000 updates of 20 blogs: every entry once, then once more, edited, corrected, retracted or unchanged. In requests
/// that hold no entry twice, so that each may be repeated; the blogs take turns.
final class NewsDay {
    static final int BLOGS = 20;
    static final int ENTRIES_A_BLOG = 50;
    static final int UPDATES = 2 * BLOGS * ENTRIES_A_BLOG;
    /// What the second pass changes nothing of, and what it retracts.
    static final int UNCHANGED = BLOGS * ENTRIES_A_BLOG / 5;
    static final int RETRACTED = BLOGS * ENTRIES_A_BLOG / 5;

    private static final int UPDATES_A_REQUEST = 10;
    /// Names that the gazetteer knows, introduced in full before the surname stands alone.
    private static final List<String> SENTENCES = List.of("Dmitry Peskov spoke to reporters in Moscow about point %d.",
            "Peskov was asked about point %d again.", "Volodymyr Zelenskyy arrived in Kyiv for talks on point %d.",
            "Zelensky thanked Emmanuel Macron for his part in point %d.",
            "Keir Starmer called a meeting in Kharkiv on the election and point %d.");

    private NewsDay() {}

    /// The requests in order, each a list of JSON objects.
    static List<List<String>> requests() {
        var requests = new ArrayList<List<String>>();
        for (int pass = 0; pass < 2; pass++) {
            for (int first = 0; first < ENTRIES_A_BLOG; first += UPDATES_A_REQUEST) {
                for (int blog = 0; blog < BLOGS; blog++) {
                    var request = new ArrayList<String>();
                    for (int entry = first; entry < first + UPDATES_A_REQUEST; entry++) {
                        request.add(pass == 0 ? first(blog, entry) : again(blog, entry));
                    }
                    requests.add(request);
                }
            }
        }
        return requests;
    }

    private static String first(int blog, int entry) {
        return update(blog, entry, "Point " + entry, body(entry));
    }

    private static String again(int blog, int entry) {
        return switch (entry % 5) {
            case 0 -> first(blog, entry);
            case 1 -> update(blog, entry, "Point " + entry, body(entry).replace("again.", "again!"));
            case 2 -> update(blog, entry, "Point " + entry + ", in other words", body(entry));
            case 3 -> update(blog, entry, "Point " + entry, body(entry + 1) + " Sergey Lavrov was there too.");
            default -> "{\"source\":\"desk\",\"blog\":\"%s\",\"id\":\"%d\",\"retracted\":true}".formatted(name(blog),
                    entry);
        };
    }

    private static String body(int entry) {
        return SENTENCES.get(entry % SENTENCES.size()).formatted(entry);
    }

    private static String update(int blog, int entry, String headline, String body) {
        return "{\"source\":\"desk\",\"blog\":\"%s\",\"id\":\"%d\",\"headline\":\"%s\",\"body\":\"%s\"}"
                .formatted(name(blog), entry, headline, body);
    }

    private static String name(int blog) {
        return "blog-" + blog;
    }
}
