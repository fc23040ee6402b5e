package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.prospect.ContactInfo.Email;
import com.messageai.leadgen.prospect.ContactInfo.EmailStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be said of e-mail addresses without asking anybody. */
final class Emails {

    // What mail systems really take: no quoted local parts, no bare hosts, no address literals.
    private static final Pattern ADDRESS = Pattern.compile(
            "(?=.{3,254}$)(?=[^@]{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");

    // Their domains say nothing of where somebody works.
    private static final Set<String> MAILBOX_PROVIDERS = Set.of(
            "aol.com",
            "gmail.com",
            "gmx.com",
            "gmx.de",
            "gmx.net",
            "googlemail.com",
            "hotmail.com",
            "icloud.com",
            "live.com",
            "mac.com",
            "mail.com",
            "mail.ru",
            "me.com",
            "msn.com",
            "outlook.com",
            "proton.me",
            "protonmail.com",
            "qq.com",
            "web.de",
            "yahoo.com",
            "yandex.ru",
            "163.com");

    private static final List<EmailStatus> BEST_FIRST =
            List.of(EmailStatus.VALID, EmailStatus.ACCEPT_ALL, EmailStatus.UNKNOWN, EmailStatus.INVALID);

    private Emails() {}

    static String canonical(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    static boolean wellFormed(String address) {
        return ADDRESS.matcher(canonical(address)).matches();
    }

    static String domainOf(String address) {
        return canonical(address).substring(canonical(address).lastIndexOf('@') + 1);
    }

    /** The company's domain as an address tells it; null for addresses at mailbox providers. */
    static @Nullable String companyDomain(String address) {
        String domain = domainOf(address);
        return !wellFormed(address) || MAILBOX_PROVIDERS.contains(domain) ? null : domain;
    }

    /** In canonical form; an address that can't be one is known to be invalid. */
    static Email checked(Email email) {
        EmailStatus status = wellFormed(email.value()) ? email.status() : EmailStatus.INVALID;
        return new Email(canonical(email.value()), status, email.provider(), email.confidence());
    }

    /** One more opinion: of a known address it gives the status and confidence, of an unknown one the address. */
    static List<Email> with(List<Email> known, Email heard) {
        Email next = checked(heard);
        List<Email> all = new ArrayList<>();
        boolean found = false;
        for (Email email : known) {
            boolean same = email.value().equals(next.value());
            found |= same;
            all.add(same ? new Email(email.value(), next.status(), email.provider(), next.confidence()) : email);
        }
        if (!found) {
            all.add(next);
        }
        all.sort(Comparator.comparingInt(email -> BEST_FIRST.indexOf(email.status())));
        return List.copyOf(all);
    }

    /** The best address that is not known to be invalid. */
    static @Nullable Email best(List<Email> emails) {
        return emails.stream()
                .filter(email -> email.status() != EmailStatus.INVALID)
                .findFirst()
                .orElse(null);
    }
}
