package com.messageai.leadgen.discovery;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a column can hold, and how files call it; spelled without case, spaces and punctuation. */
enum CsvColumn {
    NAME("name", "fullname", "contactname", "contact", "person", "personname"),
    FIRST_NAME("firstname", "givenname", "first", "forename", "vorname"),
    LAST_NAME("lastname", "surname", "familyname", "last", "nachname"),
    EMAIL("email", "emails", "emailaddress", "mail", "workemail", "businessemail", "primaryemail", "email1", "email2"),
    PHONE("phone", "phones", "phonenumber", "telephone", "mobile", "mobilephone", "workphone", "phone1", "phone2"),
    TITLE("title", "jobtitle", "position", "role", "currenttitle", "currentposition"),
    HEADLINE("headline"),
    SENIORITY("seniority", "senioritylevel"),
    DEPARTMENT("department", "jobfunction", "function"),
    COMPANY(
            "company",
            "companyname",
            "organization",
            "organisation",
            "employer",
            "account",
            "accountname",
            "currentcompany",
            "companyinfoname",
            "firma",
            "unternehmen"),
    DOMAIN("domain", "companydomain", "website", "companywebsite", "companyurl", "companyinfodomain"),
    INDUSTRY("industry", "companyindustry", "companyinfoindustry"),
    SIZE(
            "companysize",
            "size",
            "employees",
            "headcount",
            "employeecount",
            "numberofemployees",
            "employeerange",
            "companyinfosize",
            "companyinfoemployees"),
    REVENUE("revenue", "annualrevenue", "companyrevenue", "companyinforevenue"),
    TECHNOLOGIES("technologies", "tech", "techstack", "companyinfotechnologies"),
    PROFILE_URL(
            "url",
            "linkedin",
            "linkedinurl",
            "linkedinprofile",
            "linkedinprofileurl",
            "personlinkedinurl",
            "profileurl",
            "profile",
            "publicprofileurl",
            "socialprofiles"),
    LOCATION("location", "place", "geography"),
    CITY("city", "town", "ort"),
    REGION("region", "state", "province", "stateregion"),
    COUNTRY("country", "countrycode", "land"),
    SKILLS("skills"),
    INTERESTS("interests"),
    BIO("bio", "about", "summary", "description");

    private static final Map<String, CsvColumn> BY_NAME = new HashMap<>();

    static {
        for (CsvColumn column : values()) {
            column.names.forEach(name -> BY_NAME.put(name, column));
        }
    }

    private final List<String> names;

    CsvColumn(String... names) {
        this.names = Arrays.asList(names);
    }

    /** Null for a column that is of no use here. */
    static @Nullable CsvColumn named(String header) {
        return BY_NAME.get(plain(header));
    }

    static String plain(String header) {
        return header.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
