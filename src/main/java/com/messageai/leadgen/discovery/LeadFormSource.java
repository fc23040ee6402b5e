package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** A platform on which people fill in the forms of an account: what they answered is the only real people data there is. */
public interface LeadFormSource {

    /** Answers asked for in one call. */
    int PAGE = 100;

    Platform platform();

    /** Whether base URL and credential are set and the adapter is switched on. */
    boolean configured();

    /** How long the platform keeps an answer; a first pull reaches back so far. */
    Duration retention();

    /**
     * Walks what was answered on an account's forms in a stretch of time, at most one page ahead of demand. Test answers are
     * left out. Completes after the last page. Fails with a {@link com.messageai.leadgen.provider.ProviderFailure}.
     *
     * @param from where to begin, null at the start; a cursor of this source and query
     */
    Flux<AnswerPage> pages(FormQuery query, @Nullable String from);
}
