package com.messageai.leadgen.enrichment;

/** Answers of the providers in their wire formats, as their fact sheets have them. */
final class Answers {

    static final String COMPANY = """
            {"id":"c0ff","name":"Tarnwell","legalName":"Tarnwell Inc","domain":"tarnwell.example","domainAliases":[],
             "site":{"phoneNumbers":[],"emailAddresses":[]},
             "category":{"sector":"Information Technology","industryGroup":"Software & Services",
               "industry":"Internet Software & Services","subIndustry":"Internet Software & Services","sicCode":"7372"},
             "tags":["SAAS","B2B"],"description":"…","foundedYear":2016,"location":"500 Demo St, Austin, TX",
             "geo":{"streetNumber":"500","streetName":"Demo St","subPremise":null,"city":"Austin","postalCode":"78701",
               "state":"Texas","stateCode":"TX","country":"United States","countryCode":"US","lat":30.27,"lng":-97.74},
             "logo":null,"linkedin":{"handle":"company/tarnwell-demo"},"type":"private","ticker":null,"phone":null,
             "metrics":{"alexaUsRank":null,"employees":120,"employeesRange":"51-250","marketCap":null,"raised":12000000,
               "annualRevenue":null,"estimatedAnnualRevenue":"$10M-$50M","fiscalYearEnd":12},
             "indexedAt":"2026-01-02T08:00:00Z","tech":["aws","salesforce"],"parent":{"domain":null}}
            """;

    static final String BARE_COMPANY = """
            {"id":"c0ff","name":null,"domain":"tarnwell.example","category":{"sector":null,"industry":null},"geo":{},
             "metrics":{"employees":99999999999999,"employeesRange":null,"estimatedAnnualRevenue":null},"tech":null}
            """;

    static final String PERSON = """
            {"id":"7c1e","name":{"fullName":"Ilse Varga","givenName":"Ilse","familyName":"Varga"},
             "email":"ilse@tarnwell.example","location":"Austin, TX, US","timeZone":"America/Chicago",
             "geo":{"city":"Austin","state":"Texas","stateCode":"TX","country":"United States","countryCode":"US"},
             "bio":null,"site":null,"avatar":null,
             "employment":{"domain":"tarnwell.example","name":"Tarnwell","title":"CTO","role":"engineering",
               "subRole":"software_engineer","seniority":"executive"},
             "linkedin":{"handle":"in/ilse-varga-demo"},"fuzzy":false,"emailProvider":false,
             "indexedAt":"2026-01-02T08:00:00Z","phone":"(512) 555-0123","activeAt":null,"inactiveAt":null}
            """;

    static final String QUEUED = "{\"error\":{\"type\":\"queued\",\"message\":\"\"}}";
    static final String UNKNOWN_RECORD = "{\"error\":{\"type\":\"unknown_record\",\"message\":\"Unknown record.\"}}";

    static final String NOBODY = """
            {"data":{"first_name":"Ilse","last_name":"Varga","email":null,"score":null,"domain":"tarnwell.example",
             "accept_all":null,"position":null,"phone_number":null,"company":null,"sources":[],
             "verification":{"date":null,"status":null}},"meta":{"params":{}}}
            """;

    private Answers() {}

    static String found(String verified, String status) {
        return """
                {"data":{"first_name":"Ilse","last_name":"Varga","email":"ilse@tarnwell.example","score":94,
                 "domain":"tarnwell.example","accept_all":false,"position":"CTO","twitter":null,"linkedin_url":null,
                 "phone_number":null,"company":"Tarnwell","sources":[{"domain":"tarnwell.example",
                   "uri":"https://tarnwell.example/team","extracted_on":"2025-03-01","still_on_page":true}],
                 "verification":{"date":%s,"status":%s}},"meta":{"params":{"first_name":"Ilse"}}}
                """.formatted(quoted(verified), quoted(status));
    }

    static String verified(String status) {
        return """
                {"data":{"status":"%s","result":"risky","score":97,"email":"ilse@tarnwell.example","regexp":true,
                 "gibberish":false,"disposable":false,"webmail":false,"mx_records":true,"smtp_server":null,
                 "smtp_check":null,"accept_all":null,"block":false,"sources":[]},
                 "meta":{"params":{"email":"ilse@tarnwell.example"}}}
                """.formatted(status);
    }

    static String account(int used, int available) {
        return """
                {"data":{"plan_name":"Starter","plan_level":1,"reset_date":"2026-12-01","team_id":7,
                 "requests":{"searches":{"used":1,"available":2},"credits":{"used":%d,"available":%d}}}}
                """.formatted(used, available);
    }

    static String hunterError(int code, String id) {
        return "{\"errors\":[{\"id\":\"%s\",\"code\":%d,\"details\":\"You are missing something\"}]}"
                .formatted(id, code);
    }

    private static String quoted(String text) {
        return text == null ? "null" : '"' + text + '"';
    }
}
