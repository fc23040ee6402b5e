package com.messageai.leadgen.feed;

import com.messageai.leadgen.store.Uncancelled;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The journal in PostgreSQL. */
@Component
class JournalHistory implements History {

    private final Pages pages;
    private final Starts starts;

    JournalHistory(Pages pages, Starts starts) {
        this.pages = pages;
        this.starts = starts;
    }

    @Override
    public Mono<List<FeedEntry>> after(Scope scope, long number, int limit) {
        return Uncancelled.run(pages.after(scope.team(), scope.campaign(), number, limit));
    }

    @Override
    public Mono<Start> reset(Scope scope, Reset reason) {
        return Uncancelled.run(starts.reset(scope, reason));
    }

    @Override
    public Frame end(UUID campaign, @Nullable CampaignState last) {
        return starts.end(campaign, last);
    }
}
