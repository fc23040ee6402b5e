package com.messageai.leadgen.team;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.support.ServiceTest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

@ServiceTest
class SignInIntegrationTests {

    private static final String PASSWORD = "correct horse battery";

    @LocalServerPort
    private int port;

    @Autowired
    private Teams teams;

    @Autowired
    private Users users;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private SigningKey signingKey;

    private WebTestClient client;
    private String email;

    @BeforeEach
    void foundATeam() {
        client = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(60))
                .build();
        String unique = Ids.next().toString();
        email = "admin-" + unique + "@example.com";
        TeamId team = teams.establish("Team", "team-" + unique).block();
        users.establish(team, new NewUser(email, "Ada", Role.ADMIN, PASSWORD)).block();
    }

    private WebTestClient.ResponseSpec post(String path, Object body) {
        return client.post()
                .uri("/api/v1" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private JsonNode login() {
        return post("/auth/login", Map.of("email", email, "password", PASSWORD))
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private WebTestClient.ResponseSpec get(String path, String token) {
        return client.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).asString();
    }

    @Test
    void signsInAndTellsWhoIsAsking() throws Exception {
        JsonNode tokens = login();
        assertThat(text(tokens, "tokenType")).isEqualTo("Bearer");
        assertThat(tokens.get("expiresIn").asInt()).isEqualTo(900);
        SignedJWT token = SignedJWT.parse(text(tokens, "accessToken"));
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(token.getJWTClaimsSet().getClaims())
                .containsKeys("iss", "aud", "sub", "team", "role", "jti", "sid", "exp", "iat");
        get("/api/v1/me", text(tokens, "accessToken"))
                .expectStatus()
                .isOk()
                .expectHeader()
                .exists("RateLimit-Remaining")
                .expectHeader()
                .exists("X-Correlation-ID")
                .expectBody()
                .jsonPath("$.email")
                .isEqualTo(email)
                .jsonPath("$.role")
                .isEqualTo("ADMIN")
                .jsonPath("$.team.slug")
                .isNotEmpty()
                .jsonPath("$.permissions")
                .value(permissions -> assertThat(permissions.toString()).contains("manage_users", "view_campaigns"));
        client.get()
                .uri("/.well-known/jwks.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.keys[0].kid")
                .isEqualTo(token.getHeader().getKeyID())
                .jsonPath("$.keys[0].d")
                .doesNotExist();
    }

    @Test
    void doesNotTellWhoHasAnAccount() {
        for (String who : List.of(email, "nobody-" + email)) {
            post("/auth/login", Map.of("email", who, "password", "wrong"))
                    .expectStatus()
                    .isUnauthorized()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("bad-credentials");
        }
    }

    @Test
    void refusesRequestsWithoutOrWithABadToken() {
        for (String token : List.of("x", "a.b.c", text(login(), "accessToken") + "x")) {
            get("/api/v1/me", token)
                    .expectStatus()
                    .isUnauthorized()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectHeader()
                    .exists("RateLimit-Remaining")
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("unauthenticated")
                    .jsonPath("$.correlationId")
                    .isNotEmpty();
        }
        client.get().uri("/api/v1/me").exchange().expectStatus().isUnauthorized();
        client.get().uri("/actuator/env").exchange().expectStatus().isUnauthorized();
        client.get().uri("/hooks/linkedin").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void takesOnlyItsOwnTokensOfTheRightKind() throws Exception {
        SignedJWT good = SignedJWT.parse(text(login(), "accessToken"));
        ECKey ours = signingKey.key().block();
        ECKey theirs = new ECKeyGenerator(Curve.P_256).keyID(ours.getKeyID()).generate();
        JWTClaimsSet claims = good.getJWTClaimsSet();
        JOSEObjectType kind = good.getHeader().getType();
        Date past = Date.from(Instant.now().minusSeconds(120));

        get("/api/v1/me", forge(ours, kind, claims)).expectStatus().isOk();
        List<String> bad = List.of(
                forge(theirs, kind, claims),
                forge(ours, JOSEObjectType.JWT, claims),
                forge(ours, kind, with(claims).audience("another").build()),
                forge(ours, kind, with(claims).issuer("another").build()),
                forge(ours, kind, with(claims).expirationTime(past).build()),
                forge(ours, kind, with(claims).expirationTime(null).build()),
                forge(
                        ours,
                        kind,
                        with(claims).subject(UUID.randomUUID().toString()).build()),
                forge(
                        ours,
                        kind,
                        with(claims).claim("team", UUID.randomUUID().toString()).build()),
                forge(ours, kind, with(claims).claim("sid", "x").build()),
                new PlainJWT(claims).serialize());
        for (String token : bad) {
            get("/api/v1/me", token).expectStatus().isUnauthorized();
        }
    }

    private static JWTClaimsSet.Builder with(JWTClaimsSet claims) {
        return new JWTClaimsSet.Builder(claims);
    }

    private static String forge(ECKey key, JOSEObjectType kind, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(kind)
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    @Test
    void leavesTheActuatorsProbesOpen() {
        for (String path : List.of("/health", "/health/liveness", "/health/readiness", "/prometheus", "/info")) {
            client.get().uri("/actuator" + path).exchange().expectStatus().isOk();
        }
        client.get().uri("/v3/api-docs").exchange().expectStatus().isOk();
        String token = text(login(), "accessToken");
        get("/actuator/env", token).expectStatus().isForbidden();
        get("/actuator/health/redis", token).expectStatus().isForbidden();
        get("/api/v1/nothing", token).expectStatus().isNotFound();
    }

    @Test
    void rotatesRefreshTokensAndGivesALostAnswerAgain() {
        String first = text(login(), "refreshToken");
        JsonNode second = refresh(first);
        assertThat(text(refresh(first), "refreshToken")).isEqualTo(text(second, "refreshToken"));
        JsonNode third = refresh(text(second, "refreshToken"));
        get("/api/v1/me", text(third, "accessToken")).expectStatus().isOk();
    }

    @Test
    void endsTheWholeFamilyWhenATokenIsUsedAgain() {
        String first = text(login(), "refreshToken");
        String second = text(refresh(first), "refreshToken");
        JsonNode third = refresh(second);
        // The first one's successor has been used: whoever shows the first one now has stolen it.
        post("/auth/refresh", Map.of("refreshToken", first))
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid-refresh-token");
        post("/auth/refresh", Map.of("refreshToken", text(third, "refreshToken")))
                .expectStatus()
                .isUnauthorized();
        get("/api/v1/me", text(third, "accessToken")).expectStatus().isUnauthorized();
    }

    @Test
    void endsTheFamilyWhenAnOldTokenIsUsedAgainLater() {
        String first = text(login(), "refreshToken");
        String second = text(refresh(first), "refreshToken");
        database.sql("UPDATE refresh_token SET used_at = used_at - interval '11 seconds' WHERE used_at IS NOT NULL")
                .then()
                .block();
        post("/auth/refresh", Map.of("refreshToken", first)).expectStatus().isUnauthorized();
        post("/auth/refresh", Map.of("refreshToken", second)).expectStatus().isUnauthorized();
    }

    @Test
    void givesConcurrentTwinsTheSameSuccessor() {
        String first = text(login(), "refreshToken");
        List<String> answers = Flux.range(0, 8)
                .flatMap(
                        i -> Mono.fromCallable(() -> text(refresh(first), "refreshToken"))
                                .subscribeOn(Schedulers.boundedElastic()),
                        8)
                .collectList()
                .block();
        assertThat(answers).hasSize(8).containsOnly(answers.getFirst());
    }

    @Test
    void refusesATokenAfterSignOut() {
        JsonNode tokens = login();
        String access = text(tokens, "accessToken");
        get("/api/v1/me", access).expectStatus().isOk();
        client.post()
                .uri("/api/v1/auth/logout")
                .headers(headers -> headers.setBearerAuth(access))
                .exchange()
                .expectStatus()
                .isNoContent();
        get("/api/v1/me", access).expectStatus().isUnauthorized();
        post("/auth/refresh", Map.of("refreshToken", text(tokens, "refreshToken")))
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void takesATicketForEventStreamsOnly() {
        String access = text(login(), "accessToken");
        String ticket = client.post()
                .uri("/api/v1/auth/tickets")
                .headers(headers -> headers.setBearerAuth(access))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .get("ticket")
                .asString();
        client.get()
                .uri("/api/v1/me?ticket=" + ticket)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void slowsGuessingDownAndLetsTheOwnerInAfterTheWait() {
        String retryAfter = null;
        for (int i = 0; i < 14 && retryAfter == null; i++) {
            var result = post("/auth/login", Map.of("email", email, "password", "guess-" + i))
                    .returnResult(String.class);
            assertThat(result.getStatus().value()).isIn(401, 429);
            retryAfter = result.getResponseHeaders().getFirst("Retry-After");
            result.getResponseBody().blockLast();
        }
        assertThat(retryAfter).isNotNull();
        assertThat(Integer.parseInt(retryAfter)).isBetween(1, 30);
        database.sql("UPDATE sign_in_throttle SET last_at = last_at - interval '31 seconds'")
                .then()
                .block();
        login();
        login();
    }

    @Test
    void letsManySignInAtOnceWithTheRightPassword() {
        // Not all threads of the pool, which the service in this process uses, too.
        List<String> answers = Flux.range(0, 30)
                .flatMap(
                        i -> Mono.fromCallable(() -> text(login(), "accessToken"))
                                .subscribeOn(Schedulers.boundedElastic()),
                        15)
                .collectList()
                .block();
        assertThat(answers).hasSize(30).doesNotHaveDuplicates();
    }

    private JsonNode refresh(String token) {
        return post("/auth/refresh", Map.of("refreshToken", token))
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }
}
