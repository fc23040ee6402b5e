package com.messageai.leadgen.sandbox.people;

/** What a verifier says about an address. */
public enum EmailStatus {
    VALID,
    INVALID,
    ACCEPT_ALL,
    UNKNOWN
}
