package com.messageai.leadgen.enrichment;

import static com.messageai.leadgen.enrichment.EnrichmentFixtures.aProfile;
import static com.messageai.leadgen.enrichment.EnrichmentFixtures.aRequest;
import static com.messageai.leadgen.enrichment.EnrichmentFixtures.tarnwell;
import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.enrichment.EnrichmentHouse.Spending;
import com.messageai.leadgen.enrichment.Ledger.Hold;
import com.messageai.leadgen.support.TestDatabase;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class LedgerIntegrationTests {

    private static final BigDecimal PRICE = new BigDecimal("0.07");
    private static final Question QUESTION =
            new Question(Endpoint.CLEARBIT_COMPANY, Map.of("domain", "a.example"), null);

    private static TestDatabase database;

    private final EnrichmentHouse house = new EnrichmentHouse(database);
    private final Ledger ledger = house.ledger();

    @BeforeAll
    static void build() {
        database = TestDatabase.create(30);
    }

    @AfterAll
    static void tearDown() {
        database.close();
    }

    @Test
    void neverHoldsMoreThanTheBudgetHoweverManyAskAtOnce() {
        CampaignId campaign = house.campaign("1.00");

        Flux.range(0, 100)
                .flatMap(i -> hold(request(campaign), i).onErrorResume(BudgetSpent.class, spent -> Mono.empty()), 100)
                .count()
                .as(StepVerifier::create)
                .expectNext(14L)
                .verifyComplete();

        assertThat(house.money(campaign)).isEqualTo(new Spending("0", "0.98"));
    }

    @Test
    void neverSpendsMoreThanTheBudgetWhileCallsEndInEveryWay() {
        CampaignId campaign = house.campaign("2.00");

        Flux.range(0, 400)
                .flatMap(
                        i -> hold(request(campaign), i)
                                .delayUntil(hold -> ledger.submit(hold, true))
                                .delayUntil(hold -> ended(hold, i))
                                .onErrorResume(BudgetSpent.class, spent -> Mono.empty()),
                        100)
                .blockLast();

        Spending money = house.money(campaign);
        assertThat(money.spent().add(money.reserved())).isLessThanOrEqualTo(new BigDecimal("2.00"));
        assertThat(money).isEqualTo(house.ledgerSums(campaign));
        assertThat(money.spent()).isPositive();
    }

    private Mono<Void> ended(Hold hold, int i) {
        return switch (i % 5) {
            case 0 -> ledger.release(hold);
            case 1 -> ledger.forget(hold);
            case 2 -> ledger.settle(hold, QUESTION, kept(Kept.Outcome.MISS, "0"), Duration.ofDays(1));
            case 3 -> ledger.notKnown(hold, QUESTION, Duration.ofDays(1));
            default -> ledger.settle(hold, QUESTION, kept(Kept.Outcome.HIT, "0.07"), Duration.ofDays(1));
        };
    }

    @Test
    void holdsNothingAgainstABudgetInAnotherCurrency() {
        CampaignId campaign = house.campaign("100.00");
        house.run("UPDATE prospecting_campaign SET currency = 'EUR' WHERE id = '" + campaign + "'");

        StepVerifier.create(hold(request(campaign), 1)).verifyError(BudgetSpent.class);
    }

    @Nested
    class TheSameQuestion {

        private final CampaignId campaign = house.campaign(null);

        @Test
        void isHeldOnceByWhateverInstance() {
            List<Ledger> instances = List.of(ledger, house.ledger());

            List<Hold> holds = Flux.range(0, 40)
                    .flatMap(i -> hold(instances.get(i % 2), request(campaign), 7), 40)
                    .collectList()
                    .block();

            assertThat(holds).hasSize(40);
            assertThat(holds.stream().filter(Hold::ours)).hasSize(1);
            assertThat(house.money(campaign)).isEqualTo(new Spending("0", "0.07"));
        }

        @Test
        void goesOnUnderTheHoldOfItsProspect() {
            EnrichmentRequest request = request(campaign);
            Hold first = hold(request, 7).block();
            ledger.submit(first, true).block();

            Hold again = hold(request, 7).block();

            assertThat(again).isEqualTo(new Hold(house.team(), first.id(), true, true));
            assertThat(ledger.submit(again, true).block()).isEqualTo(2);
        }

        @Test
        void isAskedByOneOfTwoWhoHaveItInHandWhereARepeatIsBilled() {
            EnrichmentRequest request = request(campaign);
            Hold stale = hold(request, 7).block();
            Hold current = hold(request, 7).block();

            assertThat(ledger.submit(current, false).block()).isEqualTo(1);
            assertThat(ledger.submit(stale, false).block()).isNull();
        }

        @Test
        void isTakenOverByAnotherProspectOnlyWhenItWasAbandoned() {
            Hold first = hold(request(campaign), 7).block();

            assertThat(hold(request(campaign), 7).block().ours()).isFalse();
            Hold taken = ledger.hold(request(campaign), Endpoint.CLEARBIT_COMPANY, key(7), PRICE, "USD", Duration.ZERO)
                    .block();

            assertThat(taken.ours()).isTrue();
            assertThat(taken.id()).isEqualTo(first.id());
        }

        @Test
        void isNotAskedAgainByOneWhoMissedThatItWasAnsweredMeanwhile() {
            Hold first = hold(request(campaign), 7).block();
            ledger.submit(first, true).block();
            ledger.settle(first, QUESTION, kept(Kept.Outcome.HIT, "0.05"), Duration.ofDays(1))
                    .block();

            Hold late = hold(request(campaign), 7).block();

            assertThat(ledger.submit(late, true).block()).isNull();
            ledger.forget(late).block();
            assertThat(house.money(campaign)).isEqualTo(new Spending("0.05", "0"));
        }

        @Test
        void isPaidOnceWhenItIsSettledTwice() {
            Hold hold = hold(request(campaign), 7).block();
            ledger.submit(hold, true).block();

            for (int i = 0; i < 2; i++) {
                ledger.settle(hold, QUESTION, kept(Kept.Outcome.HIT, "0.05"), Duration.ofDays(1))
                        .block();
            }

            assertThat(house.money(campaign)).isEqualTo(new Spending("0.05", "0"));
        }
    }

    @Nested
    class Reconciliation {

        private final CampaignId campaign = house.campaign(null);

        @Test
        void givesBackWhatWasNeverAskedAndSpendsWhatMayHaveBeen() {
            hold(request(campaign), 1).block();
            Hold lost = hold(request(campaign), 2).block();
            ledger.submit(lost, true).block();
            Hold unknown = hold(request(campaign), 3).block();
            ledger.submit(unknown, true).block();
            ledger.notKnown(unknown, QUESTION, Duration.ofDays(1)).block();

            assertThat(ledger.reconcile(house.team(), Duration.ofDays(1)).block())
                    .isZero();
            assertThat(house.money(campaign)).isEqualTo(new Spending("0", "0.21"));

            assertThat(ledger.reconcile(house.team(), Duration.ZERO).block()).isEqualTo(3);
            assertThat(house.money(campaign)).isEqualTo(new Spending("0.14", "0"));
        }

        @Test
        void spendsAQuestionThatTheProviderWasStillWorkingOn() {
            Hold hold = hold(request(campaign), 1).block();
            ledger.submit(hold, true).block();
            ledger.await(hold).block();

            ledger.reconcile(house.team(), Duration.ZERO).block();

            assertThat(house.money(campaign)).isEqualTo(new Spending("0.07", "0"));
        }

        @Test
        void leavesOtherTeamsAlone() {
            hold(request(campaign), 1).block();

            assertThat(ledger.reconcile(new EnrichmentHouse(database).team(), Duration.ZERO)
                            .block())
                    .isZero();
        }
    }

    private EnrichmentRequest request(CampaignId campaign) {
        return aRequest(house.team(), campaign, aProfile(tarnwell("a.example"), List.of(), List.of()));
    }

    private Mono<Hold> hold(EnrichmentRequest request, int question) {
        return hold(ledger, request, question);
    }

    private static Mono<Hold> hold(Ledger ledger, EnrichmentRequest request, int question) {
        return ledger.hold(request, Endpoint.CLEARBIT_COMPANY, key(question), PRICE, "USD", Duration.ofMinutes(1));
    }

    private static byte[] key(int question) {
        return ByteBuffer.allocate(32).putInt(question).array();
    }

    private static Kept kept(Kept.Outcome outcome, String cost) {
        return new Kept(outcome, null, EnrichmentFixtures.NOW, new BigDecimal(cost));
    }
}
