package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.prospect.ContactInfo.Email;
import com.messageai.leadgen.prospect.Profile.Company;
import com.messageai.leadgen.prospect.Profile.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's answer says, in our terms; what it does not say is null or empty.
 *
 * @param phones of the person, as the provider writes them
 * @param confidence 0 to 1, null when the provider states none
 */
record Finding(
        @Nullable Company company,
        @Nullable String title,
        @Nullable String seniority,
        @Nullable Place location,
        @Nullable Email email,
        List<String> phones,
        @Nullable Double confidence) {

    static Finding ofCompany(Company company) {
        return new Finding(company, null, null, null, null, List.of(), null);
    }

    static Finding ofEmail(Email email) {
        return new Finding(null, null, null, null, email, List.of(), email.confidence());
    }
}
