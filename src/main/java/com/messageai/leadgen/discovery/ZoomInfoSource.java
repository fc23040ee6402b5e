package com.messageai.leadgen.discovery;

import com.messageai.leadgen.discovery.SlicedWalk.Dimension;
import com.messageai.leadgen.discovery.SlicedWalk.Plan;
import com.messageai.leadgen.discovery.SlicedWalk.Step;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderFailure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * ZoomInfo's search for contacts. It pages by number, a hundred pages at most; what finds more is cut by company size, by
 * what the search lists, by rank, and at last by the states of its country.
 */
@Component
class ZoomInfoSource implements ProspectSource, Audience {

    private static final int LARGEST_PAGE = 100;
    private static final int MOST_PAGES = 100;

    private final ZoomInfo api;
    private final ZoomInfoLookup lookup;

    ZoomInfoSource(ZoomInfo api, ZoomInfoLookup lookup) {
        this.api = api;
        this.lookup = lookup;
    }

    /**
     * A page as it came.
     *
     * @param total how many people ZoomInfo says it has, -1 where it does not say
     * @param pages how many pages, -1 where it does not say
     */
    private record Answered(List<JsonNode> rows, int total, int pages) {}

    @Override
    public Platform platform() {
        return Platform.ZOOMINFO;
    }

    @Override
    public boolean configured() {
        return api.configured();
    }

    @Override
    public Flux<SourcePage> pages(SourceQuery query, @Nullable String from) {
        return Flux.defer(() -> {
            if (!configured()) {
                return Flux.error(notConfigured());
            }
            var search = ZoomInfoSearch.of(query.criteria());
            int size = Math.clamp(query.pageSize(), 1, LARGEST_PAGE);
            return page(search, size, from == null ? SlicedWalk.BEGIN : SlicedWalk.parse(from))
                    .expand(page ->
                            page.next() == null ? Mono.empty() : page(search, size, SlicedWalk.parse(page.next())));
        });
    }

    @Override
    public Mono<AudienceEstimate> estimate(JsonNode criteria) {
        return Mono.defer(() -> configured()
                ? api.search(ZoomInfoSearch.of(criteria).attributes(Map.of()), 1, 1, ZoomInfoSource::read)
                        .map(answered -> answered.total() < 0
                                ? AudienceEstimate.notReady("ZoomInfo did not say how many it has")
                                : AudienceEstimate.of(answered.total(), "contacts that the search finds"))
                : Mono.error(notConfigured()));
    }

    private Mono<SourcePage> page(ZoomInfoSearch search, int size, SlicedWalk walk) {
        return dimensions(search, walk.path().size()).flatMap(dimensions -> {
            ObjectNode slice = search.attributes(walk.pins(dimensions));
            // Another page size than before: the page is read again in which the last one ended.
            int number = walk.start() / size + 1;
            var here = new SlicedWalk(walk.path(), (number - 1) * size, walk.truncated());
            return Mono.zip(ZoomInfoVouched.by(slice, lookup), api.search(slice, number, size, ZoomInfoSource::read))
                    .flatMap(both -> {
                        Answered answered = both.getT2();
                        List<Profile> profiles = answered.rows().stream()
                                .limit(size)
                                .map(row -> ZoomInfoContacts.profile(row, both.getT1()))
                                .filter(Objects::nonNull)
                                .toList();
                        return step(search, size, here, answered)
                                .map(step -> new SourcePage(
                                        profiles,
                                        step.next() == null ? null : step.next().cursor(),
                                        step.truncated()));
                    });
        });
    }

    private Mono<Step> step(ZoomInfoSearch search, int size, SlicedWalk walk, Answered answered) {
        int window = MOST_PAGES * size;
        int number = walk.start() / size + 1;
        int rows = Math.min(answered.rows().size(), size);
        // A page without anybody is the last, whatever is said of others.
        boolean more = rows > 0
                && (answered.pages() >= 0
                        ? number < answered.pages()
                        : answered.total() >= 0 ? walk.start() + size < answered.total() : rows == size);
        int passed = more ? size : rows;
        int depth = walk.path().size() + (walk.overflows(window, passed, answered.total(), more) ? 1 : 0);
        return dimensions(search, depth)
                .map(dimensions -> walk.after(new Plan(window, dimensions), passed, answered.total(), more));
    }

    /** Those that cut a search so deep; ZoomInfo is asked for its states only where nothing else is left to cut by. */
    private Mono<List<Dimension>> dimensions(ZoomInfoSearch search, int depth) {
        List<Dimension> known = search.dimensions();
        String country = search.country();
        return depth <= known.size() || country == null
                ? Mono.just(known)
                : lookup.listOrFail("states")
                        .map(states -> ZoomInfoPlaces.statesOf(country, states))
                        .map(states -> states.size() < 2
                                ? known
                                : Stream.concat(known.stream(), Stream.of(new Dimension("state", states)))
                                        .toList());
    }

    private static Answered read(ProviderAnswer answer) {
        JsonNode body = answer.json();
        JsonNode data = body.required("data");
        if (!data.isArray()) {
            throw new IllegalArgumentException("data is no list");
        }
        JsonNode meta = body.path("meta");
        return new Answered(
                data.valueStream().limit(LARGEST_PAGE).toList(),
                count(meta.path("totalResults")),
                count(meta.path("page").path("total")));
    }

    /** A number, or a text of one; -1 for anything else. */
    private static int count(JsonNode node) {
        String text = node.isValueNode() ? node.asString("") : "";
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    private static ProviderFailure notConfigured() {
        return new ProviderFailure.Unauthorized(ZoomInfo.PROVIDER, ZoomInfo.ENDPOINT, "not configured");
    }
}
