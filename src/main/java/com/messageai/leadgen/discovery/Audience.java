package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** How many people a platform has for a search, asked before the search is made. */
public interface Audience {

    Platform platform();

    /** Whether the platform can be asked: base URL and credential are set and the adapter is switched on. */
    boolean configured();

    /**
     * Asks the platform, once or twice. One that is not done counting answers {@link AudienceEstimate#notReady}. Fails with
     * a {@link com.messageai.leadgen.provider.ProviderFailure}.
     *
     * @param criteria what {@link ProspectSource#pages} would search by
     */
    Mono<AudienceEstimate> estimate(JsonNode criteria);
}
