package com.messageai.leadgen.provider;

/** Whether a provider bills a call: decides what an answer that never came means. */
public enum CallKind {
    /** Nothing is billed, or a repeat of the same call is free: a lost answer is merely {@code Unavailable}. */
    FREE,
    /** Billed: a lost answer is an {@code UnknownOutcome}, as the provider may have done and billed it. */
    PAID
}
