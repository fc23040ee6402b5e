package com.messageai.leadgen.icp;

import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import com.messageai.leadgen.web.Etags;
import com.messageai.leadgen.web.Idempotency;
import com.messageai.leadgen.web.IfMatch;
import com.messageai.leadgen.web.MergePatch;
import com.messageai.leadgen.web.Problems;
import com.messageai.leadgen.web.Replacement;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/icps")
@Requires(Permission.CREATE_CAMPAIGN)
class IcpController {

    private final Icps icps;
    private final Idempotency idempotency;

    IcpController(Icps icps, Idempotency idempotency) {
        this.icps = icps;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Requires(Permission.VIEW_CAMPAIGNS)
    Mono<Page<IcpView>> list(
            Caller caller, @RequestParam(required = false) @Nullable UUID productId, PageRequest page) {
        return icps.list(caller.team(), productId == null ? null : new ProductId(productId), page)
                .map(found -> found.map(IcpView::of));
    }

    @PostMapping
    Mono<ResponseEntity<IcpView>> create(Caller caller, ServerWebExchange exchange, @RequestBody IcpInput input) {
        StoredIcp.Content content = input.checked();
        return idempotency.once(
                caller,
                exchange,
                input,
                icps.create(caller.team(), content)
                        .map(icp -> Etags.created("/api/v1/icps/" + icp.icp().id(), IcpView.of(icp), icp.version())));
    }

    @GetMapping("/{id}")
    @Requires(Permission.VIEW_CAMPAIGNS)
    Mono<ResponseEntity<IcpView>> read(Caller caller, @PathVariable UUID id) {
        return icps.read(caller.team(), new IcpId(id)).switchIfEmpty(missing()).map(IcpController::answer);
    }

    @GetMapping("/{id}/versions")
    @Requires(Permission.VIEW_CAMPAIGNS)
    Mono<Page<IcpVersionView>> versions(Caller caller, @PathVariable UUID id, PageRequest page) {
        IcpId icp = new IcpId(id);
        return icps.read(caller.team(), icp)
                .switchIfEmpty(missing())
                .then(Mono.defer(() -> icps.versions(caller.team(), icp, page)))
                .map(found -> found.map(IcpVersionView::of));
    }

    @PutMapping("/{id}")
    Mono<ResponseEntity<IcpView>> replace(
            Caller caller, @PathVariable UUID id, IfMatch match, @Replacement(IcpView.class) IcpInput input) {
        return change(caller, id, match, icp -> input);
    }

    @PatchMapping("/{id}")
    Mono<ResponseEntity<IcpView>> change(Caller caller, @PathVariable UUID id, IfMatch match, MergePatch patch) {
        return change(caller, id, match, icp -> patch.apply(IcpView.of(icp), IcpInput.class));
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(Caller caller, @PathVariable UUID id, IfMatch match) {
        return icps.delete(caller.team(), new IcpId(id), icp -> match.check(icp.version()))
                .switchIfEmpty(missing())
                .map(icp -> ResponseEntity.noContent().build());
    }

    private Mono<ResponseEntity<IcpView>> change(
            Caller caller, UUID id, IfMatch match, Function<StoredIcp, IcpInput> edit) {
        return icps.change(caller.team(), new IcpId(id), icp -> {
                    match.check(icp.version());
                    return edit.apply(icp).checked();
                })
                .switchIfEmpty(missing())
                .map(IcpController::answer);
    }

    private static ResponseEntity<IcpView> answer(StoredIcp icp) {
        return Etags.ok(IcpView.of(icp), icp.version());
    }

    private static Mono<StoredIcp> missing() {
        return Mono.error(() -> Problems.notFound("icp"));
    }
}
