package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;

/**
 * How many members LinkedIn counts for a search: its audience count, in targeting facets. Where only the people-search
 * gateway is configured, what that says of a search of one row.
 *
 * <p>An audience count is rounded, and knows no words: titles without a URN are counted as seniority and function.
 */
@Component
class LinkedInAudience implements Audience {

    static final String ENDPOINT = "audience";

    /** Below this, LinkedIn says 0. */
    private static final int SMALLEST = 300;

    private static final long LARGEST = 10_000_000_000L;
    private static final int MOST_WORDS = 20;
    private static final int RETRIES = 2;
    private static final Duration FIRST_DELAY = Duration.ofMillis(300);

    private final ProviderClient client;
    private final LinkedInGateway gateway;
    private final LinkedInTypeahead typeahead;
    private final LinkedInFailures failures = new LinkedInFailures(Clock.systemUTC());

    LinkedInAudience(ProviderClients clients, LinkedInGateway gateway, LinkedInTypeahead typeahead) {
        this.client = clients.api(LinkedInGateway.PROVIDER);
        this.gateway = gateway;
        this.typeahead = typeahead;
    }

    @Override
    public Platform platform() {
        return Platform.LINKEDIN;
    }

    @Override
    public boolean configured() {
        return client.configured() || gateway.configured();
    }

    @Override
    public Mono<AudienceEstimate> estimate(JsonNode criteria) {
        return Mono.defer(() -> {
            var search = LinkedInSearch.of(criteria);
            return client.configured() ? counted(search) : found(search);
        });
    }

    private Mono<AudienceEstimate> found(LinkedInSearch search) {
        return gateway.total(search)
                .map(total -> AudienceEstimate.of(total, "people that the gateway's search has"))
                .defaultIfEmpty(AudienceEstimate.notReady("the gateway does not say how many people a search has"));
    }

    private Mono<AudienceEstimate> counted(LinkedInSearch search) {
        return target(search)
                .flatMap(target -> target.isEmpty()
                        ? Mono.just(AudienceEstimate.notReady("nothing of the search is a targeting facet"))
                        : count(target));
    }

    /** That the count failed passes, as LinkedIn says; a few tries are part of the question. */
    private Mono<AudienceEstimate> count(LinkedInTarget target) {
        return Mono.defer(() -> client.call(
                        ENDPOINT,
                        CallKind.FREE,
                        LinkedInHeaders.get(
                                client.web(),
                                client.baseUrl() + "/rest/audienceCounts",
                                "q=targetingCriteriaV2&targetingCriteria=" + target.encoded(),
                                client.settings()),
                        failures,
                        answer -> read(answer, target.notes())))
                .retryWhen(Retry.backoff(RETRIES, FIRST_DELAY)
                        .filter(ProviderFailure.Unavailable.class::isInstance)
                        .onRetryExhaustedThrow((spec, last) -> last.failure()));
    }

    static AudienceEstimate read(ProviderAnswer answer, String notes) {
        JsonNode total = answer.json().required("elements").required(0).required("total");
        if (!total.isIntegralNumber() || !total.canConvertToLong() || total.asLong() < 0) {
            throw new IllegalArgumentException("total is no count");
        }
        long members = Math.min(total.asLong(), LARGEST);
        String left = notes.isEmpty() ? "" : "; " + notes;
        return members == 0
                ? AudienceEstimate.between(
                        0, SMALLEST - 1, "LinkedIn counts fewer than " + SMALLEST + " members" + left)
                : AudienceEstimate.of(members, "members that LinkedIn counts, rounded" + left);
    }

    private Mono<LinkedInTarget> target(LinkedInSearch search) {
        var target = new LinkedInTarget();
        var patience = new Patience();
        return typeahead.facets(patience).flatMap(offer -> {
            List<String> offered = offer.terms().stream().map(Term::name).toList();
            target.with("titles", search.list("titles"));
            for (String same : List.of("seniorities", "jobFunctions", "industries", "staffCountRanges")) {
                target.with(same, search.list(same));
            }
            // Where somebody was lately is not where a search by place finds him.
            target.with(offered.contains("profileLocations") ? "profileLocations" : "locations", search.list("geos"));
            target.with("employers", search.list("currentCompanies"));
            if (search.keywords() != null) {
                target.note("keywords are not counted");
            }
            return titles(search, target, patience)
                    .then(interests(search, target, patience))
                    .then(Mono.fromCallable(() -> {
                        target.settle();
                        return target;
                    }));
        });
    }

    private Mono<Void> titles(LinkedInSearch search, LinkedInTarget target, Patience patience) {
        List<String> words = search.list("titleKeywords");
        if (words.isEmpty()) {
            return Mono.empty();
        }
        if (!search.list("titles").isEmpty()) {
            target.note("words of the title are not counted beside titles");
            return Mono.empty();
        }
        return Flux.fromStream(words.stream().limit(MOST_WORDS))
                .concatMap(title ->
                        typeahead.find("titles", title, patience).map(offer -> Term.named(title, offer.terms())))
                .collectList()
                .doOnNext(found -> byTitle(words, found, search, target))
                .then();
    }

    /** Other spellings of a title that LinkedIn has add nothing, so it is enough that each has a namesake that it has. */
    private static void byTitle(
            List<String> words, List<List<Term>> found, LinkedInSearch search, LinkedInTarget target) {
        List<String> urns =
                found.stream().flatMap(List::stream).map(Term::id).distinct().toList();
        List<String> without = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String title = words.get(i);
            boolean covered = i < found.size() && !found.get(i).isEmpty()
                    || found.stream()
                            .flatMap(List::stream)
                            .anyMatch(term -> !Term.named(title, List.of(term)).isEmpty());
            if (!covered) {
                without.add(title);
            }
        }
        if (without.isEmpty()) {
            target.with("titles", urns);
            target.note("words of the title are counted as LinkedIn's standardised titles");
            return;
        }
        TitleRanks.Ranks ranks = TitleRanks.of(words);
        if (search.list("seniorities").isEmpty()) {
            target.with("seniorities", ranks.seniorities());
        }
        if (search.list("jobFunctions").isEmpty()) {
            target.with("jobFunctions", ranks.functions());
        }
        target.note(
                ranks.seniorities().isEmpty() && ranks.functions().isEmpty()
                        ? "words of the title are not counted"
                        : "words of the title are counted as seniority and function");
    }

    private Mono<Void> interests(LinkedInSearch search, LinkedInTarget target, Patience patience) {
        List<String> wanted = search.list("interests");
        return Flux.fromStream(wanted.stream().limit(MOST_WORDS))
                .concatMap(interest -> typeahead.find("interests", interest, patience))
                .mapNotNull(offer -> offer.first().map(Term::id).orElse(null))
                .collect(Collectors.toSet())
                .doOnNext(found -> {
                    target.with("interests", found);
                    if (found.size() < wanted.size()) {
                        target.note((wanted.size() - found.size()) + " interests are not counted");
                    }
                })
                .then();
    }
}
