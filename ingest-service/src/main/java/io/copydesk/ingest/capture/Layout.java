package io.copydesk.ingest.capture;

/// How one publisher's saved pages are laid out. Layouts read structure (markers, repeated headlines, day lines,
/// captions), never places or sentences of a particular page.
sealed interface Layout permits AawsatArticles, DwBlog, IndependentBlog, KyivIndependentArticle, RtStream {
    String name();

    /// What it is recognised by, for the message that names the known layouts.
    String signature();

    boolean matches(CapturedText text);

    /// Empty entries when the text has the signature but nothing that can be read.
    Captured read(CapturedText text);
}
