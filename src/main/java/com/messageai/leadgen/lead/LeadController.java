package com.messageai.leadgen.lead;

import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import com.messageai.leadgen.team.UserId;
import com.messageai.leadgen.web.Etags;
import com.messageai.leadgen.web.Idempotency;
import com.messageai.leadgen.web.IfMatch;
import com.messageai.leadgen.web.MergePatch;
import com.messageai.leadgen.web.Problems;
import com.messageai.leadgen.web.Replacement;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/leads")
class LeadController {

    private final Leads leads;
    private final LeadBulk bulk;
    private final Idempotency idempotency;

    LeadController(Leads leads, LeadBulk bulk, Idempotency idempotency) {
        this.leads = leads;
        this.bulk = bulk;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Requires(Permission.VIEW_LEADS)
    Mono<Page<LeadView>> list(Caller caller, LeadFilter filter, PageRequest page) {
        filter.check();
        return leads.list(caller, filter, page).map(found -> found.map(LeadView::of));
    }

    @PostMapping
    @Requires(Permission.CREATE_LEADS)
    Mono<ResponseEntity<LeadView>> create(Caller caller, ServerWebExchange exchange, @RequestBody LeadCreation input) {
        LeadCreation.Draft draft = input.checked();
        return idempotency.once(
                caller,
                exchange,
                input,
                leads.create(caller, draft)
                        .map(lead -> Etags.created("/api/v1/leads/" + lead.id(), LeadView.of(lead), lead.version())));
    }

    @GetMapping("/{id}")
    @Requires(Permission.VIEW_LEADS)
    Mono<ResponseEntity<LeadView>> read(Caller caller, @PathVariable UUID id) {
        return answer(leads.find(caller, new LeadId(id)));
    }

    @PutMapping("/{id}")
    @Requires(Permission.EDIT_LEADS)
    Mono<ResponseEntity<LeadView>> replace(
            Caller caller, @PathVariable UUID id, IfMatch match, @Replacement(LeadView.class) LeadInput input) {
        return change(caller, id, match, lead -> input);
    }

    @PatchMapping("/{id}")
    @Requires(Permission.EDIT_LEADS)
    Mono<ResponseEntity<LeadView>> change(Caller caller, @PathVariable UUID id, IfMatch match, MergePatch patch) {
        return change(caller, id, match, lead -> patch.apply(LeadView.of(lead), LeadInput.class));
    }

    /** For those who may create leads: editing them is no right to make them vanish. */
    @DeleteMapping("/{id}")
    @Requires(Permission.CREATE_LEADS)
    Mono<ResponseEntity<Void>> delete(Caller caller, @PathVariable UUID id, IfMatch match) {
        return leads.delete(caller, new LeadId(id), lead -> match.check(lead.version()))
                .switchIfEmpty(missing())
                .map(lead -> ResponseEntity.noContent().build());
    }

    @PostMapping("/{id}/assign")
    @Requires(Permission.ASSIGN_LEADS)
    Mono<ResponseEntity<LeadView>> assign(
            Caller caller, @PathVariable UUID id, IfMatch match, @RequestBody AssignInput input) {
        UserId assignee = input.assigneeId() == null ? null : new UserId(input.assigneeId());
        return answer(leads.change(caller, new LeadId(id), lead -> {
            match.check(lead.version());
            return lead.content().assigned(assignee);
        }));
    }

    @PostMapping("/bulk")
    @Requires(Permission.EDIT_LEADS)
    Mono<BulkResults> change(Caller caller, @RequestBody BulkInput input) {
        BulkInput checked = input.checked();
        return bulk.change(caller, Objects.requireNonNull(checked.ids()), Objects.requireNonNull(checked.change()));
    }

    private Mono<ResponseEntity<LeadView>> change(
            Caller caller, UUID id, IfMatch match, Function<Lead, LeadInput> edit) {
        return answer(leads.change(caller, new LeadId(id), lead -> {
            match.check(lead.version());
            return edit.apply(lead).checked(lead.status());
        }));
    }

    private static Mono<ResponseEntity<LeadView>> answer(Mono<Lead> found) {
        return found.switchIfEmpty(missing()).map(lead -> Etags.ok(LeadView.of(lead), lead.version()));
    }

    static Mono<Lead> missing() {
        return Mono.error(() -> Problems.notFound("lead"));
    }
}
