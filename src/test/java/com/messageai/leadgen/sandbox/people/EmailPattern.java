package com.messageai.leadgen.sandbox.people;

/** How a company spells the mailboxes of its people. */
public enum EmailPattern {
    FIRST("{first}"),
    FIRST_LAST("{first}.{last}"),
    INITIAL_LAST("{f}{last}"),
    FIRST_INITIAL("{first}{l}"),
    LAST_FIRST("{last}.{first}");

    private final String text;

    EmailPattern(String text) {
        this.text = text;
    }

    /** As Hunter writes it. */
    public String text() {
        return text;
    }

    String mailbox(String first, String last) {
        return switch (this) {
            case FIRST -> first;
            case FIRST_LAST -> first + "." + last;
            case INITIAL_LAST -> first.charAt(0) + last;
            case FIRST_INITIAL -> first + last.charAt(0);
            case LAST_FIRST -> last + "." + first;
        };
    }
}
