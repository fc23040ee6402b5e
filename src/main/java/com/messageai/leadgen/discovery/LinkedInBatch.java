package com.messageai.leadgen.discovery;

import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/**
 * An answer for many keys as Rest.li gives it: {@code results}, {@code statuses} and {@code errors}, each a map by key. A
 * key may be in any of them.
 *
 * @param rest why some keys have no reading yet; null where all have
 */
record LinkedInBatch(
        List<ProfileReading> answered, @Nullable ProviderFailure rest) {

    /** LinkedIn does not say when to come back; where all calls are limited, the next one says so itself. */
    private static final Duration LIMITED = Duration.ofMinutes(1);

    private static final int NO_STATUS = 0;

    static LinkedInBatch of(JsonNode body, List<String> ids) {
        if (!body.required("results").isObject()) {
            throw new IllegalArgumentException("results are no map");
        }
        List<ProfileReading> answered = new ArrayList<>(ids.size());
        boolean limited = false;
        for (String id : ids) {
            int status = status(body, id);
            ProfileReading reading = reading(entity(body.path("results"), id), status, id);
            if (reading != null) {
                answered.add(reading);
            }
            limited |= status == 429;
        }
        int missing = ids.size() - answered.size();
        return new LinkedInBatch(answered, missing == 0 ? null : failure(limited, missing, ids.size()));
    }

    Flux<ProfileReading> readings() {
        Flux<ProfileReading> readings = Flux.fromIterable(answered);
        return rest == null ? readings : readings.concatWith(Flux.error(rest));
    }

    /** Null where the key may be answered later. */
    private static @Nullable ProfileReading reading(JsonNode entity, int status, String id) {
        boolean well = status == NO_STATUS || status >= 200 && status < 300;
        if (well && entity.isObject()) {
            Profile profile = LinkedInPeople.profile(entity);
            return profile != null && profile.platformProfileId().equals(id)
                    ? new ProfileReading.Shown(profile)
                    : new ProfileReading.Withheld(id);
        }
        if (status == 404 || status == 410) {
            return new ProfileReading.Gone(id);
        }
        boolean passes = well || status >= 500 || status == 408 || status == 425 || status == 429;
        return passes ? null : new ProfileReading.Withheld(id);
    }

    /** What {@code errors} says of a key, else what {@code statuses} says. */
    private static int status(JsonNode body, String id) {
        return Stream.of(entity(body.path("errors"), id).path("status"), entity(body.path("statuses"), id))
                .filter(JsonNode::isInt)
                .mapToInt(JsonNode::asInt)
                .findFirst()
                .orElse(NO_STATUS);
    }

    /** Keys come back as they were sent, or decoded, or as the plain id or its URN. */
    private static JsonNode entity(JsonNode map, String id) {
        return Stream.of("(id:" + id + ")", "(id:" + RestLi.value(id) + ")", id, LinkedInPeople.PERSON + id)
                .map(map::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> map.path("(id:" + id + ")"));
    }

    private static ProviderFailure failure(boolean limited, int missing, int asked) {
        return limited
                ? new ProviderFailure.RateLimited(LinkedInGateway.PROVIDER, LinkedInProfiles.PROFILE, LIMITED)
                : new ProviderFailure.Unavailable(
                        LinkedInGateway.PROVIDER,
                        LinkedInProfiles.PROFILE,
                        missing + " of " + asked + " profiles were not answered");
    }
}
