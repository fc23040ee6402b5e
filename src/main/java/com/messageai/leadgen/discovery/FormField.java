package com.messageai.leadgen.discovery;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The standard questions of lead forms whose answers have a place in a profile, by the names that platforms give them. */
enum FormField {
    FIRST_NAME,
    LAST_NAME,
    FULL_NAME,
    WORK_EMAIL,
    EMAIL,
    PHONE,
    JOB_TITLE,
    JOB_FUNCTION,
    SENIORITY,
    INDUSTRY,
    COMPANY_NAME,
    COMPANY_SIZE,
    COMPANY_WEBSITE,
    CITY,
    REGION,
    COUNTRY,
    PROFILE_LINK,
    /** What nobody needs for selling to companies, and what is protected: it is not kept. */
    PRIVATE;

    private static final Map<String, FormField> NAMES = Map.ofEntries(
            Map.entry("FIRST_NAME", FIRST_NAME),
            Map.entry("LAST_NAME", LAST_NAME),
            Map.entry("FULL_NAME", FULL_NAME),
            Map.entry("WORK_EMAIL", WORK_EMAIL),
            Map.entry("EMAIL", EMAIL),
            Map.entry("PHONE", PHONE),
            Map.entry("PHONE_NUMBER", PHONE),
            Map.entry("WORK_PHONE_NUMBER", PHONE),
            Map.entry("JOB_TITLE", JOB_TITLE),
            Map.entry("JOB_FUNCTION", JOB_FUNCTION),
            Map.entry("SENIORITY", SENIORITY),
            Map.entry("INDUSTRY", INDUSTRY),
            Map.entry("COMPANY_NAME", COMPANY_NAME),
            Map.entry("COMPANY_SIZE", COMPANY_SIZE),
            Map.entry("COMPANY_WEBSITE", COMPANY_WEBSITE),
            Map.entry("CITY", CITY),
            Map.entry("STATE", REGION),
            Map.entry("PROVINCE", REGION),
            Map.entry("COUNTRY", COUNTRY),
            Map.entry("LINKEDIN_PROFILE_LINK", PROFILE_LINK),
            Map.entry("POSTAL_CODE", PRIVATE),
            Map.entry("POST_CODE", PRIVATE),
            Map.entry("ZIP_CODE", PRIVATE),
            Map.entry("ZIP", PRIVATE),
            Map.entry("STREET_ADDRESS", PRIVATE),
            Map.entry("DATE_OF_BIRTH", PRIVATE),
            Map.entry("DOB", PRIVATE),
            Map.entry("GENDER", PRIVATE),
            Map.entry("MARITAL_STATUS", PRIVATE),
            Map.entry("MARITIAL_STATUS", PRIVATE),
            Map.entry("RELATIONSHIP_STATUS", PRIVATE),
            Map.entry("MILITARY_STATUS", PRIVATE));

    /** Null where it is no such question: its answer is kept as it was given. */
    static @Nullable FormField named(@Nullable String name) {
        return name == null || name.length() > 64
                ? null
                : NAMES.get(name.strip().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_"));
    }
}
