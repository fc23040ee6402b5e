package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.campaign.Money;
import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.team.TeamId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What else can be learned of a prospect: the steps of the waterfall, one after the other, each kept before the next, so
 * that doing it again repeats no paid call.
 */
@Component
public class Enrichment {

    private final List<Step> waterfall;
    private final Purchases purchases;
    private final Results results;
    private final EnrichmentReport report;
    private final EnrichmentProperties settings;

    Enrichment(
            List<Step> steps,
            Purchases purchases,
            Results results,
            EnrichmentReport report,
            EnrichmentProperties settings) {
        Regions.load();
        Map<String, Step> byName =
                steps.stream().collect(Collectors.toMap(step -> step.endpoint().toString(), Function.identity()));
        this.waterfall = settings.waterfall().stream()
                .map(name -> Objects.requireNonNull(byName.get(name), () -> "no such step of enrichment: " + name))
                .toList();
        this.purchases = purchases;
        this.results = results;
        this.report = report;
        this.settings = settings;
    }

    /**
     * What one prospect can cost at most: every step of the waterfall whose provider is configured, at the dearer of its
     * outcomes. A step that stands twice may be asked twice, of two addresses.
     */
    public Money dearestWay() {
        return new Money(
                waterfall.stream()
                        .filter(Step::configured)
                        .map(step -> settings.price(step.endpoint()).most())
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                settings.currency());
    }

    /**
     * Learns what it may about one prospect. To be called outside any transaction.
     *
     * <p>Fails with a {@link ProviderFailure} that says when to come back ({@code RateLimited}, {@code NotCalled},
     * {@code StillWorking}) or that trying again may help ({@code Unavailable}, {@code UnknownOutcome}), and with
     * {@link BudgetSpent}; what was learned before is kept, and the next call goes on from there. A provider that refuses
     * the credential or has no credits is passed over, and the result says so.
     *
     * @param open asked before each call that may be paid: fails while nothing may be called for the campaign
     */
    public Mono<Enriched> enrich(EnrichmentRequest request, Mono<Void> open) {
        return results.optedOut(request.team(), request.person())
                .flatMap(optedOut -> optedOut ? Mono.just(report.optedOut(request)) : walked(request, open));
    }

    /**
     * Closes what calls left open for {@code leadgen.enrichment.unknown-after} and nobody came back for: a hold whose
     * question was never sent is given back, one whose outcome is not known is spent. For upkeep, now and then for each
     * team.
     *
     * @return how many holds were closed; 500 at most, so that more may be left
     */
    public Mono<Long> reconcile(TeamId team) {
        return purchases.reconcile(team);
    }

    private Mono<Enriched> walked(EnrichmentRequest request, Mono<Void> open) {
        Mono<Draft> walk = Mono.just(Draft.of(request));
        for (Step step : waterfall) {
            walk = walk.flatMap(known -> taken(request, step, known, open));
        }
        return walk.flatMap(known -> known.optedOut()
                ? Mono.just(report.optedOut(request))
                : withCheckedPhones(known).map(whole -> report.of(request, whole)));
    }

    private Mono<Draft> taken(EnrichmentRequest request, Step step, Draft known, Mono<Void> open) {
        Question question = known.optedOut() || !step.configured() || !step.in(request.scope())
                ? null
                : step.question(request, known);
        if (question == null || known.asked(question)) {
            return Mono.just(known);
        }
        return open.then(Mono.defer(() -> purchases.answer(request, step, question)))
                .map(kept -> known.learned(question, kept))
                .onErrorResume(
                        ProviderFailure.Unauthorized.class,
                        refused -> Mono.just(known.skipped(question, "unauthorized")))
                .onErrorResume(
                        ProviderFailure.OutOfCredits.class,
                        none -> Mono.just(known.skipped(question, "out-of-credits")))
                .onErrorResume(
                        BudgetSpent.class,
                        spent -> step.optional()
                                ? Mono.just(known.skipped(question, "budget-spent"))
                                : Mono.error(spent));
    }

    private static Mono<Draft> withCheckedPhones(Draft known) {
        if (known.contacts().phones().isEmpty()) {
            return Mono.just(known);
        }
        // The library reads its rules for a region from files.
        return Mono.fromCallable(() -> Phones.checked(known.contacts().phones(), known.profile()))
                .subscribeOn(Schedulers.boundedElastic())
                .map(phones -> new Draft(
                        known.profile(), new ContactInfo(known.contacts().emails(), phones), known.learned()));
    }
}
