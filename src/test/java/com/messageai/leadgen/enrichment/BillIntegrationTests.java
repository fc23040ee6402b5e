package com.messageai.leadgen.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.enrichment.EnrichmentRequest.Scope;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.prospect.PersonId;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.sandbox.Bill;
import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.Limit;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.support.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** Our ledger beside the providers' own bill. */
class BillIntegrationTests {

    private static final int WORKERS = 8;
    private static final List<Endpoint> ENDPOINTS = List.of(
            Endpoint.CLEARBIT_COMPANY, Endpoint.CLEARBIT_PERSON, Endpoint.HUNTER_FINDER, Endpoint.HUNTER_VERIFIER);

    private static TestDatabase database;

    private final Sandbox sandbox =
            Sandbox.start(SandboxSettings.defaults().withPeople(2_000).withQueued(0.1, 2));
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
        sandbox.close();
    }

    @Test
    void agreesWithTheBillToTheUnit() {
        run(house.enrichment(sandbox), people(200).map(person -> request(person, campaign)));

        for (Endpoint endpoint : ENDPOINTS) {
            Bill.Line bill = sandbox.bill().line(endpoint.provider(), endpoint.name());
            boolean missesAreBilled = endpoint.provider().equals("clearbit");
            long ours = house.lines(endpoint, "HIT") + (missesAreBilled ? house.lines(endpoint, "MISS") : 0);
            assertThat(bill.billedUnits())
                    .as(endpoint.toString())
                    .isEqualTo(ours)
                    .isPositive();
        }
        assertThat(house.money(campaign)).isEqualTo(house.ledgerSums(campaign));
        assertThat(house.money(campaign).reserved()).isZero();
    }

    @Test
    void buysAPersonOnceForFiveCampaignsAtATime() {
        List<CampaignId> campaigns =
                Stream.generate(() -> house.campaign(null)).limit(5).toList();
        Enrichment enrichment = house.enrichment(sandbox);

        run(enrichment, people(40).flatMap(person -> campaigns.stream().map(one -> request(person, one))));
        var calls = sandbox.bill().lines();
        run(house.enrichment(sandbox), people(40).map(person -> request(person, campaign)));

        assertThat(sandbox.bill().lines()).isEqualTo(calls);
        for (Endpoint endpoint : ENDPOINTS) {
            Bill.Line bill = sandbox.bill().line(endpoint.provider(), endpoint.name());
            assertThat(bill.calls()).isGreaterThanOrEqualTo(bill.keys());
            assertThat(bill.billedUnits()).isLessThanOrEqualTo(bill.keys());
        }
        assertThat(house.money(campaign).spent()).isZero();
    }

    @Test
    void isNeverBilledTwiceWhateverGoesWrong() {
        sandbox.admin()
                .fault(Fault.of("hunter", "*", Fault.Kind.RESET).probability(0.08))
                .fault(Fault.of("clearbit", "*", Fault.Kind.RESET).probability(0.08))
                .fault(Fault.of("clearbit", "*", Fault.Kind.MALFORMED).probability(0.04))
                .fault(Fault.status("hunter", "*", 503).probability(0.05))
                .limit(new Limit("hunter", "finder", 20, 0.2));

        run(house.enrichment(sandbox), people(60).map(person -> request(person, campaign)));

        for (Endpoint endpoint : ENDPOINTS) {
            Bill.Line bill = sandbox.bill().line(endpoint.provider(), endpoint.name());
            long ours = house.lines(endpoint, "HIT") + house.lines(endpoint, "MISS") + house.lines(endpoint, "UNKNOWN");
            assertThat(bill.billedUnits()).as(endpoint.toString()).isLessThanOrEqualTo(ours);
        }
        assertThat(house.money(campaign)).isEqualTo(house.ledgerSums(campaign));
    }

    /** As when an instance stood still past its lease: it goes on, and so does the one that has taken over. */
    @Test
    void isNotBilledTwiceForTwoWorkersWithTheSameProspectInHand() {
        try (Sandbox prompt = Sandbox.start(SandboxSettings.defaults().withPeople(2_000))) {
            List<EnrichmentRequest> requests = prompt.population().people().stream()
                    .limit(150)
                    .map(person -> request(person, campaign))
                    .toList();

            Flux.just(house.enrichment(prompt), house.enrichment(prompt))
                    .flatMap(worker -> Mono.fromRunnable(() -> run(worker, requests.stream()))
                            .subscribeOn(Schedulers.boundedElastic()))
                    .blockLast(Duration.ofSeconds(60));

            for (String endpoint : List.of("finder", "verifier")) {
                Bill.Line bill = prompt.bill().line("hunter", endpoint);
                assertThat(bill.keysAskedMoreThanOnce()).as(endpoint).isZero();
                assertThat(bill.keys()).as(endpoint).isPositive();
            }
            assertThat(house.money(campaign)).isEqualTo(house.ledgerSums(campaign));
        }
    }

    /** As the pipeline does it: what is delayed or failed is tried again. */
    private static void run(Enrichment enrichment, Stream<EnrichmentRequest> requests) {
        Flux.fromStream(requests)
                .flatMap(
                        request -> enrichment
                                .enrich(request, Mono.empty())
                                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, Duration.ofMillis(5))
                                        .filter(ProviderFailure.class::isInstance)),
                        WORKERS)
                .blockLast(Duration.ofSeconds(60));
    }

    private Stream<Person> people(int count) {
        return sandbox.population().people().stream().limit(count);
    }

    private EnrichmentRequest request(Person person, CampaignId of) {
        var company = person.company();
        Profile profile = new Profile(
                Platform.LINKEDIN,
                person.id(),
                person.profileUrl(),
                person.fullName(),
                person.firstName(),
                person.lastName(),
                null,
                person.title(),
                null,
                null,
                new Profile.Company(
                        company.name(),
                        company.hasWebsite() ? company.domain() : null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null),
                Profile.Place.of(person.place().fullName()),
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of());
        return new EnrichmentRequest(
                house.team(),
                of,
                new ProspectId(Ids.next()),
                new PersonId(Ids.next()),
                profile,
                ContactInfo.NONE,
                Scope.FULL);
    }
}
