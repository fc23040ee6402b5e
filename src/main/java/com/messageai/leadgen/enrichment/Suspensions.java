package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Endpoints that refused the credential or have no credits: left alone for a while, instead of asked for each prospect. */
@Component
class Suspensions {

    private static final Logger LOG = LoggerFactory.getLogger(Suspensions.class);

    private record Suspension(ProviderFailure why, Instant until) {}

    private final Map<Endpoint, Suspension> suspended = new ConcurrentHashMap<>();
    private final EnrichmentProperties settings;
    private final Clock clock;

    Suspensions(EnrichmentProperties settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Why the endpoint is not to be asked now; null when it may be. */
    @Nullable ProviderFailure of(Endpoint endpoint) {
        Suspension suspension = suspended.get(endpoint);
        return suspension == null || !suspension.until().isAfter(clock.instant()) ? null : suspension.why();
    }

    void suspend(Endpoint endpoint, ProviderFailure why) {
        suspended.put(endpoint, new Suspension(why, clock.instant().plus(settings.suspension())));
        LOG.warn("Enrichment goes on without {} for {}: {}", endpoint, settings.suspension(), why.getMessage());
    }
}
