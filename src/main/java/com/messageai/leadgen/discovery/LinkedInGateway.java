package com.messageai.leadgen.discovery;

import com.messageai.leadgen.discovery.SlicedWalk.Dimension;
import com.messageai.leadgen.discovery.SlicedWalk.Plan;
import com.messageai.leadgen.discovery.SlicedWalk.Step;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** People search on a partner gateway that speaks LinkedIn's conventions. LinkedIn itself has no such thing. */
@Component
class LinkedInGateway implements ProspectSource {

    static final String PROVIDER = "linkedin";
    static final String SEARCH = "search";

    private static final Logger log = LoggerFactory.getLogger(LinkedInGateway.class);

    private static final int LARGEST_PAGE = 50;
    /** The gateway shows no more of one search. */
    private static final int WINDOW = 1_000;

    static final String FIELDS = "id,localizedFirstName,localizedLastName,localizedHeadline,vanityName,"
            + "publicProfileUrl,geoLocation,currentPositions,skills,interests,summary,lastModifiedAt";

    private final ProviderClient client;
    private final LinkedInFailures failures = new LinkedInFailures(Clock.systemUTC());
    private final boolean refused;

    LinkedInGateway(ProviderClients clients) {
        LinkedInVocabulary.load();
        this.client = clients.gateway(PROVIDER);
        this.refused = Hosts.isOrBelow(client.baseUrl(), "linkedin.com");
        if (refused) {
            log.warn("LinkedIn itself offers no people search: leadgen.providers.linkedin.gateway-url is ignored");
        }
    }

    @Override
    public Platform platform() {
        return Platform.LINKEDIN;
    }

    @Override
    public boolean configured() {
        return client.configured() && !refused;
    }

    @Override
    public Flux<SourcePage> pages(SourceQuery query, @Nullable String from) {
        return Flux.defer(() -> {
            if (!configured()) {
                return Flux.error(Hosts.notConfigured(PROVIDER, SEARCH));
            }
            var search = LinkedInSearch.of(query.criteria());
            int wanted = Math.clamp(query.pageSize(), 1, LARGEST_PAGE);
            return page(search, wanted, from == null ? SlicedWalk.BEGIN : SlicedWalk.parse(from))
                    .expand(page ->
                            page.next() == null ? Mono.empty() : page(search, wanted, SlicedWalk.parse(page.next())));
        });
    }

    private Mono<SourcePage> page(LinkedInSearch search, int wanted, SlicedWalk walk) {
        return Mono.defer(() -> {
            List<Dimension> dimensions = search.dimensions();
            int count = walk.count(wanted, WINDOW);
            String query = "q=search&search=" + search.encoded(walk.pins(dimensions)) + "&start=" + walk.start()
                    + "&count=" + count + "&fields=" + FIELDS;
            return client.call(
                    SEARCH, CallKind.FREE, request(query), failures, answer -> read(answer, walk, dimensions, count));
        });
    }

    private static SourcePage read(ProviderAnswer answer, SlicedWalk walk, List<Dimension> dimensions, int count) {
        JsonNode body = answer.json();
        JsonNode elements = body.required("elements");
        if (!elements.isArray()) {
            throw new IllegalArgumentException("elements are no list");
        }
        // More than was asked for is not read: the bound is ours.
        List<Profile> profiles = elements.valueStream()
                .limit(count)
                .map(LinkedInPeople::profile)
                .filter(Objects::nonNull)
                .toList();
        JsonNode paging = body.path("paging");
        int total =
                paging.path("total").isInt() ? Math.max(-1, paging.path("total").asInt()) : -1;
        int found = Math.min(elements.size(), count);
        boolean more = found == count && (hasNext(paging) || total < 0 || walk.start() + found < total);
        Step step = walk.after(new Plan(WINDOW, dimensions), found, total, more);
        return new SourcePage(profiles, step.next() == null ? null : step.next().cursor(), step.truncated());
    }

    private static boolean hasNext(JsonNode paging) {
        return paging.path("links")
                .valueStream()
                .anyMatch(link -> link.path("rel").asString("").equals("next"));
    }

    /**
     * How many people a search has, as the gateway tells beside its first row; empty where it does not. Counts against the
     * limit of searches.
     */
    Mono<Integer> total(LinkedInSearch search) {
        return Mono.defer(() -> client.call(
                        SEARCH,
                        CallKind.FREE,
                        request("q=search&search=" + search.encoded(Map.of()) + "&start=0&count=1&fields=id"),
                        failures,
                        answer -> {
                            JsonNode total = answer.json().path("paging").path("total");
                            return Optional.ofNullable(total.isInt() && total.asInt() >= 0 ? total.asInt() : null);
                        }))
                .flatMap(Mono::justOrEmpty);
    }

    RequestHeadersSpec<?> request(String query) {
        return LinkedInHeaders.get(client.searchWeb(), client.baseUrl() + "/rest/people", query, client.settings());
    }
}
