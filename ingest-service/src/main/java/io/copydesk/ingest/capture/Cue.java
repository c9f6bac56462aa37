package io.copydesk.ingest.capture;

/// A sign that a paragraph continues the post above it (positive) or opens a new one (negative), as reporters write.
/// The weights add up; [Cohesion#CONTINUES] is what a continuation needs.
enum Cue {
    /// Its subject is a pronoun or demonstrative: 'He added', 'This comes', 'Both leaders'.
    PRONOUN_SUBJECT(4),
    /// Its subject is 'the' and a noun that the post has, or that only makes sense as a reference back.
    DEFINITE_SUBJECT(3),
    /// 'the' and such a noun in its opening words, but not as the subject.
    DEFINITE_NEAR_OPENING(2),
    /// A courtesy title with a name that the post has given in full: house style for a second mention.
    COURTESY_SECOND_MENTION(4),
    /// More than one such name.
    FURTHER_SECOND_MENTION(4),
    /// A bare surname in its opening of somebody whom the post has given in full.
    INTRODUCED_SURNAME(4),
    /// Its subject is a bare name that the post mentions.
    SUBJECT_MENTIONED(2),
    /// It opens with a proper name that is rare on the page and that the post has.
    RARE_NAME_FIRST(3),
    /// A quotation or statement said by a pronoun.
    SAID_BY_PRONOUN(4),
    /// A quotation or statement said by 'the' and a noun of the post.
    SAID_BY_DEFINITE(3),
    /// A quotation or statement said by a bare name that is rare on the page and that the post has.
    SAID_BY_NAME_OF_POST(4),
    /// It opens with a quotation, which needs something before it.
    QUOTATION_FIRST(1),
    /// A quotation said for the body that the paragraph before ends on.
    QUOTED_FOR_SAME_BODY(4),
    /// 'But', 'And', 'Instead' as its first word.
    CONJUNCTION_FIRST(6),
    /// 'also', 'however', 'earlier' in its opening words.
    ADDITIVE_NEAR_OPENING(2),
    /// 'says it …' with nothing in the paragraph that 'it' could be.
    UNBOUND_IT(6),
    /// A voice of the press right after another one, both told the same way: one round-up.
    PRESS_ROUNDUP(8),
    /// Nobody speaks in it, nobody is introduced, nothing is news: background to what stands above.
    UNSOURCED(1),
    /// Some of its words are the post's.
    OVERLAP(1),
    /// Many of its words are the post's.
    HIGH_OVERLAP(2),

    /// Its subject is introduced with full name.
    FULL_NAME_SUBJECT(-4),
    /// What it reports is said by somebody given with full name.
    SAID_BY_FULL_NAME(-3),
    /// Its subject is 'a' or 'an' somebody.
    INDEFINITE_SUBJECT(-3),
    /// A named subject and the perfect tense, in which news is broken: 'X has announced'.
    NEWS_PERFECT(-2),
    /// It sets a scene of its own: 'Last night', 'Since their last call'.
    SCENE_SET(-2),
    /// Its subject told somebody whom the post does not have.
    FRESH_INTERVIEW(-2);

    final int weight;

    Cue(int weight) {
        this.weight = weight;
    }
}
