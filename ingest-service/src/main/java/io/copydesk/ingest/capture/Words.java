package io.copydesk.ingest.capture;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The closed classes of English words that cohesion looks at, lower-case.
final class Words {
    static final Set<String> SUBJECT_PRONOUNS = set("he she they it his her their its both this these those that");
    static final Set<String> SPEAKER_PRONOUNS = set("he she they");
    static final Set<String> SPEECH = set("""
            say says said add adds added tell tells told claims claimed stated noted warn
            warns warned explain explains explained joke jokes joked write writes wrote reported reveal
            reveals revealed confirm confirms confirmed announce announces announced argue argues argued emphasize
            emphasizes emphasized emphasise emphasises emphasised stress stresses stressed suggest suggests suggested
            clarify clarifies clarified believe believes believed insist insists insisted declare declares declared
            posted tweeted recalled replied concluded admitted acknowledged""");
    static final Set<String> HAVE = set("has have had");
    static final Set<String> AUXILIARIES = set(
            "has have had is are was were be been will would should must may might can could did do does");
    static final Set<String> ADVERBS = set(
            "also later earlier previously reportedly however then again once further meanwhile only still not never");
    static final Set<String> CONJUNCTIONS = set(
            "but and yet or nor however instead nevertheless nonetheless thus therefore hence similarly likewise furthermore moreover");
    static final Set<String> ADDITIVES = set("also however too earlier later further furthermore likewise");
    /// Words that front a clause whose subject follows a comma.
    static final Set<String> FRONTING = set(
            "in on at asked given while if although though when after before as according during since ahead previously earlier to with despite");
    static final Set<String> PREPOSITIONS = set("to on in at from about for with aboard after before during of by");
    static final Set<String> SCENE_SETTERS = set("last since during previously overnight early late");
    /// Nouns that, after 'the', refer back to something just told.
    static final Set<String> BACK_REFERENCES = set(
            """
                    agreement announcement area article attack blast body building call case city club company conversation
                    country crash crew deal decision decree discussion document event exchange facility figure fire game goal
                    group incident initiative interview leader line man match measure meeting minister ministry mission
                    move official operation outage package pair plan plant player post president project proposal race region
                    remark report result ruling scheme sides site spokesman spokesperson spokeswoman statement storm outlet newspaper paper magazine agency broadcaster strike
                    summit talk team trio two vessel victim village visit vote warning woman""");
    /// Lower-case words between a country and a name: what somebody is.
    static final Set<String> ROLES = set(
            """
                    adviser advisor agency aide ambassador analyst author broadcaster captain chairman chairwoman chancellor
                    chief coach columnist commander commissioner correspondent daily defence defense deputy director driver
                    editor editor-in-chief engineer envoy expert finance forecaster foreign former general governor head
                    historian independent interior investigator journalist judge lawmaker lawyer leader magazine manager mayor
                    meteorologist minister national news newspaper observer officer opposition official outgoing outlet paper policy
                    politician premier president prime professor researcher scientist secretary security senator senior
                    singer special speaker spokesman spokesperson spokeswoman state striker tabloid then trainer tv veteran
                    vice weekly winger writer""");
    static final Set<String> PRESS = set("""
            newspaper outlet tabloid daily weekly magazine journalist broadcaster agency paper columnist correspondent
            website""");
    static final Set<String> COURTESY = set("mr mrs ms miss sir dame lord lady dr");
    /// Capitalised words that are no part of a person's name: offices, bodies, places, calendar.
    static final Set<String> NOT_NAMES = set("""
            advisor adviser affairs agency air ambassador army assembly association august april bank black board
            british central chancellor chief club commission committee commons community company congress corporation
            council court day december defence defense department deputy duma east european executive february federal
            federation finance first force foreign french friday fund general german governor group head high house
            institute interior international january journal july june justice king lord march mayor middle military
            minister ministry monday mp national nations navy news north november nuclear october office official
            organization parliament party plant police power president press prime prince princess queen radio red
            region representative republic russian saturday sea secretary security senate senator service south special
            speaker spokesperson staff state states sunday supreme the thursday times today tuesday ukrainian union
            united university vice wall washington wednesday west western white world""");
    private static final Set<String> DEMONYMS = set(
            "us uk us-led british french dutch greek swiss czech thai american mexican african");

    /// Words that a sentence may open with, capitalised there though no name.
    private static final Set<String> OPENERS = set("""
            there the a an what who how why here no some many most more such each every several about around we you i
            according""");

    private static final int SHORTEST_STEM = 4;

    private Words() {}

    private static Set<String> set(String words) {
        return Arrays.stream(words.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }

    /// By form or list; some countries ('Iran') look like one, which costs a cue, not a wrong answer by itself.
    static boolean demonym(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        boolean formed = lower.endsWith("ian") || lower.endsWith("ish") || lower.endsWith("ese")
                || lower.endsWith("man");
        return DEMONYMS.contains(lower) || (formed && Character.isUpperCase(word.charAt(0)) && word.length() > 4);
    }

    static boolean functionWord(String lower) {
        return OPENERS.contains(lower) || FRONTING.contains(lower) || CONJUNCTIONS.contains(lower)
                || SUBJECT_PRONOUNS.contains(lower) || ADVERBS.contains(lower) || PREPOSITIONS.contains(lower)
                || AUXILIARIES.contains(lower);
    }

    static String singular(String word) {
        return word.length() > 4 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    /// A crude stem: enough to find 'attacks' in 'attacked'.
    static String stem(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        for (String ending : new String[]{"ies", "ing", "ed", "es", "s", "e"}) {
            if (lower.length() - ending.length() >= SHORTEST_STEM && lower.endsWith(ending)) {
                String stem = lower.substring(0, lower.length() - ending.length());
                return ending.equals("ies") ? stem + "y" : undoubled(stem);
            }
        }
        return lower;
    }

    /// 'dropp' of 'dropped' to 'drop'.
    private static String undoubled(String stem) {
        int last = stem.length() - 1;
        boolean doubled = stem.charAt(last) == stem.charAt(last - 1) && "bdgmnprt".indexOf(stem.charAt(last)) >= 0;
        return doubled && last >= SHORTEST_STEM ? stem.substring(0, last) : stem;
    }
}
