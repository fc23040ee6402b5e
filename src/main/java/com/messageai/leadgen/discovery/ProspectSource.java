package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * A platform on which people can be searched. Pages come from a cursor, so that a search goes on after a restart where its
 * last committed page ended.
 */
public interface ProspectSource {

    Platform platform();

    /** Whether base URL and credential are set and the adapter is switched on. */
    boolean configured();

    /**
     * Walks the pages of a search, in order; demand is carried to the platform: at most one page is fetched ahead.
     * Completes after the last page. Fails with a {@link com.messageai.leadgen.provider.ProviderFailure}.
     *
     * @param query the platform's criteria, as {@link CriteriaTranslator} or the campaign's override gave them
     * @param from where to begin, null at the start; a cursor of this source and this query
     */
    Flux<SourcePage> pages(SourceQuery query, @Nullable String from);
}
