package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.prospect.ContactInfo.Email;
import com.messageai.leadgen.prospect.ContactInfo.EmailStatus;
import com.messageai.leadgen.prospect.ContactInfo.Phone;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.Profile.Company;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a prospect on the way down the waterfall. Answers fill in what is empty and never overwrite what the
 * source or an earlier provider said; of an e-mail address the later opinion holds.
 */
record Draft(Profile profile, ContactInfo contacts, List<Learned> learned) {

    /** The source's own addresses and numbers join what is known of the person. */
    static Draft of(EnrichmentRequest request) {
        String source = request.profile().platform().name().toLowerCase(Locale.ROOT);
        List<Email> emails = List.of();
        for (Email email : request.contactInfo().emails()) {
            emails = Emails.with(emails, email);
        }
        for (String address : request.profile().emails()) {
            Email given = new Email(address, EmailStatus.UNKNOWN, source, null);
            boolean known = emails.stream().anyMatch(email -> email.value().equals(Emails.canonical(address)));
            emails = known ? emails : Emails.with(emails, given);
        }
        List<Phone> phones = request.contactInfo().phones();
        return new Draft(
                request.profile(),
                new ContactInfo(emails, withPhones(phones, request.profile().phones(), source)),
                List.of());
    }

    boolean asked(Question question) {
        return learned.stream().anyMatch(step -> step.question().equals(question));
    }

    boolean optedOut() {
        return learned.stream()
                .anyMatch(step -> step.kept() != null && step.kept().outcome() == Kept.Outcome.OPTED_OUT);
    }

    Draft skipped(Question question, String reason) {
        return new Draft(profile, contacts, plus(Learned.skipped(question, reason)));
    }

    Draft learned(Question question, Kept kept) {
        Finding finding = kept.finding();
        if (finding == null) {
            return new Draft(profile, contacts, plus(new Learned(question, kept, null, List.of())));
        }
        Filling filling = new Filling(profile);
        Profile filled = filling.with(finding);
        List<Email> emails =
                finding.email() == null ? contacts.emails() : Emails.with(contacts.emails(), finding.email());
        List<Phone> phones = withPhones(
                contacts.phones(), finding.phones(), question.endpoint().provider());
        return new Draft(
                filled, new ContactInfo(emails, phones), plus(new Learned(question, kept, null, filling.filled())));
    }

    private List<Learned> plus(Learned step) {
        return Stream.concat(learned.stream(), Stream.of(step)).toList();
    }

    private static List<Phone> withPhones(List<Phone> known, List<String> heard, String provider) {
        List<Phone> all = new ArrayList<>(known);
        for (String number : heard) {
            if (all.stream().noneMatch(phone -> phone.value().equals(number))) {
                all.add(new Phone(number, false, provider, null));
            }
        }
        return List.copyOf(all);
    }

    /** Fills in one answer and notes what it filled. */
    private static final class Filling {

        private final Profile source;
        private final List<String> filled = new ArrayList<>();

        Filling(Profile source) {
            this.source = source;
        }

        List<String> filled() {
            return List.copyOf(filled);
        }

        Profile with(Finding finding) {
            return new Profile(
                    source.platform(),
                    source.platformProfileId(),
                    source.profileUrl(),
                    source.name(),
                    source.firstName(),
                    source.lastName(),
                    source.headline(),
                    first("title", source.title(), finding.title()),
                    first("seniority", source.seniority(), finding.seniority()),
                    source.department(),
                    finding.company() == null ? source.company() : company(source.company(), finding.company()),
                    first("location", source.location(), finding.location()),
                    source.skills(),
                    source.interests(),
                    source.bio(),
                    source.positionSince(),
                    source.activeAt(),
                    source.signals(),
                    source.emails(),
                    source.phones());
        }

        private Company company(Company known, Company heard) {
            return new Company(
                    first("company.name", known.name(), heard.name()),
                    first("company.domain", known.domain(), heard.domain()),
                    first("company.industry", known.industry(), heard.industry()),
                    first("company.size", known.size(), heard.size()),
                    first("company.employees", known.employees(), heard.employees()),
                    first("company.location", known.location(), heard.location()),
                    technologies(known.technologies(), heard.technologies()),
                    first("company.revenue", known.revenue(), heard.revenue()));
        }

        private List<String> technologies(List<String> known, List<String> heard) {
            if (!known.isEmpty() || heard.isEmpty()) {
                return known;
            }
            filled.add("company.technologies");
            return heard;
        }

        private <T> @Nullable T first(String field, @Nullable T known, @Nullable T heard) {
            boolean empty = known == null || (known instanceof String text && text.isBlank());
            if (!empty || heard == null) {
                return known;
            }
            filled.add(field);
            return heard;
        }
    }
}
