package io.copydesk.enrich.tagging;

/// What a single word tells about the names around it. The lists are data, see `tagging/words.yaml`.
enum Role {
    HONORIFIC, OFFICE, ROLE, SPEECH, SPEECH_AID, ORGANISATION_HEAD, ORGANISATION_OF, GENERIC, PLACE_HEAD, PLACE_NOUN_AFTER, PLACE_FIRST, PLACE_OF, PLACE_NOUN, NEAR, COMPASS, LOCATIVE, EVENT_HEAD, EVENT_FIRST, EVENT_OF, MONTH, DAY, PARTICLE, SUFFIX, ABBREVIATION, COMMON, ORDINARY, FUNCTION, COMMON_SURNAME, FIRST_NAME, WEAK_FIRST_NAME,
    /// An adjective for a people, of the gazetteer.
    DEMONYM,
    /// A word that alone is the name of an entity that is no person.
    NAMES_THING;

    @SuppressWarnings("EnumOrdinal") // a bit in memory, stored nowhere
    long bit() {
        return 1L << ordinal();
    }

    /// The bits of several roles, to be asked for at once.
    static long any(Role... roles) {
        long bits = 0;
        for (Role role : roles) {
            bits |= role.bit();
        }
        return bits;
    }
}
