package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.discovery.Connection;
import com.messageai.leadgen.discovery.ConnectionId;
import com.messageai.leadgen.discovery.Connections;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import com.messageai.leadgen.web.Etags;
import com.messageai.leadgen.web.Idempotency;
import com.messageai.leadgen.web.IfMatch;
import com.messageai.leadgen.web.Problems;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Accounts whose lead forms are pulled. A connection does not change: whoever wants another one makes it anew. */
@RestController
@RequestMapping("/api/v1/connections")
@Requires(Permission.MANAGE_CONNECTIONS)
class ConnectionController {

    private final Connections connections;
    private final Pulls pulls;
    private final Idempotency idempotency;

    ConnectionController(Connections connections, Pulls pulls, Idempotency idempotency) {
        this.connections = connections;
        this.pulls = pulls;
        this.idempotency = idempotency;
    }

    /** Which connections are wanted; null means any. */
    record Filter(@Nullable Platform platform, @Nullable UUID campaignId) {}

    @GetMapping
    Mono<Page<ConnectionView>> list(Caller caller, Filter filter, PageRequest page) {
        return connections
                .list(caller.team(), filter.platform(), filter.campaignId(), page)
                .map(found -> found.map(ConnectionView::of));
    }

    @PostMapping
    Mono<ResponseEntity<ConnectionView>> create(
            Caller caller, ServerWebExchange exchange, @RequestBody ConnectionInput input) {
        ConnectionInput.Wish wish = input.checked();
        return idempotency
                .once(
                        caller,
                        exchange,
                        input,
                        pulls.connect(caller.team(), caller.user(), wish)
                                .map(made -> Etags.created(
                                        "/api/v1/connections/" + made.id(), ConnectionView.of(made), made.version())))
                .doOnNext(made -> pulls.ring(caller.team()));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<ConnectionView>> read(Caller caller, @PathVariable UUID id) {
        return connections
                .find(caller.team(), new ConnectionId(id))
                .switchIfEmpty(missing())
                .map(found -> Etags.ok(ConnectionView.of(found), found.version()));
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(Caller caller, @PathVariable UUID id, IfMatch match) {
        return pulls.disconnect(caller.team(), new ConnectionId(id), found -> match.check(found.version()))
                .switchIfEmpty(missing())
                .map(gone -> ResponseEntity.noContent().build());
    }

    private static Mono<Connection> missing() {
        return Mono.error(() -> Problems.notFound("connection"));
    }
}
