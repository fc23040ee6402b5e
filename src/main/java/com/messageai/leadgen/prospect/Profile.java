package com.messageai.leadgen.prospect;

import com.messageai.leadgen.icp.Platform;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a person, whatever the platform: the common form into which every source translates. What a source
 * does not say is null or empty, never a guess. Lists are never null. Texts are trimmed, free of NUL, and bounded:
 * names and titles 300 characters, bio 8,000, lists 100 entries.
 *
 * @param platformProfileId the platform's own id, unique on it ({@code Qm41xZ} of {@code urn:li:person:Qm41xZ})
 * @param profileUrl the public address of the profile, canonical
 * @param seniority as LinkedIn names them: {@code UNPAID, TRAINING, ENTRY, SENIOR, MANAGER, DIRECTOR, VP, CXO, PARTNER, OWNER}
 * @param department upper snake case, LinkedIn's functions: {@code ENGINEERING, HUMAN_RESOURCES, IT, …}
 * @param activeAt when the person last showed activity on the platform
 * @param signals upper snake case: {@code JOB_CHANGE, HIRING, FUNDING, POSTED_ABOUT:cloud cost}
 * @param emails addresses that the source itself gave (a CSV file, a lead form); usually none
 */
public record Profile(
        Platform platform,
        String platformProfileId,
        @Nullable String profileUrl,
        String name,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String headline,
        @Nullable String title,
        @Nullable String seniority,
        @Nullable String department,
        Company company,
        @Nullable Place location,
        List<String> skills,
        List<String> interests,
        @Nullable String bio,
        @Nullable Instant positionSince,
        @Nullable Instant activeAt,
        List<String> signals,
        List<String> emails,
        List<String> phones) {

    /** The profile less its addresses and numbers, which are kept as {@link ContactInfo}. */
    public Profile withoutContacts() {
        return new Profile(
                platform,
                platformProfileId,
                profileUrl,
                name,
                firstName,
                lastName,
                headline,
                title,
                seniority,
                department,
                company,
                location,
                skills,
                interests,
                bio,
                positionSince,
                activeAt,
                signals,
                List.of(),
                List.of());
    }

    /**
     * This profile, with what another reading of the same person says where this one is silent. A rank belongs to its
     * title and a domain to its company's name: where those differ, the person has moved between the readings, and nothing
     * of the other position is taken. Addresses and numbers are never taken over.
     */
    public Profile completedBy(Profile other) {
        boolean samePosition = agree(title, other.title) && agree(company.name, other.company.name);
        return new Profile(
                platform,
                platformProfileId,
                or(profileUrl, other.profileUrl),
                name,
                or(firstName, other.firstName),
                or(lastName, other.lastName),
                or(headline, other.headline),
                samePosition ? or(title, other.title) : title,
                samePosition ? or(seniority, other.seniority) : seniority,
                samePosition ? or(department, other.department) : department,
                samePosition ? company.completedBy(other.company) : company,
                or(location, other.location),
                or(skills, other.skills),
                or(interests, other.interests),
                or(bio, other.bio),
                samePosition ? or(positionSince, other.positionSince) : positionSince,
                or(activeAt, other.activeAt),
                or(signals, other.signals),
                emails,
                phones);
    }

    private static boolean agree(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.equalsIgnoreCase(other);
    }

    private static <T> @Nullable T or(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }

    private static List<String> or(List<String> one, List<String> other) {
        return one.isEmpty() ? other : one;
    }

    /**
     * The company where the person works.
     *
     * @param domain registrable host name in lower case, without {@code www.}
     * @param size a range as the source gives it ({@code 51-200}, {@code 10001+})
     * @param employees a head count, where the source knows one
     * @param revenue yearly, USD range as the source gives it ({@code 10M-50M})
     */
    public record Company(
            @Nullable String name,
            @Nullable String domain,
            @Nullable String industry,
            @Nullable String size,
            @Nullable Integer employees,
            @Nullable Place location,
            List<String> technologies,
            @Nullable String revenue) {

        public static final Company UNKNOWN = new Company(null, null, null, null, null, null, List.of(), null);

        private Company completedBy(Company other) {
            return new Company(
                    or(name, other.name),
                    or(domain, other.domain),
                    or(industry, other.industry),
                    or(size, other.size),
                    or(employees, other.employees),
                    or(location, other.location),
                    or(technologies, other.technologies),
                    or(revenue, other.revenue));
        }
    }

    /**
     * A place. @param text as it is shown ({@code Austin, Texas, United States}) @param country ISO 3166 alpha-2,
     * where it is known
     */
    public record Place(
            String text,
            @Nullable String city,
            @Nullable String region,
            @Nullable String country) {

        public static Place of(String text) {
            return new Place(text, null, null, null);
        }
    }
}
