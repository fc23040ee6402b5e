package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.enrichment.EnrichmentProperties.Price;
import com.messageai.leadgen.enrichment.Kept.Outcome;
import com.messageai.leadgen.enrichment.Ledger.Hold;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.team.TeamId;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Answers to questions, bought once: from what is kept; else from whoever is asking the same at this moment; else from the
 * provider, held on the ledger before and settled after. A call that was sent is followed to its end and kept, whether or
 * not somebody still waits for it.
 */
@Component
class Purchases {

    /** When another instance has the question in hand. */
    private static final Duration SOON = Duration.ofMillis(500);

    /** Objections do not expire. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Results results;
    private final Ledger ledger;
    private final Suspensions suspensions;
    private final EnrichmentProperties settings;
    private final Clock clock;
    private final ConcurrentMap<ByteBuffer, Mono<Kept>> inFlight = new ConcurrentHashMap<>();

    Purchases(Results results, Ledger ledger, Suspensions suspensions, EnrichmentProperties settings, Clock clock) {
        this.results = results;
        this.ledger = ledger;
        this.suspensions = suspensions;
        this.settings = settings;
        this.clock = clock;
    }

    Mono<Kept> answer(EnrichmentRequest request, Step step, Question question) {
        return results.key(request.team(), question)
                .flatMap(key -> results.find(request.team(), question.endpoint(), key)
                        .switchIfEmpty(Mono.defer(() -> joined(request, step, question, key))));
    }

    Mono<Long> reconcile(TeamId team) {
        return ledger.reconcile(team, settings.unknownAfter());
    }

    private Mono<Kept> joined(EnrichmentRequest request, Step step, Question question, byte[] key) {
        ProviderFailure suspended = suspensions.of(question.endpoint());
        if (suspended != null) {
            return Mono.error(suspended);
        }
        Mono<Kept> purchase = purchase(request, step, question, key);
        if (inFlight.size() >= settings.maxInFlight()) {
            return purchase;
        }
        ByteBuffer name = ByteBuffer.wrap(key);
        return inFlight.computeIfAbsent(
                        name,
                        // Gone before anybody hears of the end: who comes later finds what is kept, or asks anew.
                        free -> purchase.doOnTerminate(() -> inFlight.remove(name))
                                .cache())
                // Another campaign's budget is no reason for this one's prospect.
                .onErrorResume(
                        BudgetSpent.class,
                        spent -> spent.campaign().equals(request.campaign())
                                ? Mono.error(spent)
                                : Mono.defer(() -> joined(request, step, question, key)));
    }

    private Mono<Kept> purchase(EnrichmentRequest request, Step step, Question question, byte[] key) {
        Price price = settings.price(question.endpoint());
        return ledger.hold(
                        request, question.endpoint(), key, price.most(), settings.currency(), settings.abandonedAfter())
                .flatMap(hold -> {
                    if (!hold.ours()) {
                        return Mono.error(stillWorking(question, SOON));
                    }
                    return hold.submitted() && !price.repeatFree()
                            ? notKnown(hold, question)
                            : ledger.submit(hold, price.repeatFree())
                                    .flatMap(asks -> asked(step, question, hold, price, asks))
                                    .switchIfEmpty(Mono.defer(() -> keptMeanwhile(request, question, hold, key)));
                });
    }

    /** The hold is given back only where there is an answer: without one, somebody else is asking under it. */
    private Mono<Kept> keptMeanwhile(EnrichmentRequest request, Question question, Hold hold, byte[] key) {
        return results.find(request.team(), question.endpoint(), key)
                .delayUntil(kept -> ledger.forget(hold))
                .switchIfEmpty(Mono.error(() -> stillWorking(question, SOON)));
    }

    private Mono<Kept> asked(Step step, Question question, Hold hold, Price price, int asks) {
        List<Duration> polls = settings.polls(question.endpoint().provider());
        return step.ask(question, asks > polls.size())
                .onErrorResume(ProviderFailure.NotFound.class, nothing -> Mono.just(Answer.NOTHING))
                .flatMap(answer -> switch (answer) {
                    case Answer.Found found -> settled(hold, question, Outcome.HIT, found.finding(), price.hit());
                    case Answer.Nothing nothing -> settled(hold, question, Outcome.MISS, null, price.miss());
                    case Answer.NotNow notNow -> settled(hold, question, Outcome.UNKNOWN, null, BigDecimal.ZERO);
                })
                .onErrorResume(ProviderFailure.class, failure -> failed(failure, question, hold, price, asks, polls));
    }

    /** What becomes of the hold when a call fails. */
    private Mono<Kept> failed(
            ProviderFailure failure, Question question, Hold hold, Price price, int asks, List<Duration> polls) {
        return switch (failure) {
            case ProviderFailure.Rejected refused -> settled(hold, question, Outcome.MISS, null, BigDecimal.ZERO);
            case ProviderFailure.OptedOut objection ->
                settled(hold, question, Outcome.OPTED_OUT, null, BigDecimal.ZERO);
            case ProviderFailure.StillWorking working
            when asks > polls.size() ->
                // Asked in vain, and billed all the same.
                settled(hold, question, Outcome.UNKNOWN, null, price.most());
            case ProviderFailure.StillWorking working ->
                ledger.await(hold).then(Mono.error(stillWorking(question, polls.get(asks - 1))));
            case ProviderFailure.UnknownOutcome lost when !price.repeatFree() -> notKnown(hold, question);
            // Asked again, later, under the same hold.
            case ProviderFailure.UnknownOutcome lost -> Mono.error(lost);
            case ProviderFailure.NotCalled notCalled -> ledger.forget(hold).then(Mono.error(notCalled));
            case ProviderFailure.RateLimited limited -> ledger.forget(hold).then(Mono.error(limited));
            case ProviderFailure.NotFound notBilled -> ledger.release(hold).then(Mono.error(notBilled));
            case ProviderFailure.Unavailable notBilled -> ledger.release(hold).then(Mono.error(notBilled));
            case ProviderFailure.Unauthorized refused -> suspended(hold, question, refused);
            case ProviderFailure.OutOfCredits none -> suspended(hold, question, none);
        };
    }

    private Mono<Kept> suspended(Hold hold, Question question, ProviderFailure failure) {
        suspensions.suspend(question.endpoint(), failure);
        return ledger.release(hold).then(Mono.error(failure));
    }

    private Mono<Kept> settled(
            Hold hold, Question question, Outcome outcome, @Nullable Finding finding, BigDecimal cost) {
        Kept kept = new Kept(outcome, finding, clock.instant(), cost);
        Duration ttl = switch (outcome) {
            case HIT -> settings.cacheTtl();
            case MISS -> settings.missTtl();
            case UNKNOWN -> settings.unknownTtl();
            case OPTED_OUT -> FOR_EVER;
        };
        return ledger.settle(hold, question, kept, ttl).thenReturn(kept);
    }

    private Mono<Kept> notKnown(Hold hold, Question question) {
        return ledger.notKnown(hold, question, settings.unknownTtl())
                .thenReturn(new Kept(Outcome.UNKNOWN, null, clock.instant(), BigDecimal.ZERO));
    }

    private static ProviderFailure stillWorking(Question question, Duration wait) {
        return new ProviderFailure.StillWorking(
                question.endpoint().provider(), question.endpoint().name(), wait);
    }
}
