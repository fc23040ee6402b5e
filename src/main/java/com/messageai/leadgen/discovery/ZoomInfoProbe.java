package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.Credits;
import com.messageai.leadgen.provider.Probe;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClient;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Asks ZoomInfo what is used of its limits. Its fact sheet names the call and not the answer, so what is read of it is the
 * one number that costs money, where it stands as the older API had it; anything else is not known, which is not zero.
 */
@Component
class ZoomInfoProbe implements Probe {

    private static final String CREDITS = "uniqueidlimit";

    private final ZoomInfo api;

    ZoomInfoProbe(ZoomInfo api) {
        this.api = api;
    }

    @Override
    public ProviderClient client() {
        return api.client();
    }

    @Override
    public boolean tellsCredits() {
        return true;
    }

    @Override
    public Mono<Credits> look() {
        return api.usage(ZoomInfoProbe::credits).flatMap(Mono::justOrEmpty);
    }

    private static Optional<Credits> credits(ProviderAnswer answer) {
        JsonNode body = answer.json();
        return Stream.of(
                        body.path("data"),
                        body.path("usage"),
                        body.path("data").path("attributes").path("usage"))
                .filter(JsonNode::isArray)
                .flatMap(JsonNode::valueStream)
                .map(row -> row.path("attributes").isObject() ? row.path("attributes") : row)
                .filter(limit -> limit.path("limitType")
                        .asString("")
                        .toLowerCase(Locale.ROOT)
                        .equals(CREDITS))
                .map(limit -> remaining(limit.path("usageRemaining")))
                .flatMap(Stream::ofNullable)
                .findFirst()
                .map(left -> new Credits(left, null));
    }

    private static @Nullable Long remaining(JsonNode number) {
        String text = number.isValueNode() ? number.asString("") : "";
        return text.matches("\\d{1,12}") ? Long.valueOf(text) : null;
    }
}
