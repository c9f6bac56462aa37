package io.copydesk.enrich.story;

/// A story that a telling may belong to.
///
/// @param story that exists
/// @param content how alike they are by what they say
/// @param score of both what they say and where it stands, the likelihood of the link
record Match(Story story, double content, double score) {}
