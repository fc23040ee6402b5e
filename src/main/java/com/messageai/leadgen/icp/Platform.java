package com.messageai.leadgen.icp;

/** Where people are found. */
public enum Platform {
    LINKEDIN,
    FACEBOOK,
    ZOOMINFO,
    /** A file that the team uploads. */
    CSV
}
