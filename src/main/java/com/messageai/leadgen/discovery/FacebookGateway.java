package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import com.messageai.leadgen.provider.ProviderFailure;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Members of a consented audience, on a gateway that speaks the Graph API's conventions. Meta itself has no such thing. */
@Component
class FacebookGateway implements ProspectSource {

    static final String PROVIDER = "facebook";
    static final String AUDIENCE = "audience";
    /** The settings may name a newer one. */
    static final String VERSION = "v26.0";

    private static final Logger log = LoggerFactory.getLogger(FacebookGateway.class);

    private static final int LARGEST_PAGE = 100;
    static final String ACCOUNT = "1";
    static final String FIELDS = "id,name,first_name,last_name,work,company,location,interests,link,updated_time";

    static final Set<String> CRITERIA = Set.of(
            "geo_locations",
            "age_min",
            "age_max",
            "genders",
            "locales",
            "flexible_spec",
            "exclusions",
            "interests",
            "behaviors",
            "industries",
            "work_positions",
            "work_employers",
            "company");

    private final ProviderClient client;
    private final FacebookFailures failures = new FacebookFailures();
    private final boolean refused;

    FacebookGateway(ProviderClients clients) {
        this.client = clients.gateway(PROVIDER);
        this.refused = Hosts.isOrBelow(client.baseUrl(), "facebook.com");
        if (refused) {
            log.warn("Meta itself gives out no people: leadgen.providers.facebook.gateway-url is ignored");
        }
    }

    /** @param page null where the gateway does not know the cursor */
    private record Answered(@Nullable SourcePage page) {}

    @Override
    public Platform platform() {
        return Platform.FACEBOOK;
    }

    @Override
    public boolean configured() {
        return client.configured() && !refused;
    }

    @Override
    public Flux<SourcePage> pages(SourceQuery query, @Nullable String from) {
        return Flux.defer(() -> {
            if (!configured()) {
                return Flux.error(Hosts.notConfigured(PROVIDER, AUDIENCE));
            }
            String spec = checked(query.criteria());
            int limit = Math.clamp(query.pageSize(), 1, LARGEST_PAGE);
            // The Graph's cursors do not keep: where a checkpoint's one is gone, the walk begins again, and whoever was
            // found before is found to be known.
            Mono<SourcePage> first = from == null
                    ? page(spec, limit, null)
                    : answer(spec, limit, FacebookWalk.parse(from))
                            .flatMap(answered ->
                                    answered.page() == null ? page(spec, limit, null) : Mono.just(answered.page()));
            return first.expand(
                    page -> page.next() == null ? Mono.empty() : page(spec, limit, FacebookWalk.parse(page.next())));
        });
    }

    private Mono<SourcePage> page(String spec, int limit, @Nullable FacebookWalk walk) {
        return answer(spec, limit, walk)
                .flatMap(answered -> answered.page() == null
                        ? Mono.error(new ProviderFailure.Unavailable(PROVIDER, AUDIENCE, "its own cursor is not known"))
                        : Mono.just(answered.page()));
    }

    private Mono<Answered> answer(String spec, int limit, @Nullable FacebookWalk walk) {
        return Mono.defer(() -> client.call(
                AUDIENCE,
                CallKind.FREE,
                client.searchWeb().get().uri(uri(spec, limit, walk)),
                failures,
                answer -> read(answer, limit, walk)));
    }

    private static Answered read(ProviderAnswer answer, int limit, @Nullable FacebookWalk walk) {
        if (!answer.successful()) {
            return new Answered(null);
        }
        JsonNode body = answer.json();
        JsonNode data = body.required("data");
        if (!data.isArray()) {
            throw new IllegalArgumentException("data is no list");
        }
        List<Profile> profiles = data.valueStream()
                .limit(limit)
                .map(FacebookMembers::profile)
                .filter(Objects::nonNull)
                .toList();
        JsonNode paging = body.path("paging");
        // The address of the next page is not followed: only its cursor is taken.
        boolean last = paging.path("next").asString("").isEmpty();
        FacebookWalk next = last
                ? null
                : FacebookWalk.next(walk, paging.path("cursors").path("after").asString(""));
        boolean circle = !last && next == null;
        return new Answered(new SourcePage(profiles, next == null ? null : next.cursor(), circle));
    }

    private URI uri(String spec, int limit, @Nullable FacebookWalk walk) {
        String version = client.settings().version() == null
                ? VERSION
                : client.settings().version();
        String account = client.settings().accountId() == null
                ? ACCOUNT
                : client.settings().accountId();
        return URI.create(client.baseUrl() + "/" + version + "/act_" + RestLi.value(account)
                + "/audience_members?targeting_spec=" + RestLi.value(spec) + "&fields=" + FIELDS + "&limit=" + limit
                + (walk == null ? "" : "&after=" + RestLi.value(walk.after())));
    }

    /** How many members an audience has, as the gateway tells beside its first one; empty where it does not. */
    Mono<Integer> total(JsonNode criteria) {
        return Mono.defer(() -> client.call(
                        AUDIENCE,
                        CallKind.FREE,
                        client.web().get().uri(URI.create(uri(checked(criteria), 1, null) + "&summary=true")),
                        failures,
                        answer -> {
                            JsonNode total = answer.json().path("summary").path("total_count");
                            return Optional.ofNullable(total.isInt() && total.asInt() >= 0 ? total.asInt() : null);
                        }))
                .flatMap(Mono::justOrEmpty);
    }

    /** The specification as the gateway takes it. @throws ProviderFailure.Rejected where it would not understand it */
    static String checked(JsonNode criteria) {
        boolean understood = criteria.isObject()
                && !criteria.isEmpty()
                && criteria.propertyStream().allMatch(field -> CRITERIA.contains(field.getKey()));
        if (!understood) {
            throw new ProviderFailure.Rejected(PROVIDER, AUDIENCE, "the criteria are not a targeting specification");
        }
        return criteria.toString();
    }
}
