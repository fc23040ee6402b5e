package com.messageai.leadgen.lead;

import com.messageai.leadgen.lead.BulkResults.Result;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.web.Problem;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One change of many leads: each for itself, so that one that can't be changed does not hold up the others. */
@Component
class LeadBulk {

    private static final int AT_ONCE = 4;

    private final Leads leads;

    LeadBulk(Leads leads) {
        this.leads = leads;
    }

    Mono<BulkResults> change(Caller caller, List<UUID> ids, BulkInput.Change change) {
        return Flux.fromIterable(ids)
                .flatMapSequential(id -> change(caller, id, change), AT_ONCE, 1)
                .collectList()
                .map(BulkResults::new);
    }

    private Mono<Result> change(Caller caller, UUID id, BulkInput.Change change) {
        return leads.change(caller, new LeadId(id), lead -> change.of(lead.content()))
                .switchIfEmpty(LeadController.missing())
                .map(lead -> new Result(id, HttpStatus.OK.value(), null))
                .onErrorResume(
                        Problem.class,
                        refusal -> Mono.just(new Result(id, refusal.status().value(), refusal.code())));
    }
}
