package com.messageai.leadgen.discovery;

import com.messageai.leadgen.discovery.LinkedInSearch.Dimension;
import com.messageai.leadgen.discovery.LinkedInWalk.Step;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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
    /** Longer queries travel in the body of a POST. */
    private static final int LONGEST_QUERY = 4_000;

    private static final String FIELDS = "id,localizedFirstName,localizedLastName,localizedHeadline,vanityName,"
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
            return page(search, wanted, from == null ? LinkedInWalk.BEGIN : LinkedInWalk.parse(from))
                    .expand(page ->
                            page.next() == null ? Mono.empty() : page(search, wanted, LinkedInWalk.parse(page.next())));
        });
    }

    private Mono<SourcePage> page(LinkedInSearch search, int wanted, LinkedInWalk walk) {
        return Mono.defer(() -> {
            List<Dimension> dimensions = search.dimensions();
            int count = walk.count(wanted);
            String query = "q=search&search=" + search.encoded(walk.pins(dimensions)) + "&start=" + walk.start()
                    + "&count=" + count + "&fields=" + FIELDS;
            return client.call(
                    SEARCH, CallKind.FREE, request(query), failures, answer -> read(answer, walk, dimensions, count));
        });
    }

    private static SourcePage read(ProviderAnswer answer, LinkedInWalk walk, List<Dimension> dimensions, int count) {
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
        Step step = walk.after(dimensions, found, total, more);
        return new SourcePage(profiles, step.next() == null ? null : step.next().cursor(), step.truncated());
    }

    private static boolean hasNext(JsonNode paging) {
        return paging.path("links")
                .valueStream()
                .anyMatch(link -> link.path("rel").asString("").equals("next"));
    }

    /** The URI is encoded already: a template would encode the percent signs again. */
    private RequestHeadersSpec<?> request(String query) {
        String people = client.baseUrl() + "/rest/people";
        RequestHeadersSpec<?> request = query.length() <= LONGEST_QUERY
                ? client.searchWeb().get().uri(URI.create(people + "?" + query))
                : client.searchWeb()
                        .post()
                        .uri(URI.create(people))
                        .header("X-HTTP-Method-Override", "GET")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .bodyValue(query);
        return LinkedInHeaders.on(request, client.settings())
                .header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
    }
}
