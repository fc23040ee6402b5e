package com.messageai.leadgen.team;

import com.messageai.leadgen.store.Ids;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * A team of its own for one test of the whole service, with a user per role who is signed in at first use.
 *
 * <pre>{@code
 * TestTeam team = TestTeam.found(context);
 * team.as(Role.ADMIN).get().uri("/api/v1/icps").exchange().expectStatus().isOk();
 * }</pre>
 */
public final class TestTeam {

    public static final String PASSWORD = "correct horse battery";

    private final ApplicationContext context;
    private final TeamId id;
    private final Map<Role, UserId> users = new EnumMap<>(Role.class);
    private final Map<Role, String> tokens = new EnumMap<>(Role.class);

    private TestTeam(ApplicationContext context, TeamId id) {
        this.context = context;
        this.id = id;
    }

    public static TestTeam found(ApplicationContext context) {
        TeamId id = context.getBean(Teams.class)
                .establish("Test team", "test-" + Ids.next())
                .block();
        return new TestTeam(context, id);
    }

    public TeamId id() {
        return id;
    }

    public String email(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-') + "@" + id + ".example";
    }

    public UserId user(Role role) {
        return users.computeIfAbsent(
                role,
                missing -> context.getBean(Users.class)
                        .establish(id, new NewUser(email(role), "Test " + role, role, PASSWORD))
                        .block());
    }

    public Caller caller(Role role) {
        return new Caller(id, user(role), role);
    }

    /** An access token of the user of this role. */
    public String token(Role role) {
        return tokens.computeIfAbsent(role, missing -> {
            UserId user = user(role);
            return context.getBean(Sessions.class)
                    .begin(id, user)
                    .flatMap(session -> context.getBean(Users.class)
                            .find(id, user)
                            .flatMap(
                                    found -> context.getBean(AccessTokens.class).issue(found, session)))
                    .block();
        });
    }

    /** A client that is signed in as the user of this role. */
    public WebTestClient as(Role role) {
        return anonymous()
                .mutate()
                .defaultHeaders(headers -> headers.setBearerAuth(token(role)))
                .build();
    }

    /** A client that is not signed in. */
    public WebTestClient anonymous() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + context.getEnvironment().getProperty("local.server.port"))
                .responseTimeout(Duration.ofSeconds(60))
                .build();
    }
}
