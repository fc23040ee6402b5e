package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import com.messageai.leadgen.web.Problems;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a campaign paid for, line by line. */
@RestController
class LedgerController {

    private final LedgerReading ledger;

    LedgerController(LedgerReading ledger) {
        this.ledger = ledger;
    }

    @GetMapping("/api/v1/campaigns/{id}/ledger")
    @Requires(Permission.VIEW_CAMPAIGNS)
    Mono<LedgerPage> list(Caller caller, @PathVariable UUID id, PageRequest page) {
        return ledger.page(caller.team(), new CampaignId(id), page)
                .switchIfEmpty(Mono.error(() -> Problems.notFound("campaign")));
    }
}
