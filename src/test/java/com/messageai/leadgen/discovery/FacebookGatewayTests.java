package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.provider.TestProviders;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

class FacebookGatewayTests implements ProspectSourceContract {

    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.defaults());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Override
    public ProspectSource source() {
        return at(sandbox.url("facebook-gateway"));
    }

    @Override
    public SourceQuery query() {
        return query("""
                {"geo_locations": {"countries": ["NL"]}, "company": {"employee_count_min": 1, "employee_count_max": 100}}
                """);
    }

    @Override
    public long calls() {
        return sandbox.bill().line("facebook-gateway", "search").calls();
    }

    @Override
    public ProspectSource unconfigured() {
        return new FacebookGateway(TestProviders.with(TestProviders.settings(null, Duration.ofSeconds(1))));
    }

    @Test
    void takesMembersOverAsTheGatewayShowsThem() {
        String answer = """
                {"data":[{"id":"7700012","first_name":"Ilse","last_name":"Varga","name":"Ilse Varga",
                  "work":[{"position":{"name":"Student"},"employer":{"name":"Old"}},
                          {"position":{"id":"1090001","name":"Chief Technology Officer"},"employer":{"id":"88001","name":"Tarnwell"},"current":true}],
                  "company":{"name":"Tarnwell","domain":"tarnwell.example","industry":"Software","employee_count":120},
                  "location":{"city":"Austin","region":"Texas","country":"US"},
                  "interests":[{"id":"6003000001","name":"Cloud computing"}],"link":"https://www.facebook.com/demo.7700012",
                  "consent":{"basis":"opt_in"},"updated_time":"2026-01-02T09:15:00+0000"},
                 {"id":"2","name":"B","work":7,"company":[],"location":"x","interests":{},"updated_time":"soon","link":"y"},
                 {"name":"nobody"}, null, 3]}
                """;
        SourcePage page = answered(200, Map.of(), answer).blockFirst(Duration.ofSeconds(10));

        assertThat(page.next()).isNull();
        assertThat(page.profiles()).hasSize(2);
        Profile ilse = page.profiles().getFirst();
        assertThat(ilse.platform()).isEqualTo(Platform.FACEBOOK);
        assertThat(ilse.platformProfileId()).isEqualTo("7700012");
        assertThat(ilse.profileUrl()).isEqualTo("https://www.facebook.com/demo.7700012");
        assertThat(ilse.title()).isEqualTo("Chief Technology Officer");
        assertThat(ilse.company().name()).isEqualTo("Tarnwell");
        assertThat(ilse.company().domain()).isEqualTo("tarnwell.example");
        assertThat(ilse.company().employees()).isEqualTo(120);
        assertThat(ilse.location()).isEqualTo(new Profile.Place("Austin, Texas, US", "Austin", "Texas", "US"));
        assertThat(ilse.interests()).containsExactly("Cloud computing");
        assertThat(ilse.activeAt()).isEqualTo("2026-01-02T09:15:00Z");
        assertThat(page.profiles().get(1).activeAt()).isNull();
    }

    @Test
    void asksInTheGraphsConventions() {
        var uri = new AtomicReference<String>();
        DisposableServer server = serving((n, request) -> {
            uri.set(request);
            return "{\"data\":[]}";
        });
        try {
            at("http://localhost:" + server.port()).pages(query(), null).blockLast(Duration.ofSeconds(5));
        } finally {
            server.disposeNow();
        }
        assertThat(uri.get())
                .startsWith("/v26.0/act_1/audience_members?targeting_spec=%7B%22geo_locations%22%3A%7B%22countries%22"
                        + "%3A%5B%22NL%22%5D%7D%2C%22company%22%3A%7B")
                .contains("&fields=id,name,")
                .endsWith("&limit=25")
                .doesNotContain("test-key");
    }

    @Test
    void endsWhereTheCursorsGoInACircle() {
        for (int length : new int[] {1, 2, 3, 7}) {
            var calls = new AtomicInteger();
            DisposableServer server = serving((n, request) -> {
                calls.incrementAndGet();
                return "{\"data\":[{\"id\":\"" + n + "\",\"name\":\"N\"}],\"paging\":{\"cursors\":{\"after\":\"c"
                        + n % length + "\"},\"next\":\"http://elsewhere.example/\"}}";
            });
            try {
                List<SourcePage> pages = ProspectSourceContract.all(
                        at("http://localhost:" + server.port()).pages(query(), null));
                assertThat(pages.getLast().truncated()).isTrue();
                assertThat(calls.get()).isBetween(length, 5 * length + 2);
            } finally {
                server.disposeNow();
            }
        }
    }

    @Test
    void beginsAgainWhereTheCheckpointsCursorIsGone() {
        String gone = FacebookWalk.next(null, "QVFIgone!").cursor();

        List<SourcePage> again = ProspectSourceContract.all(source().pages(query(), gone));

        assertThat(ProspectSourceContract.ids(again))
                .isEqualTo(ProspectSourceContract.ids(ProspectSourceContract.all(source().pages(query(), null))));
    }

    @Test
    void isNeverSpokenToMetaItself() {
        for (String url : new String[] {"https://graph.facebook.com", "https://GRAPH.facebook.com/v26.0"}) {
            assertThat(at(url).configured()).isFalse();
            at(url).pages(query(), null)
                    .as(StepVerifier::create)
                    .expectError(ProviderFailure.Unauthorized.class)
                    .verify();
        }
    }

    @Test
    void tellsEachErrorOfTheFactSheetAsItself() {
        record Row(int status, int code, int subcode, Class<? extends ProviderFailure> failure) {}
        List<Row> rows = List.of(
                new Row(500, 1, 0, ProviderFailure.Unavailable.class),
                new Row(400, 2, 0, ProviderFailure.Unavailable.class),
                new Row(400, 4, 0, ProviderFailure.RateLimited.class),
                new Row(400, 17, 2446079, ProviderFailure.RateLimited.class),
                new Row(400, 32, 0, ProviderFailure.RateLimited.class),
                new Row(400, 341, 0, ProviderFailure.RateLimited.class),
                new Row(400, 613, 1487742, ProviderFailure.RateLimited.class),
                new Row(400, 613, 1996, ProviderFailure.RateLimited.class),
                new Row(400, 80000, 0, ProviderFailure.RateLimited.class),
                new Row(400, 80001, 0, ProviderFailure.RateLimited.class),
                new Row(400, 80003, 0, ProviderFailure.RateLimited.class),
                new Row(400, 80004, 0, ProviderFailure.RateLimited.class),
                new Row(400, 80005, 0, ProviderFailure.RateLimited.class),
                new Row(400, 80014, 0, ProviderFailure.RateLimited.class),
                new Row(403, 10, 0, ProviderFailure.Unauthorized.class),
                new Row(403, 200, 0, ProviderFailure.Unauthorized.class),
                new Row(400, 299, 0, ProviderFailure.Unauthorized.class),
                new Row(400, 100, 0, ProviderFailure.Rejected.class),
                new Row(400, 100, 33, ProviderFailure.NotFound.class),
                new Row(400, 102, 0, ProviderFailure.Unauthorized.class),
                new Row(401, 190, 463, ProviderFailure.Unauthorized.class),
                new Row(400, 190, 458, ProviderFailure.Unauthorized.class),
                new Row(400, 368, 0, ProviderFailure.Unauthorized.class),
                new Row(400, 2500, 0, ProviderFailure.Rejected.class),
                new Row(400, 999_999, 0, ProviderFailure.Rejected.class));
        for (Row row : rows) {
            String body =
                    "{\"error\":{\"message\":\"m\",\"type\":\"OAuthException\",\"code\":%d,\"error_subcode\":%d,\"fbtrace_id\":\"AbC\"}}"
                            .formatted(row.code(), row.subcode());
            answered(row.status(), Map.of(), body)
                    .as(StepVerifier::create)
                    .expectErrorSatisfies(
                            error -> assertThat(error).as(row.toString()).isInstanceOf(row.failure()))
                    .verify();
        }
        for (String body : List.of("<html>", "", "{\"data\":", "{}", "{\"data\":7}")) {
            answered(200, Map.of(), body)
                    .as(StepVerifier::create)
                    .expectError(ProviderFailure.Unavailable.class)
                    .verify();
        }
    }

    @Test
    void waitsAsLongAsTheUsageHeadersSay() {
        String usage = """
                {"1":[{"type":"ads_management","call_count":100,"total_cputime":5,"total_time":5,"estimated_time_to_regain_access":7}]}
                """.strip();
        answered(400, Map.of("X-Business-Use-Case-Usage", usage), "{\"error\":{\"code\":17}}")
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(((ProviderFailure.RateLimited) error).retryAfter())
                        .isEqualTo(Duration.ofMinutes(7)))
                .verify();
    }

    @Test
    void slowsDownBeforeTheLimitAndStopsShortOfIt() {
        assertThat(silence(Map.of())).isZero();
        assertThat(silence(Map.of("X-App-Usage", "{\"call_count\":75,\"total_time\":1,\"total_cputime\":1}")))
                .isZero();
        assertThat(silence(Map.of("X-App-Usage", "{\"call_count\":28,\"total_time\":80,\"total_cputime\":1}")))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
        assertThat(silence(Map.of("X-App-Usage", "{\"call_count\":96}"))).isEqualTo(Duration.ofMinutes(1));
        assertThat(silence(Map.of("X-Ad-Account-Usage", "{\"acc_id_util_pct\":99.5,\"reset_time_duration\":100}")))
                .isEqualTo(Duration.ofSeconds(100));
        assertThat(silence(Map.of(
                        "X-Business-Use-Case-Usage",
                        "{\"1\":[{\"call_count\":10,\"estimated_time_to_regain_access\":3}]}")))
                .isEqualTo(Duration.ofMinutes(3));
        assertThat(silence(Map.of("X-Business-Use-Case-Usage", "[[[", "X-App-Usage", "7")))
                .isZero();
    }

    private static Duration silence(Map<String, String> headers) {
        var all = new org.springframework.http.HttpHeaders();
        headers.forEach(all::set);
        return FacebookUsage.of(new com.messageai.leadgen.provider.ProviderAnswer(200, all, new byte[0]))
                .silence();
    }

    private static Flux<SourcePage> answered(int status, Map<String, String> headers, String body) {
        return Flux.using(
                () -> HttpServer.create()
                        .port(0)
                        .handle((request, response) -> {
                            headers.forEach(response::header);
                            return response.status(status).sendString(Mono.just(body));
                        })
                        .bindNow(),
                server -> at("http://localhost:" + server.port())
                        .pages(query("{\"geo_locations\":{\"countries\":[\"US\"]}}"), null),
                DisposableServer::dispose);
    }

    private static DisposableServer serving(java.util.function.BiFunction<Integer, String, String> answer) {
        var calls = new AtomicInteger();
        return HttpServer.create()
                .port(0)
                .handle((request, response) ->
                        response.sendString(Mono.just(answer.apply(calls.getAndIncrement(), request.uri()))))
                .bindNow();
    }

    private static FacebookGateway at(String url) {
        return new FacebookGateway(TestProviders.at(url));
    }

    private static SourceQuery query(String criteria) {
        return new SourceQuery(JSON.readTree(criteria), 25);
    }
}
