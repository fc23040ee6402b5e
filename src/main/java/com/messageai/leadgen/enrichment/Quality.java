package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.prospect.ContactInfo.Email;
import com.messageai.leadgen.prospect.ContactInfo.Phone;
import com.messageai.leadgen.prospect.Profile.Company;
import java.util.stream.Stream;

/** How good the data of a prospect is: it sorts and warns, it does not gate. */
final class Quality {

    private Quality() {}

    /**
     * 0.40 e-mail (valid 1, accept-all 0.5, unknown 0.25) + 0.20 valid phone + 0.20 company (domain, industry, size a
     * third each) + 0.20 agreement, in basis points.
     *
     * @param agreement how far the sources agree, in basis points
     */
    static int of(ContactInfo contacts, Company company, int agreement) {
        int email = contacts.emails().stream().mapToInt(Quality::worth).max().orElse(0);
        int phone = contacts.phones().stream().anyMatch(Phone::valid) ? 2_000 : 0;
        long known = Stream.of(
                        company.domain() != null,
                        company.industry() != null,
                        company.size() != null || company.employees() != null)
                .filter(there -> there)
                .count();
        return email + phone + Math.toIntExact(2_000 * known / 3) + agreement / 5;
    }

    private static int worth(Email email) {
        return switch (email.status()) {
            case VALID -> 4_000;
            case ACCEPT_ALL -> 2_000;
            case UNKNOWN -> 1_000;
            case INVALID -> 0;
        };
    }
}
