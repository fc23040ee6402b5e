package com.messageai.leadgen.enrichment;

import static com.messageai.leadgen.enrichment.EnrichmentFixtures.aProfile;
import static com.messageai.leadgen.enrichment.EnrichmentFixtures.aRequest;
import static com.messageai.leadgen.enrichment.EnrichmentFixtures.tarnwell;
import static com.messageai.leadgen.enrichment.FakeProviders.ACCOUNT;
import static com.messageai.leadgen.enrichment.FakeProviders.COMPANY;
import static com.messageai.leadgen.enrichment.FakeProviders.FINDER;
import static com.messageai.leadgen.enrichment.FakeProviders.PERSON;
import static com.messageai.leadgen.enrichment.FakeProviders.VERIFIER;
import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.enrichment.EnrichmentProperties.PriceSetting;
import com.messageai.leadgen.enrichment.EnrichmentRequest.Scope;
import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.prospect.ContactInfo.EmailStatus;
import com.messageai.leadgen.prospect.ContactInfo.Phone;
import com.messageai.leadgen.prospect.Profile.Company;
import com.messageai.leadgen.prospect.Profile.Place;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.support.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class EnrichmentIntegrationTests {

    private static TestDatabase database;

    private final FakeProviders providers = new FakeProviders();
    private final EnrichmentHouse house = new EnrichmentHouse(database);
    private final CampaignId campaign = house.campaign(null);

    @BeforeAll
    static void build() {
        database = TestDatabase.create(20);
    }

    @AfterAll
    static void tearDown() {
        database.close();
    }

    @AfterEach
    void stop() {
        providers.close();
    }

    @Test
    void fillsInCompanyAndContactDataAndSaysWhoGaveThem() {
        allKnowTheirPart();

        Enriched enriched = enrich(house.enrichment(providers), request(tarnwell("tarnwell.example")));

        assertThat(enriched.profile().company())
                .isEqualTo(new Company(
                        "Tarnwell",
                        "tarnwell.example",
                        "Internet Software & Services",
                        "51-250",
                        120,
                        new Place("Austin, Texas, United States", "Austin", "Texas", "US"),
                        List.of("aws", "salesforce"),
                        "10M-50M"));
        assertThat(enriched.profile().title()).isEqualTo("Chief Technology Officer");
        assertThat(enriched.contactInfo().emails())
                .containsExactly(new ContactInfo.Email("ilse@tarnwell.example", EmailStatus.VALID, "hunter", 0.97));
        assertThat(enriched.contactInfo().phones()).containsExactly(new Phone("+15125550123", true, "clearbit", null));
        assertThat(enriched.providers()).containsExactly("clearbit", "hunter");
        assertThat(enriched.agreement()).isEqualTo(new Agreement(4, 4));
        assertThat(enriched.enrichmentData()
                        .at("/clearbit/company/filled")
                        .valueStream()
                        .map(n -> n.asString()))
                .contains("company.industry", "company.size")
                .doesNotContain("company.name");
        assertThat(enriched.enrichmentData().at("/hunter/finder/cost/amount").decimalValue())
                .isEqualByComparingTo("0.025");
        assertThat(enriched.enrichmentData().toString()).doesNotContain("ilse@", "555");
        assertThat(house.money(campaign)).isEqualTo(new EnrichmentHouse.Spending("0.25", "0"));
    }

    @Test
    void repeatsNoPaidCall() {
        allKnowTheirPart();
        Enrichment enrichment = house.enrichment(providers);
        EnrichmentRequest request = request(tarnwell("tarnwell.example"));

        Enriched first = enrich(enrichment, request);
        Enriched again = enrich(house.enrichment(providers), request);

        assertThat(again.contactInfo()).isEqualTo(first.contactInfo());
        assertThat(List.of(COMPANY, FINDER, VERIFIER, PERSON))
                .allSatisfy(path -> assertThat(providers.asked(path)).hasSize(1));
    }

    @Test
    void asksOnceForWhatManyWantToKnowAtATime() {
        allKnowTheirPart();
        Enrichment enrichment = house.enrichment(providers);
        CampaignId another = house.campaign(null);

        Flux.range(0, 40)
                .flatMap(
                        i -> enrichment.enrich(
                                aRequest(
                                        house.team(),
                                        i % 2 == 0 ? campaign : another,
                                        aProfile(tarnwell("shared.example"), List.of(), List.of()),
                                        Scope.COMPANY_ONLY),
                                Mono.empty()),
                        40)
                .as(StepVerifier::create)
                .expectNextCount(40)
                .verifyComplete();

        assertThat(providers.asked(COMPANY)).hasSize(1);
        assertThat(house.entries(campaign) + house.entries(another)).isEqualTo(1);
    }

    @Test
    void spendsOneCompanyLookupAtMostOnThoseWhoCouldStillChangeTheirBand() {
        allKnowTheirPart();

        Enriched enriched = enrich(
                house.enrichment(providers),
                aRequest(
                        house.team(),
                        campaign,
                        aProfile(tarnwell("band.example"), List.of(), List.of()),
                        Scope.COMPANY_ONLY));

        assertThat(enriched.profile().company().industry()).isNotNull();
        assertThat(enriched.contactInfo()).isEqualTo(ContactInfo.NONE);
        assertThat(providers.asked(FINDER)).isEmpty();
    }

    @Test
    void goesOnUnderTheSameHoldWhenAProviderHasTheAnswerReadyLater() {
        allKnowTheirPart();
        providers.forgetAnswers();
        providers.answer(COMPANY, 202, Answers.QUEUED).answer(COMPANY, 200, Answers.COMPANY);
        EnrichmentRequest request = companyOnly("later.example");

        StepVerifier.create(house.enrichment(providers).enrich(request, Mono.empty()))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ProviderFailure.StillWorking.class,
                                working -> assertThat(working.retryAfter()).isEqualTo(Duration.ofSeconds(30))))
                .verify();
        assertThat(house.money(campaign)).isEqualTo(new EnrichmentHouse.Spending("0", "0.1"));

        enrich(house.enrichment(providers), request);
        assertThat(house.money(campaign)).isEqualTo(new EnrichmentHouse.Spending("0.1", "0"));
    }

    @Test
    void givesUpOnAProviderThatNeverGetsReadyAndTakesWhatItHas() {
        providers.answer(COMPANY, 202, Answers.QUEUED);
        Enrichment enrichment = house.enrichment(providers);
        EnrichmentRequest request = companyOnly("never.example");

        for (int i = 0; i < 3; i++) {
            StepVerifier.create(enrichment.enrich(request, Mono.empty()))
                    .verifyError(ProviderFailure.StillWorking.class);
        }
        Enriched enriched = enrich(enrichment, request);

        assertThat(enriched.enrichmentData().at("/clearbit/company/outcome").asString())
                .isEqualTo("UNKNOWN");
        assertThat(providers.asked(COMPANY).getLast().queryParameter("cached")).isEqualTo("true");
        assertThat(house.money(campaign)).isEqualTo(new EnrichmentHouse.Spending("0.1", "0"));
    }

    @Test
    void keepsAMissAndPaysWhatTheProviderChargesForIt() {
        providers.answer(COMPANY, 404, Answers.UNKNOWN_RECORD).answer(FINDER, 200, Answers.NOBODY);
        Enrichment enrichment = house.enrichment(providers);
        EnrichmentRequest request = request(tarnwell("nobody.example"));

        Enriched enriched = enrich(enrichment, request);
        enrich(enrichment, request);

        assertThat(enriched.contactInfo()).isEqualTo(ContactInfo.NONE);
        assertThat(enriched.enrichmentData().at("/hunter/finder/outcome").asString())
                .isEqualTo("MISS");
        assertThat(providers.asked(COMPANY)).hasSize(1);
        assertThat(providers.asked(FINDER)).hasSize(1);
        assertThat(house.money(campaign)).isEqualTo(new EnrichmentHouse.Spending("0.1", "0"));
    }

    @Test
    void forgetsAPersonWhoHasObjectedAndNeverAsksAgain() {
        providers.answer(COMPANY, 200, Answers.COMPANY).answer(FINDER, 451, Answers.hunterError(451, "claimed_email"));
        Enrichment enrichment = house.enrichment(providers);
        EnrichmentRequest request = request(tarnwell("private.example"));

        Enriched enriched = enrich(enrichment, request);
        Enriched again = enrich(enrichment, request);

        assertThat(enriched.optedOut()).isTrue();
        assertThat(enriched.contactInfo()).isEqualTo(ContactInfo.NONE);
        assertThat(enriched.profile()).isEqualTo(request.profile());
        assertThat(again.optedOut()).isTrue();
        assertThat(providers.asked(FINDER)).hasSize(1);
    }

    @Test
    void goesOnWithoutAProviderThatRefusesTheKeyOrHasNoCredits() {
        providers
                .answer(COMPANY, 401, "{\"error\":{\"type\":\"invalid_api_key\"}}")
                .answer(FINDER, 200, Answers.found("2026-01-02", "valid"))
                .answer(PERSON, 402, "{\"error\":[{\"type\":\"over_quota\"}]}");
        Enrichment enrichment = house.enrichment(providers);

        Enriched enriched = enrich(enrichment, request(tarnwell("refused.example")));
        enrich(enrichment, request(tarnwell("refused-again.example")));

        assertThat(enriched.enrichmentData().at("/clearbit/company/reason").asString())
                .isEqualTo("unauthorized");
        assertThat(enriched.enrichmentData().at("/clearbit/person/reason").asString())
                .isEqualTo("out-of-credits");
        assertThat(enriched.contactInfo().emails()).hasSize(1);
        assertThat(enriched.providers()).containsExactly("hunter");
        assertThat(providers.asked(COMPANY)).hasSize(1);
        assertThat(house.money(campaign)).isEqualTo(new EnrichmentHouse.Spending("0.05", "0"));
    }

    @Test
    void leavesNoLineForACallThatALimitTurnedAway() {
        providers
                .answer(FINDER, 403, Answers.hunterError(403, "too_many_requests"))
                .answer(COMPANY, 404, Answers.UNKNOWN_RECORD)
                .answer(ACCOUNT, 200, Answers.account(10, 2000));

        StepVerifier.create(house.enrichment(providers).enrich(request(tarnwell("busy.example")), Mono.empty()))
                .verifyError(ProviderFailure.RateLimited.class);

        assertThat(house.money(campaign)).isEqualTo(new EnrichmentHouse.Spending("0.1", "0"));
        assertThat(house.entries(campaign)).isEqualTo(1);
    }

    @Test
    void givesTheHoldBackWhenAProviderFailsUnbilled() {
        providers.answer(COMPANY, 503, "").answer(COMPANY, 200, Answers.COMPANY);
        EnrichmentRequest request = companyOnly("down.example");
        Enrichment enrichment = house.enrichment(providers);

        StepVerifier.create(enrichment.enrich(request, Mono.empty())).verifyError(ProviderFailure.Unavailable.class);
        assertThat(house.money(campaign)).isEqualTo(new EnrichmentHouse.Spending("0", "0"));

        enrich(enrichment, request);
        assertThat(house.money(campaign)).isEqualTo(new EnrichmentHouse.Spending("0.1", "0"));
    }

    @Test
    void asksAgainUnderTheSameHoldWhenAnAnswerGotLostAndARepeatIsFree() {
        providers.answerLate(COMPANY, Answers.COMPANY).answer(COMPANY, 200, Answers.COMPANY);
        EnrichmentRequest request = companyOnly("lost.example");
        Enrichment enrichment = house.enrichment(providers, Duration.ofMillis(300), house.settings());

        StepVerifier.create(enrichment.enrich(request, Mono.empty())).verifyError(ProviderFailure.UnknownOutcome.class);
        assertThat(house.money(campaign)).isEqualTo(new EnrichmentHouse.Spending("0", "0.1"));

        enrich(enrichment, request);
        assertThat(house.money(campaign)).isEqualTo(new EnrichmentHouse.Spending("0.1", "0"));
        assertThat(house.entries(campaign)).isEqualTo(1);
    }

    @Test
    void neverAsksAgainWhatMightBeBilledAgain() {
        providers.answerLate(COMPANY, Answers.COMPANY);
        EnrichmentRequest request = companyOnly("dear.example");
        EnrichmentProperties settings = EnrichmentFixtures.settings(
                Map.of("clearbit", Map.of("company", new PriceSetting(new BigDecimal("0.5"), BigDecimal.ZERO, false))));
        Enrichment enrichment = house.enrichment(providers, Duration.ofMillis(300), settings);

        Enriched enriched = enrich(enrichment, request);
        enrich(enrichment, request);

        assertThat(enriched.enrichmentData().at("/clearbit/company/outcome").asString())
                .isEqualTo("UNKNOWN");
        assertThat(providers.asked(COMPANY)).hasSize(1);
        assertThat(house.money(campaign)).isEqualTo(new EnrichmentHouse.Spending("0", "0.5"));

        assertThat(house.ledger().reconcile(house.team(), Duration.ZERO).block())
                .isPositive();
        assertThat(house.money(campaign)).isEqualTo(new EnrichmentHouse.Spending("0.5", "0"));
    }

    @Test
    void stopsBeforeTheCallThatTheBudgetDoesNotAllow() {
        allKnowTheirPart();
        CampaignId poor = house.campaign("0.12");
        EnrichmentRequest request =
                aRequest(house.team(), poor, aProfile(tarnwell("poor.example"), List.of(), List.of()));

        StepVerifier.create(house.enrichment(providers).enrich(request, Mono.empty()))
                .verifyError(BudgetSpent.class);

        assertThat(providers.asked(COMPANY)).hasSize(1);
        assertThat(providers.asked(FINDER)).isEmpty();
        assertThat(house.money(poor)).isEqualTo(new EnrichmentHouse.Spending("0.1", "0"));
    }

    @Test
    void makesDoWithoutTheOptionalStepWhenTheBudgetIsSpent() {
        allKnowTheirPart();
        CampaignId modest = house.campaign("0.16");

        Enriched enriched = enrich(
                house.enrichment(providers),
                aRequest(house.team(), modest, aProfile(tarnwell("modest.example"), List.of(), List.of())));

        assertThat(enriched.contactInfo().emails()).hasSize(1);
        assertThat(enriched.enrichmentData().at("/clearbit/person/reason").asString())
                .isEqualTo("budget-spent");
    }

    private void allKnowTheirPart() {
        providers
                .answer(COMPANY, 200, Answers.COMPANY)
                .answer(FINDER, 200, Answers.found(null, null))
                .answer(VERIFIER, 200, Answers.verified("valid"))
                .answer(PERSON, 200, Answers.PERSON);
    }

    private EnrichmentRequest request(Company company) {
        return aRequest(house.team(), campaign, aProfile(company, List.of(), List.of()));
    }

    private EnrichmentRequest companyOnly(String domain) {
        return aRequest(house.team(), campaign, aProfile(tarnwell(domain), List.of(), List.of()), Scope.COMPANY_ONLY);
    }

    private static Enriched enrich(Enrichment enrichment, EnrichmentRequest request) {
        return enrichment
                .enrich(request, Mono.empty())
                .timeout(Duration.ofSeconds(20), Mono.error(new AssertionError("no end")))
                .block();
    }
}
