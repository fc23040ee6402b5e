package com.messageai.leadgen.discovery;

import com.messageai.leadgen.prospect.Profile;

/** A row of a file of people. */
public sealed interface CsvRow {

    /** The line on which it begins, from 1. */
    int line();

    /** Somebody. */
    record Person(int line, Profile profile) implements CsvRow {}

    /** A row that is left out. @param reason for people, without anything of the row's content */
    record Rejected(int line, String reason) implements CsvRow {}
}
