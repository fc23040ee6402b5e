package com.messageai.leadgen.enrichment;

import static com.messageai.leadgen.enrichment.EnrichmentFixtures.aProfile;
import static com.messageai.leadgen.enrichment.EnrichmentFixtures.aRequest;
import static com.messageai.leadgen.enrichment.EnrichmentFixtures.tarnwell;
import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.prospect.ContactInfo.Email;
import com.messageai.leadgen.prospect.ContactInfo.EmailStatus;
import com.messageai.leadgen.prospect.ContactInfo.Phone;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.Profile.Company;
import com.messageai.leadgen.prospect.Profile.Place;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.team.TeamId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DraftTests {

    private static final Question COMPANY =
            new Question(Endpoint.CLEARBIT_COMPANY, Map.of("domain", "tarnwell.example"), null);
    private static final Question FINDER =
            new Question(Endpoint.HUNTER_FINDER, Map.of("domain", "tarnwell.example"), null);

    @Nested
    class Merging {

        @Test
        void neverOverwritesWhatTheSourceSaid() {
            Company said = new Company("Tarnwell", null, "SaaS", " ", null, null, List.of("gcp"), null);
            Company heard = new Company(
                    "Other",
                    "tarnwell.example",
                    "Software",
                    "51-250",
                    120,
                    Place.of("Austin"),
                    List.of("aws"),
                    "1M-10M");

            Draft draft = draft(aProfile(said, List.of(), List.of())).learned(COMPANY, hit(Finding.ofCompany(heard)));

            assertThat(draft.profile().company())
                    .isEqualTo(new Company(
                            "Tarnwell",
                            "tarnwell.example",
                            "SaaS",
                            "51-250",
                            120,
                            Place.of("Austin"),
                            List.of("gcp"),
                            "1M-10M"));
            assertThat(draft.learned().getFirst().filled())
                    .containsExactly(
                            "company.domain",
                            "company.size",
                            "company.employees",
                            "company.location",
                            "company.revenue");
        }

        @Test
        void believesTheLaterOpinionOnAnAddressAndPutsTheBestFirst() {
            Draft draft = draft(aProfile(tarnwell(null), List.of("Ilse@Tarnwell.example", "not an address"), List.of()))
                    .learned(FINDER, hit(email("varga@tarnwell.example", EmailStatus.VALID)))
                    .learned(FINDER, hit(email("ilse@tarnwell.example", EmailStatus.INVALID)));

            assertThat(draft.contacts().emails())
                    .extracting(Email::value, Email::status, Email::provider)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("varga@tarnwell.example", EmailStatus.VALID, "hunter"),
                            org.assertj.core.groups.Tuple.tuple(
                                    "ilse@tarnwell.example", EmailStatus.INVALID, "linkedin"),
                            org.assertj.core.groups.Tuple.tuple("not an address", EmailStatus.INVALID, "linkedin"));
        }
    }

    @Nested
    class Addresses {

        @ParameterizedTest
        @ValueSource(strings = {"a@b.example", "o'neil+x@sub.b-c.example", "ILSE@TARNWELL.EXAMPLE", "x_1@b.co"})
        void areWellFormed(String address) {
            assertThat(Emails.wellFormed(address)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "a",
                    "a@b",
                    "@b.example",
                    "a@b..example",
                    ".a@b.example",
                    "a@-b.example",
                    "a b@c.example",
                    "a@b.example.",
                    "a@b@c.example",
                    "a@1.2.3.4"
                })
        void areNotWellFormed(String address) {
            assertThat(Emails.wellFormed(address)).isFalse();
        }

        @Test
        void tellTheCompanyUnlessTheyAreAtAMailboxProvider() {
            assertThat(Emails.companyDomain("Ilse@Tarnwell.example")).isEqualTo("tarnwell.example");
            assertThat(Emails.companyDomain("ilse@gmail.com")).isNull();
        }
    }

    @Nested
    class PhoneNumbers {

        @ParameterizedTest
        @CsvSource({
            "(512) 555-0123, 'Austin, Texas, United States', +15125550123, true",
            "030 23125 100, Berlin Germany, , ",
            "030 23125 100, 'Berlin, Germany', +493023125100, true",
            "+44 20 7946 0123, Somewhere, +442079460123, true",
            "555-01, 'Austin, USA', +155501, false",
            "call me, 'Austin, USA', , ",
        })
        void areReadByThePersonsPlace(String number, String place, String e164, Boolean valid) {
            Profile profile = at(place);

            List<Phone> phones = Phones.checked(List.of(new Phone(number, false, "clearbit", null)), profile);

            assertThat(phones).isEqualTo(e164 == null ? List.of() : List.of(new Phone(e164, valid, "clearbit", null)));
        }

        @Test
        void areEachThereOnceBestFirst() {
            List<Phone> phones = Phones.checked(
                    List.of(
                            new Phone("55501", false, "csv", null),
                            new Phone("512-555-0123", false, "csv", null),
                            new Phone("+1 512 555 0123", false, "clearbit", null)),
                    at("Austin, United States"));

            assertThat(phones).extracting(Phone::value).containsExactly("+15125550123", "+155501");
        }

        @ParameterizedTest
        @CsvSource({
            "'Austin, Texas, United States', US", "'London, England, United Kingdom', GB", "'Zürich, Switzerland', CH",
            "'Atlanta, Georgia', ", "Remote, ", "'Toronto, CA', "
        })
        void haveARegionOnlyWhereThePlaceTellsTheCountry(String place, String region) {
            assertThat(Regions.of(Place.of(place))).isEqualTo(region);
        }

        private Profile at(String place) {
            Profile profile = aProfile(tarnwell(null), List.of(), List.of());
            return draft(new Profile(
                            profile.platform(),
                            profile.platformProfileId(),
                            null,
                            profile.name(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            profile.company(),
                            Place.of(place),
                            List.of(),
                            List.of(),
                            null,
                            null,
                            null,
                            List.of(),
                            List.of(),
                            List.of()))
                    .profile();
        }
    }

    @Nested
    class Agreeing {

        private final Profile source = aProfile(tarnwell("tarnwell.example"), List.of(), List.of());

        @Test
        void isNothingWhereNobodyElseHasAWord() {
            assertThat(Agreement.of(source, List.of())).isEqualTo(new Agreement(0, 0));
        }

        @Test
        void looksBehindLegalFormsAndSpelling() {
            assertThat(Agreement.of(source, learned(company("TARNWELL, Inc.", "tarnwell.example"))))
                    .isEqualTo(new Agreement(2, 2));
        }

        @Test
        void isTheShareOfFieldsOnWhichAllAgree() {
            assertThat(Agreement.of(
                            source,
                            learned(
                                    company("Tarnwell", "other.example"),
                                    email("ilse@tarnwell.example", EmailStatus.VALID))))
                    .isEqualTo(new Agreement(2, 3));
        }

        private List<Learned> learned(Finding... findings) {
            Draft draft = draft(source);
            for (Finding finding : findings) {
                draft = draft.learned(COMPANY, hit(finding));
            }
            return draft.learned();
        }

        private Finding company(String name, String domain) {
            return Finding.ofCompany(new Company(name, domain, null, null, null, null, List.of(), null));
        }
    }

    private static Draft draft(Profile profile) {
        return Draft.of(aRequest(new TeamId(Ids.next()), new CampaignId(Ids.next()), profile));
    }

    private static Finding email(String address, EmailStatus status) {
        return Finding.ofEmail(new Email(address, status, "hunter", 0.9));
    }

    private static Kept hit(Finding finding) {
        return new Kept(Kept.Outcome.HIT, finding, EnrichmentFixtures.NOW, BigDecimal.ONE);
    }
}
