package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClients;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many people Meta counts for a targeting specification: its reach estimate, and where that is not ready, its delivery
 * estimate. Where only the gateway is configured, the number of members that this says an audience has.
 *
 * <p>Meta itself knows no company size: the range of the gateway's contract is counted as Meta's segments that overlap it.
 */
@Component
class FacebookAudience implements Audience {

    private static final String COMPANY = "company";
    private static final long LARGEST = 10_000_000_000L;

    private final Graph graph;
    private final FacebookGateway gateway;
    private final FacebookTargeting targeting;

    FacebookAudience(ProviderClients clients, FacebookGateway gateway, FacebookTargeting targeting) {
        this.graph = new Graph(clients.api(FacebookGateway.PROVIDER));
        this.gateway = gateway;
        this.targeting = targeting;
    }

    @Override
    public Platform platform() {
        return Platform.FACEBOOK;
    }

    @Override
    public boolean configured() {
        return graph.configured() || gateway.configured();
    }

    @Override
    public Mono<AudienceEstimate> estimate(JsonNode criteria) {
        return Mono.defer(() -> {
            FacebookGateway.checked(criteria);
            return graph.configured() ? counted((ObjectNode) criteria.deepCopy()) : found(criteria);
        });
    }

    private Mono<AudienceEstimate> found(JsonNode criteria) {
        return gateway.total(criteria)
                .map(total -> AudienceEstimate.of(total, "members of the gateway's audience"))
                .defaultIfEmpty(AudienceEstimate.notReady("the gateway does not say how many members an audience has"));
    }

    private Mono<AudienceEstimate> counted(ObjectNode spec) {
        return inMetasTerms(spec).flatMap(note -> {
            if (spec.isEmpty()) {
                return Mono.just(AudienceEstimate.notReady("Meta can't count by company size alone"));
            }
            String query = "targeting_spec=" + RestLi.value(spec.toString());
            return graph.get(
                            FacebookGateway.AUDIENCE,
                            graph.account() + "/reachestimate?" + query,
                            answer -> reach(answer, note))
                    .flatMap(reach -> reach.ready()
                            ? Mono.just(reach)
                            : graph.get(
                                    FacebookGateway.AUDIENCE,
                                    graph.account() + "/delivery_estimate?optimization_goal=LEAD_GENERATION&" + query,
                                    answer -> delivery(answer, note)));
        });
    }

    /** Takes the gateway's extension out; what is said of it. */
    private Mono<String> inMetasTerms(ObjectNode spec) {
        JsonNode company = spec.remove(COMPANY);
        if (company == null) {
            return Mono.just("");
        }
        var wanted = new HeadCount(
                company.path("employee_count_min").asInt(1),
                company.path("employee_count_max").asInt(Integer.MAX_VALUE));
        return targeting.segments("company size", new Patience()).map(offer -> {
            List<Term> overlapping = offer.terms().stream()
                    .filter(segment -> overlaps(FacebookTargeting.size(segment), wanted))
                    .toList();
            if (overlapping.isEmpty()) {
                return "; company size is not counted";
            }
            ArrayNode entries = spec.withArray("flexible_spec").addObject().putArray("behaviors");
            overlapping.forEach(
                    segment -> entries.addObject().put("id", segment.id()).put("name", segment.name()));
            return "; company size is counted by Meta's segments that overlap it";
        });
    }

    /** By more than the edge that two segments share. */
    private static boolean overlaps(@Nullable HeadCount segment, HeadCount wanted) {
        return segment != null && segment.common(wanted) > (wanted.within(segment) ? 0 : 1);
    }

    /** The estimate is an object here … */
    static AudienceEstimate reach(ProviderAnswer answer, String note) {
        JsonNode data = answer.json().required("data");
        return estimate(data, data.path("users_lower_bound"), data.path("users_upper_bound"), note);
    }

    /** … and in a list there; older versions have one figure. */
    static AudienceEstimate delivery(ProviderAnswer answer, String note) {
        JsonNode data = answer.json().required("data").required(0);
        JsonNode figure = data.path("estimate_mau");
        return estimate(
                data,
                figure.isMissingNode() ? data.path("estimate_mau_lower_bound") : figure,
                figure.isMissingNode() ? data.path("estimate_mau_upper_bound") : figure,
                note);
    }

    private static AudienceEstimate estimate(JsonNode data, JsonNode lower, JsonNode upper, String note) {
        if (!data.isObject()) {
            throw new IllegalArgumentException("the estimate is no object");
        }
        boolean ready = data.path("estimate_ready").asBoolean(true) && isCount(lower) && isCount(upper);
        return ready
                ? AudienceEstimate.between(
                        Math.min(lower.asLong(), LARGEST),
                        Math.min(upper.asLong(), LARGEST),
                        "people that Meta estimates" + note)
                : AudienceEstimate.notReady(
                        "Meta has no estimate yet, as of small and special audiences; ask again later");
    }

    /** Minus one is Meta's word for not knowing. */
    private static boolean isCount(JsonNode figure) {
        return figure.isIntegralNumber() && figure.canConvertToLong() && figure.asLong() >= 0;
    }
}
