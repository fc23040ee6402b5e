package com.messageai.leadgen.discovery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * The questions of lead gen forms. An answer usually brings its form along; where it does not, its owner's forms are listed,
 * once, and kept for a while. Question numbers mean something only within a version of a form.
 */
final class LinkedInForms {

    static final String FORMS = "lead-forms";

    private static final Logger log = LoggerFactory.getLogger(LinkedInForms.class);
    private static final Pattern VERSIONED =
            Pattern.compile("urn:li:versionedLeadGenForm:\\(urn:li:leadGenForm:(\\d{1,19}),(\\d{1,10})\\)");
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;
    private static final int MOST_KNOWN = 2_000;

    private final ProviderClient client;
    private final LinkedInFailures failures;

    private final Cache<Version, Map<String, FormQuestion>> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    /** Owners whose forms were listed a moment ago: a form that was not among them is not asked for again and again. */
    private final Cache<String, Boolean> listed = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    LinkedInForms(ProviderClient client, LinkedInFailures failures) {
        this.client = client;
        this.failures = failures;
    }

    private record Version(String owner, String form, String version) {}

    private record Listing(int start, int found, boolean more) {}

    /** The questions of each response's form, in the order of the responses; empty for a form that is not to be found. */
    Mono<List<Map<String, FormQuestion>>> of(String owner, Mono<Void> open, List<JsonNode> responses) {
        return Flux.fromIterable(responses)
                .concatMap(response -> of(owner, open, response))
                .collectList();
    }

    private Mono<Map<String, FormQuestion>> of(String owner, Mono<Void> open, JsonNode response) {
        Map<String, FormQuestion> brought =
                LinkedInFormAnswers.questions(response.path("form").path("content"));
        Version version =
                version(owner, response.path("versionedLeadGenFormUrn").asString(""));
        if (!brought.isEmpty() || version == null) {
            return Mono.just(brought);
        }
        Map<String, FormQuestion> there = known.getIfPresent(version);
        if (there != null) {
            return Mono.just(there);
        }
        Mono<Void> look = listed.getIfPresent(owner) == null ? list(owner, open) : Mono.empty();
        return look.then(Mono.fromSupplier(() -> {
            Map<String, FormQuestion> found = known.getIfPresent(version);
            if (found == null) {
                log.warn("LinkedIn does not show form {} in version {}", version.form(), version.version());
            }
            return found == null ? Map.of() : found;
        }));
    }

    private Mono<Void> list(String owner, Mono<Void> open) {
        return page(owner, open, 0)
                .expand(listing -> listing.more() && listing.start() < PAGE * (MOST_PAGES - 1)
                        ? page(owner, open, listing.start() + listing.found())
                        : Mono.empty())
                .then(Mono.fromRunnable(() -> listed.put(owner, true)));
    }

    private Mono<Listing> page(String owner, Mono<Void> open, int start) {
        String query = "?q=owner&owner=" + owner + "&count=" + PAGE + "&start=" + start;
        return open.then(Mono.defer(() -> client.call(
                FORMS,
                CallKind.FREE,
                LinkedInHeaders.on(
                        client.searchWeb().get().uri(URI.create(client.baseUrl() + "/rest/leadForms" + query)),
                        client.settings()),
                failures,
                answer -> read(owner, start, answer))));
    }

    private Listing read(String owner, int start, ProviderAnswer answer) {
        JsonNode body = answer.json();
        JsonNode elements = body.required("elements");
        if (!elements.isArray()) {
            throw new IllegalArgumentException("elements are no list");
        }
        elements.valueStream().limit(PAGE).forEach(form -> {
            String id = form.path("id").asString("");
            String version = form.path("versionId").asString("");
            if (!id.isEmpty() && id.length() <= 64 && version.length() <= 64) {
                known.put(new Version(owner, id, version), LinkedInFormAnswers.questions(form.path("content")));
            }
        });
        JsonNode given = body.path("paging").path("count");
        int count = given.isInt() ? Math.clamp(given.asInt(), 1, PAGE) : PAGE;
        int found = Math.min(elements.size(), PAGE);
        return new Listing(start, found, found >= count);
    }

    private static @Nullable Version version(String owner, String urn) {
        Matcher parts = VERSIONED.matcher(urn);
        return parts.matches() ? new Version(owner, parts.group(1), parts.group(2)) : null;
    }
}
