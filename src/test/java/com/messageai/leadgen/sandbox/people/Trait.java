package com.messageai.leadgen.sandbox.people;

/** What is special about a person; the absences are those of real profiles. */
public enum Trait {
    ON_LINKEDIN,
    ON_FACEBOOK,
    /** The profile shows no place, although a search by place finds it; and so on for the others that hide. */
    HIDES_PLACE,
    HIDES_TITLE,
    HIDES_RANK,
    HIDES_INDUSTRY,
    HIDES_SIZE,
    HIDES_ACTIVITY,
    HIDES_INTERESTS,
    /** A search row has neither skills nor interests nor summary; reading the profile gives them. */
    SHORT_ROW,
    /** The title is spelled so that the network does not recognise it: no title number. */
    ODD_TITLE,
    /** Looking for somebody of that title, assisting one, or having been one. */
    ONLY_CONTAINS_TITLE,
    /** Hunter finds the e-mail. */
    IN_FINDER,
    /** Clearbit knows the e-mail. */
    IN_CLEARBIT,
    /** Asked providers not to process personal data. */
    OPTED_OUT,
    HAS_PHONE;

    int bit() {
        return 1 << ordinal();
    }
}
