package com.messageai.leadgen.team;

import com.messageai.leadgen.web.Problems;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/me")
class MeController {

    record TeamName(UUID id, String name, String slug) {}

    record MeView(UUID id, String email, String name, Role role, TeamName team, List<String> permissions) {}

    private final Users users;
    private final Teams teams;

    MeController(Users users, Teams teams) {
        this.users = users;
        this.teams = teams;
    }

    @AnyRole
    @GetMapping
    Mono<MeView> me(Caller caller) {
        return users.find(caller.team(), caller.user())
                .zipWhen(user -> teams.find(caller.team()))
                .map(both -> view(both.getT1(), both.getT2()))
                .switchIfEmpty(Mono.error(Problems::unauthenticated));
    }

    private static MeView view(User user, Team team) {
        return new MeView(
                user.id().value(),
                user.email(),
                user.name(),
                user.role(),
                new TeamName(team.id().value(), team.name(), team.slug()),
                user.role().permissions().stream()
                        .map(Permission::publicName)
                        .sorted()
                        .toList());
    }
}
