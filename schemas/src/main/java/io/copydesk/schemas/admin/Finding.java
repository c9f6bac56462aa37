package io.copydesk.schemas.admin;

import java.util.Collection;

/// What a check or an apply found, or did, about one topic or subject.
///
/// @param name the topic or subject
/// @param state what it is like, or what was done about it
/// @param detail for people: what is declared and what was found
public record Finding(String name, State state, String detail) {

    /// The first three are fine, the others are for somebody to act on.
    public enum State {
        /// As this build declares it.
        AS_DECLARED,
        /// It was missing; now it is there.
        CREATED,
        /// It was different; now it is as declared.
        CHANGED,
        /// It is not there; `apply` would create it.
        MISSING,
        /// It is different; `apply` would change it.
        DIFFERENT,
        /// It is different in a way that `apply` refuses to touch, because data or readers would suffer.
        REFUSED
    }

    public boolean fine() {
        return switch (state) {
        case AS_DECLARED, CREATED, CHANGED -> true;
        case MISSING, DIFFERENT, REFUSED -> false;
        };
    }

    /// Whether nothing is left to do: the difference between exit code 0 and another.
    public static boolean allFine(Collection<Finding> findings) {
        return findings.stream().allMatch(Finding::fine);
    }

    @Override
    public String toString() {
        return state + " " + name + ": " + detail;
    }
}
