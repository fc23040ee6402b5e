package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.enrichment.EnrichmentRequest.Scope;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One step of the waterfall: what it would ask, given what is known, and how it asks. */
interface Step {

    Endpoint endpoint();

    /** Whether the provider is switched on and has what it needs to be called. */
    boolean configured();

    /** Whether it belongs to what this request may spend. */
    default boolean in(Scope scope) {
        return scope == Scope.FULL;
    }

    /** Whether a prospect is whole without it: a spent budget then passes it over. */
    default boolean optional() {
        return false;
    }

    /** What to ask; null where there is nothing to ask for or nothing to ask with. */
    @Nullable Question question(EnrichmentRequest request, Draft known);

    /**
     * Asks, by the provider's policy. Fails with a {@link com.messageai.leadgen.provider.ProviderFailure}.
     *
     * @param last no more waiting for a provider that is still working: whatever it has is welcome
     */
    Mono<Answer> ask(Question question, boolean last);
}
