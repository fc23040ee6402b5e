package com.messageai.leadgen.sandbox.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A company as the sandbox knows it; each provider shows a part of it.
 *
 * @param index counts from 0; LinkedIn's organization is 1001 + index
 * @param revenue in US dollars a year
 * @param raised venture capital in US dollars, null for none
 * @param hasWebsite whether its people show its website on their profiles
 * @param acceptsAll whether its mail server takes any address, so that no verifier can tell
 * @param inClearbit whether Clearbit and Hunter have it in their company data
 * @param sparse a record in which those have little more than the name
 */
public record Company(
        int index,
        String name,
        String legalName,
        String domain,
        Industry industry,
        int employees,
        Place place,
        List<String> technologies,
        List<String> tags,
        long revenue,
        @Nullable Long raised,
        int foundedYear,
        String phone,
        EmailPattern pattern,
        boolean hasWebsite,
        boolean acceptsAll,
        boolean inClearbit,
        boolean sparse) {

    public SizeRange size() {
        return SizeRange.of(employees);
    }

    public String organization() {
        return "urn:li:organization:" + (1001 + index);
    }

    public String employerId() {
        return String.valueOf(88_001 + index);
    }

    public String slug() {
        return domain.substring(0, domain.indexOf('.'));
    }

    public String website() {
        return "https://" + domain;
    }
}
