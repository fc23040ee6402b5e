package com.messageai.leadgen.provider;

import static com.messageai.leadgen.provider.FailureRow.row;
import static com.messageai.leadgen.provider.FailureTable.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class OAuthTests {

    /** A machine that is busy with other things takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final FailureTable TABLE = FailureTable.of(
            "zoominfo",
            row("401 ZI0001", status(401).and(answer -> answer.text().contains("ZI0001")))
                    .tokenExpired(answer -> "ZI0001"));

    private final MockWebServer server = new MockWebServer();
    private final FakeRotatedTokens kept = new FakeRotatedTokens();
    private final List<RecordedRequest> tokenRequests = new CopyOnWriteArrayList<>();
    private final List<RecordedRequest> calls = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<MockResponse> tokenAnswers = new ConcurrentLinkedQueue<>();
    private volatile Function<String, MockResponse> api = authorization -> response(200, "{}");
    private @Nullable ProviderClients clients;

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (request.getUrl().encodedPath().equals("/token")) {
                    tokenRequests.add(request);
                    MockResponse next = tokenAnswers.poll();
                    return next == null ? granted("token-" + tokenRequests.size(), null) : next;
                }
                calls.add(request);
                return api.apply(String.valueOf(request.getHeaders().get("Authorization")));
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        if (clients != null) {
            clients.destroy();
        }
        server.close();
    }

    @Test
    void asksForATokenByClientCredentialsOnceForAHundredCalls() {
        ProviderClient client = client(settings(null, "api:data:contact api:data:company"));
        assertThat(client.configured()).isTrue();

        Flux.range(0, 100)
                .flatMap(i -> ask(client), 100)
                .as(StepVerifier::create)
                .expectNextCount(100)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(tokenRequests).hasSize(1);
        RecordedRequest token = tokenRequests.getFirst();
        assertThat(token.getMethod()).isEqualTo("POST");
        assertThat(token.getHeaders().get("Authorization"))
                .isEqualTo(
                        "Basic " + Base64.getEncoder().encodeToString("id-1:s3cret".getBytes(StandardCharsets.UTF_8)));
        assertThat(token.getBody().utf8())
                .isEqualTo("grant_type=client_credentials&scope=api%3Adata%3Acontact+api%3Adata%3Acompany");
        assertThat(calls)
                .hasSize(100)
                .allMatch(call -> "Bearer token-1".equals(call.getHeaders().get("Authorization")));
    }

    @Test
    void renewsATokenThatIsOverAndCallsOnceMore() {
        api = authorization -> authorization.equals("Bearer token-1")
                ? response(401, "{\"error\":{\"code\":\"ZI0001\"}}")
                : response(200, "{}");
        ProviderClient client = client(settings(null, null));
        String identity = client.quota("search").credential();

        ask(client).as(StepVerifier::create).expectNext("{}").verifyComplete();

        assertThat(tokenRequests).hasSize(2);
        assertThat(calls).hasSize(2);
        assertThat(client.quota("search").credential()).isEqualTo(identity);
        assertThat(client.state().now().state()).isEqualTo(ProviderState.State.UP);
    }

    @Test
    void callsNoThirdTimeWhereTheNewTokenIsRefusedToo() {
        api = authorization -> response(401, "{\"error\":{\"code\":\"ZI0001\"}}");
        ProviderClient client = client(settings(null, null));

        ask(client).as(StepVerifier::create).verifyError(ProviderFailure.Unauthorized.class);

        assertThat(tokenRequests).hasSize(2);
        assertThat(calls).hasSize(2);
        assertThat(client.state().now().state()).isEqualTo(ProviderState.State.DOWN);
    }

    @Test
    void renewsNothingWhereTheTableDoesNotSayThatTheTokenIsOver() {
        api = authorization -> response(401, "{\"error\":{\"code\":\"ZI0002\"}}");

        ask(client(settings(null, null))).as(StepVerifier::create).verifyError(ProviderFailure.Unauthorized.class);

        assertThat(tokenRequests).hasSize(1);
        assertThat(calls).hasSize(1);
    }

    @Test
    void isUnauthorizedWhereTheTokenIsRefusedAndTellsNoSecret() {
        tokenAnswers.add(
                response(400, "{\"error\":\"invalid_client\",\"error_description\":\"s3cret of id-1 is wrong\"}"));
        ProviderClient client = client(settings(null, null));

        ask(client)
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(ProviderFailure.Unauthorized.class)
                        .hasMessage("zoominfo token: no token: invalid_client")
                        .hasNoCause())
                .verify();
        assertThat(calls).isEmpty();
        assertThat(client.state().now().state()).isEqualTo(ProviderState.State.DOWN);
    }

    @Test
    void comesBackLaterWhereTheTokenCannotBeHadNow() {
        for (MockResponse answer : List.of(
                response(500, ""),
                response(200, "<html>"),
                response(200, "{\"token_type\":\"Bearer\"}"),
                response(200, "{\"access_token\":\"" + "x".repeat(2_000_000) + "\"}"),
                new MockResponse.Builder()
                        .code(302)
                        .addHeader("Location", server.url("/elsewhere"))
                        .build())) {
            tokenAnswers.add(answer);
            ask(client(settings(null, null)))
                    .as(StepVerifier::create)
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOfSatisfying(
                                    ProviderFailure.NotCalled.class,
                                    failure -> assertThat(failure.reason()).isEqualTo("token-unavailable")))
                    .verify(PATIENCE);
        }
        assertThat(calls).isEmpty();
    }

    @Test
    void waitsForATokenNoLongerThanForAnyAnswer() {
        tokenAnswers.add(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());

        ask(client(settings(null, null, Duration.ofMillis(300))))
                .as(StepVerifier::create)
                .expectError(ProviderFailure.NotCalled.class)
                .verify(PATIENCE);
    }

    @Test
    void refreshesByTheConfiguredTokenAndGoesOnWithTheOneThatComesBack() {
        tokenAnswers.add(granted("first", "refresh-2"));
        ProviderClient client = client(settings("refresh-1", null));
        ask(client).as(StepVerifier::create).expectNextCount(1).verifyComplete();

        assertThat(tokenRequests.getFirst().getBody().utf8())
                .isEqualTo("grant_type=refresh_token&refresh_token=refresh-1&client_id=id-1&client_secret=s3cret");
        assertThat(tokenRequests.getFirst().getHeaders().get("Authorization")).isNull();

        // Another start of the service.
        ask(client(settings("refresh-1", null)))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
        assertThat(tokenRequests.getLast().getBody().utf8()).contains("refresh_token=refresh-2&");

        // The operator has another one.
        ask(client(settings("refresh-9", null)))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
        assertThat(tokenRequests.getLast().getBody().utf8()).contains("refresh_token=refresh-9&");
    }

    @Test
    void takesTheTokenOfAnotherInstanceThatWasFirst() {
        tokenAnswers.add(response(400, "{\"error\":\"invalid_grant\"}"));
        var first = new FakeRotatedTokens() {
            @Override
            Mono<String> find(String provider, String configured) {
                return Mono.fromSupplier(() -> tokenRequests.isEmpty() ? "refresh-1" : "refresh-2");
            }
        };
        ask(client(settings("refresh-1", null), first))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();

        assertThat(tokenRequests).hasSize(2);
        assertThat(tokenRequests.getLast().getBody().utf8()).contains("refresh_token=refresh-2&");
    }

    @Test
    void keepsANewRefreshTokenInMindWhileItCannotBeStored() {
        tokenAnswers.add(granted("first", "refresh-2"));
        var broken = new FakeRotatedTokens() {
            @Override
            Mono<Void> keep(String provider, String configured, String token) {
                return kept.isEmpty() && tokenRequests.size() == 1
                        ? Mono.error(new IllegalStateException("no database"))
                        : super.keep(provider, configured, token);
            }
        };
        api = authorization -> authorization.equals("Bearer first")
                ? response(401, "{\"error\":{\"code\":\"ZI0001\"}}")
                : response(200, "{}");
        ask(client(settings("refresh-1", null), broken))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();

        assertThat(tokenRequests.getLast().getBody().utf8()).contains("refresh_token=refresh-2&");
        assertThat(broken.kept).containsValue("refresh-2");
    }

    @Test
    void writesAConfiguredKeyWhereTheProviderWantsIt() {
        clients = TestProviders.with(TestProviders.settings(server.url("").toString(), PATIENCE));
        for (String name : List.of("hunter", "pinecone", "clearbit")) {
            ask(clients.api(name)).as(StepVerifier::create).expectNextCount(1).verifyComplete();
        }

        assertThat(calls.get(0).getHeaders().get("X-API-KEY")).isEqualTo("test-key");
        assertThat(calls.get(1).getHeaders().get("Api-Key")).isEqualTo("test-key");
        assertThat(calls.get(2).getHeaders().get("Authorization")).isEqualTo("Bearer test-key");
        assertThat(calls).allMatch(call -> call.getUrl().query() == null);
    }

    @Test
    void givesAGatewayItsOwnKeyAndNotThePlatformsToken() {
        ProviderSettings settings = new ProviderSettings(
                server.url("/api").toString(),
                server.url("/gateway").toString(),
                true,
                "gateway-key",
                null,
                null,
                null,
                8,
                PATIENCE,
                Map.of(),
                "id-1",
                "s3cret",
                server.url("/token").toString(),
                null,
                null);
        clients = clients(settings, kept);

        ask(clients.gateway("zoominfo"))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
        assertThat(tokenRequests).isEmpty();
        ask(clients.api("zoominfo")).as(StepVerifier::create).expectNextCount(1).verifyComplete();

        assertThat(calls)
                .extracting(call -> call.getHeaders().get("Authorization"))
                .containsExactly("Bearer gateway-key", "Bearer token-1");
    }

    @Test
    void isNotConfiguredByHalfOfWhatItTakes() {
        ProviderSettings half = new ProviderSettings(
                server.url("").toString(),
                null,
                true,
                null,
                null,
                null,
                null,
                8,
                Duration.ofSeconds(1),
                Map.of(),
                "id-1",
                null,
                server.url("/token").toString(),
                "refresh",
                null);

        assertThat(client(half).configured()).isFalse();
    }

    private static Mono<String> ask(ProviderClient client) {
        return client.call("search", CallKind.FREE, client.web().get().uri("/people"), TABLE, ProviderAnswer::text);
    }

    private ProviderClient client(ProviderSettings settings) {
        return client(settings, kept);
    }

    private ProviderClient client(ProviderSettings settings, RotatedTokens rotatedTokens) {
        if (clients != null) {
            clients.destroy();
        }
        clients = clients(settings, rotatedTokens);
        return clients.api("zoominfo");
    }

    private static ProviderClients clients(ProviderSettings settings, RotatedTokens rotatedTokens) {
        return new ProviderClients(
                new ProvidersProperties(Map.of("zoominfo", settings)),
                TestProviders.uncounted(),
                rotatedTokens,
                new SimpleMeterRegistry());
    }

    private ProviderSettings settings(@Nullable String refreshToken, @Nullable String scope) {
        return settings(refreshToken, scope, PATIENCE);
    }

    private ProviderSettings settings(@Nullable String refreshToken, @Nullable String scope, Duration timeout) {
        return new ProviderSettings(
                server.url("").toString(),
                null,
                true,
                null,
                null,
                null,
                null,
                128,
                timeout,
                Map.of(),
                "id-1",
                "s3cret",
                server.url("/token").toString(),
                refreshToken,
                scope);
    }

    private static MockResponse granted(String token, @Nullable String refreshToken) {
        return response(
                200,
                "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600%s}"
                        .formatted(token, refreshToken == null ? "" : ",\"refresh_token\":\"" + refreshToken + "\""));
    }

    private static MockResponse response(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }
}
