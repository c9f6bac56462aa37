package io.copydesk.newsroom;

/// Plain text within HTML or XML.
final class Markup {
    private Markup() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
