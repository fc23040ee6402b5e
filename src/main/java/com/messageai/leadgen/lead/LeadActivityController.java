package com.messageai.leadgen.lead;

import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import com.messageai.leadgen.web.Idempotency;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/leads/{id}/activities")
class LeadActivityController {

    private final Leads leads;
    private final LeadActivities activities;
    private final Idempotency idempotency;

    LeadActivityController(Leads leads, LeadActivities activities, Idempotency idempotency) {
        this.leads = leads;
        this.activities = activities;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Requires(Permission.VIEW_LEADS)
    Mono<Page<LeadActivityView>> list(Caller caller, @PathVariable UUID id, PageRequest page) {
        return leads.find(caller, new LeadId(id))
                .switchIfEmpty(LeadController.missing())
                .flatMap(lead -> activities.list(caller.team(), lead.id(), page))
                .map(found -> found.map(LeadActivityView::of));
    }

    @PostMapping
    @Requires(Permission.EDIT_LEADS)
    Mono<ResponseEntity<LeadActivityView>> add(
            Caller caller, @PathVariable UUID id, ServerWebExchange exchange, @RequestBody ActivityInput input) {
        ActivityInput done = input.checked();
        return idempotency.once(
                caller,
                exchange,
                input,
                leads.find(caller, new LeadId(id))
                        .switchIfEmpty(LeadController.missing())
                        .flatMap(lead -> activities.add(
                                caller.team(),
                                lead.id(),
                                caller.user(),
                                Objects.requireNonNull(done.type()),
                                Objects.requireNonNull(done.text())))
                        .map(activity -> ResponseEntity.created(URI.create("/api/v1/leads/" + id + "/activities"))
                                .body(LeadActivityView.of(activity))));
    }
}
