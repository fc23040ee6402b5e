package com.messageai.leadgen.team;

import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.store.Transactions;
import com.messageai.leadgen.web.Etags;
import com.messageai.leadgen.web.IfMatch;
import com.messageai.leadgen.web.MergePatch;
import com.messageai.leadgen.web.Problem;
import com.messageai.leadgen.web.Problems;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class TeamController {

    record TeamView(UUID id, String name, String slug, Instant createdAt, Instant updatedAt, int version) {

        static TeamView of(Team team) {
            return new TeamView(
                    team.id().value(), team.name(), team.slug(), team.createdAt(), team.updatedAt(), team.version());
        }
    }

    record TeamInput(@NotBlank @Size(max = 200) String name) {}

    record Member(UUID id, String name, Role role) {}

    record FirstAdmin(
            @NotBlank @Email @Size(max = 254) String email,
            @NotBlank @Size(max = 200) String name,
            @NotNull @Size(min = 8, max = 128) String password) {}

    record SignUp(
            @NotBlank @Size(max = 200) String name,

            @NotNull @Size(min = 2, max = 63) @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*")
            String slug,

            @NotNull @Valid FirstAdmin admin) {}

    private final Teams teams;
    private final Users users;
    private final Passwords passwords;
    private final Transactions transactions;
    private final SecuritySettings settings;

    TeamController(
            Teams teams, Users users, Passwords passwords, Transactions transactions, SecuritySettings settings) {
        this.teams = teams;
        this.users = users;
        this.passwords = passwords;
        this.transactions = transactions;
        this.settings = settings;
    }

    @AnyRole
    @GetMapping("/team")
    Mono<ResponseEntity<TeamView>> team(Caller caller) {
        return teams.find(caller.team()).map(team -> Etags.ok(TeamView.of(team), team.version()));
    }

    @Requires(Permission.MANAGE_TEAM)
    @PatchMapping("/team")
    Mono<ResponseEntity<TeamView>> change(Caller caller, IfMatch match, MergePatch patch) {
        return transactions
                .run(teams.lock(caller.team()).flatMap(team -> {
                    match.check(team.version());
                    TeamInput input = patch.apply(TeamView.of(team), TeamInput.class);
                    return teams.rename(caller.team(), input.name());
                }))
                .map(team -> Etags.ok(TeamView.of(team), team.version()));
    }

    /** Those to whom work can be given: names for people who assign leads but do not manage users. */
    @Requires(Permission.ASSIGN_LEADS)
    @GetMapping("/team/members")
    Mono<Page<Member>> members(Caller caller, PageRequest page) {
        return users.list(caller.team(), null, page)
                .map(found -> found.map(user -> new Member(user.id().value(), user.name(), user.role())));
    }

    /** Sign-up: a team with its first administrator. */
    @Open
    @PostMapping("/teams")
    Mono<ResponseEntity<TeamView>> signUp(@Valid @RequestBody SignUp signUp) {
        if (!settings.signUp()) {
            return Mono.error(new Problem(HttpStatus.NOT_FOUND, "not-found", "There is nothing at this address."));
        }
        FirstAdmin admin = signUp.admin();
        NewUser user = new NewUser(admin.email(), admin.name(), Role.ADMIN, admin.password());
        return passwords
                .hash(user.password())
                .flatMap(hash -> transactions.run(teams.insert(signUp.name(), signUp.slug())
                        .switchIfEmpty(Mono.error(() -> Problems.duplicate("Another team has this slug.")))
                        .delayUntil(team -> users.insert(team.id(), user, hash))))
                .map(team -> Etags.created("/api/v1/team", TeamView.of(team), team.version()));
    }
}
