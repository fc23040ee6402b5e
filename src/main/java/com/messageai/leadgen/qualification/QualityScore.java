package com.messageai.leadgen.qualification;

import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.prospect.ContactInfo.Email;
import com.messageai.leadgen.prospect.Profile;
import java.util.List;

/**
 * How good the data of a prospect is, in basis points: 0.40 e-mail (valid 1, accept-all 0.5, unknown 0.25), 0.20 a valid
 * phone, 0.20 the company (domain, industry, size: a third each), 0.20 agreement of sources. It sorts and warns; it does
 * not gate.
 */
public final class QualityScore {

    private static final int EMAIL = 4_000;
    private static final int PHONE = 2_000;
    private static final int COMPANY = 2_000;
    private static final int AGREEMENT = 2_000;

    private QualityScore() {}

    /**
     * @param agreeing values on which at least two sources agree
     * @param compared values for which at least two sources gave one; 0 gives no points for agreement
     */
    public static int of(ContactInfo contact, Profile.Company company, int agreeing, int compared) {
        if (agreeing < 0 || agreeing > compared) {
            throw new IllegalArgumentException(agreeing + " of " + compared + " values can't agree");
        }
        return email(contact.emails())
                + (contact.phones().stream().anyMatch(ContactInfo.Phone::valid) ? PHONE : 0)
                + company(company)
                + (compared == 0 ? 0 : AGREEMENT * agreeing / compared);
    }

    private static int email(List<Email> emails) {
        return emails.stream()
                .mapToInt(email -> switch (email.status()) {
                    case VALID -> EMAIL;
                    case ACCEPT_ALL -> EMAIL / 2;
                    case UNKNOWN -> EMAIL / 4;
                    case INVALID -> 0;
                })
                .max()
                .orElse(0);
    }

    private static int company(Profile.Company company) {
        int known = (company.domain() == null ? 0 : 1)
                + (company.industry() == null ? 0 : 1)
                + (company.size() == null && company.employees() == null ? 0 : 1);
        return COMPANY * known / 3;
    }
}
