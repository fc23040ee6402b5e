package com.messageai.leadgen.team;

import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.web.Etags;
import com.messageai.leadgen.web.Idempotency;
import com.messageai.leadgen.web.IfMatch;
import com.messageai.leadgen.web.MergePatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/users")
@Requires(Permission.MANAGE_USERS)
class UserController {

    record UserView(
            UUID id,
            String email,
            String name,
            Role role,
            boolean active,
            Instant createdAt,
            Instant updatedAt,
            int version) {

        static UserView of(User user) {
            return new UserView(
                    user.id().value(),
                    user.email(),
                    user.name(),
                    user.role(),
                    user.active(),
                    user.createdAt(),
                    user.updatedAt(),
                    user.version());
        }
    }

    record UserInput(
            @NotBlank @Email @Size(max = 254) String email,
            @NotBlank @Size(max = 200) String name,
            @NotNull Role role,
            @NotNull @Size(min = 8, max = 128) String password) {}

    private final UserAdministration administration;
    private final Users users;
    private final Idempotency idempotency;

    UserController(UserAdministration administration, Users users, Idempotency idempotency) {
        this.administration = administration;
        this.users = users;
        this.idempotency = idempotency;
    }

    @GetMapping
    Mono<Page<UserView>> list(Caller caller, @RequestParam(required = false) @Nullable Role role, PageRequest page) {
        return users.list(caller.team(), role, page).map(found -> found.map(UserView::of));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<UserView>> one(Caller caller, @PathVariable UUID id) {
        return administration.find(caller.team(), new UserId(id)).map(UserController::answer);
    }

    @PostMapping
    Mono<ResponseEntity<UserView>> create(
            Caller caller, ServerWebExchange exchange, @Valid @RequestBody UserInput input) {
        NewUser user = new NewUser(input.email(), input.name(), input.role(), input.password());
        return administration
                .prepare(user)
                .flatMap(hash -> idempotency.once(
                        caller,
                        exchange,
                        input,
                        administration
                                .create(caller.team(), user, hash)
                                .map(created -> Etags.created(
                                        "/api/v1/users/" + created.id(), UserView.of(created), created.version()))));
    }

    @PatchMapping("/{id}")
    Mono<ResponseEntity<UserView>> change(Caller caller, @PathVariable UUID id, IfMatch match, MergePatch patch) {
        return administration
                .change(caller.team(), new UserId(id), match, user -> patch.apply(UserView.of(user), UserChange.class))
                .map(UserController::answer);
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(Caller caller, @PathVariable UUID id, IfMatch match) {
        return administration
                .delete(caller.team(), new UserId(id), match)
                .thenReturn(ResponseEntity.noContent().build());
    }

    private static ResponseEntity<UserView> answer(User user) {
        return Etags.ok(UserView.of(user), user.version());
    }
}
