package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.Profile.Place;
import com.messageai.leadgen.provider.ProviderClients;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.provider.TestProviders;
import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

class ZoomInfoSourceTests implements ProspectSourceContract {

    /** A machine that is busy with other things takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.defaults());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void reset() {
        sandbox.admin().reset();
    }

    @Override
    public ZoomInfoSource source() {
        return at(sandbox.url("zoominfo"));
    }

    @Override
    public SourceQuery query() {
        return query(
                "{\"jobTitle\": \"CMO\", \"country\": [\"United Kingdom\", \"Germany\", \"France\"], \"locationSearchType\": \"Person\"}",
                25);
    }

    @Override
    public long calls() {
        return sandbox.bill().line("zoominfo", "search").calls();
    }

    @Override
    public ProspectSource unconfigured() {
        return source(TestProviders.with(TestProviders.settings(null, Duration.ofSeconds(1))));
    }

    @Test
    void reachesEverybodyBeyondTheWindowByCuttingTheSearch() {
        // A page of three is a window of three hundred.
        SourceQuery query = query("{\"managementLevel\": \"C Level Exec\", \"country\": \"Germany\"}", 3);

        List<SourcePage> pages = ProspectSourceContract.all(source().pages(query, null));

        long there = source().estimate(query.criteria()).block(PATIENCE).people();
        assertThat(there).isGreaterThan(400);
        assertThat(ProspectSourceContract.distinct(pages)).hasSize((int) there);
        assertThat(pages.getLast().truncated()).isFalse();
        int middle = pages.size() / 2;
        List<SourcePage> rest = ProspectSourceContract.all(
                source().pages(query, pages.get(middle).next()));
        assertThat(ProspectSourceContract.ids(rest))
                .isEqualTo(ProspectSourceContract.ids(pages.subList(middle + 1, pages.size())));
    }

    @Test
    void cutsByStatesLast() {
        SourceQuery query = query(
                "{\"managementLevel\": \"Director\", \"country\": \"Germany\", \"employeeRangeMin\": \"100\","
                        + " \"employeeRangeMax\": \"249\", \"locationSearchType\": \"Person\"}",
                1);

        List<SourcePage> pages = ProspectSourceContract.all(source().pages(query, null));

        long there = source().estimate(query.criteria()).block(PATIENCE).people();
        assertThat(there).isGreaterThan(100);
        assertThat(ProspectSourceContract.distinct(pages)).hasSize((int) there);
        assertThat(sandbox.bill().keys("zoominfo", "lookup")).containsKey("states");
        assertThat(ProspectSourceContract.profiles(pages))
                .as("who is found in a state is there")
                .anyMatch(profile -> profile.location() != null
                        && "Bayern".equals(profile.location().region()));
    }

    @Test
    void saysWhatCannotBeReached() {
        SourceQuery query = query(
                "{\"jobTitle\": \"CTO\", \"state\": \"usa.california\", \"employeeRangeMin\": \"100\","
                        + " \"employeeRangeMax\": \"200\", \"managementLevel\": \"C Level Exec\"}",
                1);

        List<SourcePage> pages = ProspectSourceContract.all(source().pages(query, null));

        assertThat(ProspectSourceContract.distinct(pages)).hasSize(100);
        assertThat(pages.getLast().truncated()).isTrue();
        assertThat(pages.getLast().next()).isNull();
    }

    @Test
    void goesOnWithAnotherPageSizeWithoutLeavingAnybodyOut() {
        List<SourcePage> pages = ProspectSourceContract.all(source().pages(query(), null));

        List<SourcePage> rest = ProspectSourceContract.all(source().pages(
                        new SourceQuery(query().criteria(), 100), pages.get(1).next()));

        assertThat(ProspectSourceContract.ids(rest))
                .containsAll(ProspectSourceContract.ids(pages.subList(2, pages.size())));
    }

    @Test
    void takesRowsOverAsTheyAreAndSaysNothingThatTheyDoNot() {
        String answer = """
                {"data":[{"id":"9000123","type":"Contact","attributes":{"firstName":"Ilse","middleName":"","lastName":"Varga\\u0000",
                  "jobTitle":"CTO","managementLevel":"C Level Exec","contactAccuracyScore":"93","validDate":"2026-01-02T10:00:00Z",
                  "lastUpdatedDate":"2026-02-01T10:00:00Z","hasEmail":true,"directPhoneDoNotCall":true,
                  "company":{"id":700100,"name":"Tarnwell"}}},
                 {"id":9000124,"attributes":{"firstName":"Bo","managementLevel":["Non Manager","VP Level Execs"],"company":null}},
                 {"id":"3","attributes":{}}, {"attributes":{"firstName":"No","lastName":"Id"}}, 42, null,
                 {"id":"5","attributes":{"lastName":"Manager","jobTitle":["x"],"managementLevel":"Non Manager","company":"x"}}],
                 "meta":{"totalResults":"3","page":{"number":1,"total":1}},"unknown":{}}
                """;

        SourcePage page = answered(200, answer, "{\"jobTitle\":\"CTO\"}").blockFirst(PATIENCE);

        assertThat(page.next()).isNull();
        assertThat(page.profiles()).extracting(Profile::platformProfileId).containsExactly("9000123", "9000124", "5");
        Profile ilse = page.profiles().getFirst();
        assertThat(ilse.platform()).isEqualTo(Platform.ZOOMINFO);
        assertThat(ilse.name()).isEqualTo("Ilse Varga");
        assertThat(ilse.title()).isEqualTo("CTO");
        assertThat(ilse.seniority()).isEqualTo("CXO");
        assertThat(ilse.company())
                .isEqualTo(new Profile.Company("Tarnwell", null, null, null, null, null, List.of(), null));
        assertThat(ilse.location()).isNull();
        assertThat(ilse.activeAt()).as("the record's date is not the person's").isNull();
        assertThat(ilse.signals()).isEmpty();
        assertThat(page.profiles().get(1).seniority())
                .as("the highest of several")
                .isEqualTo("VP");
        assertThat(page.profiles().get(2).seniority())
                .as("anything from an intern to an expert")
                .isNull();
    }

    @Test
    void knowsOfEverybodyWhatTheSearchAskedForAndNothingElse() {
        Profile one = found("""
                {"industryCodes": "software", "employeeRangeMin": "50", "employeeRangeMax": "200", "country": "United States",
                 "locationSearchType": "Person", "department": "Engineering & Technical", "managementLevel": "Director"}
                """);
        assertThat(one.company().industry()).isEqualTo("Software");
        assertThat(one.company().size()).isEqualTo("50-200");
        assertThat(one.company().location()).isNull();
        assertThat(one.location()).isEqualTo(new Place("United States", null, null, "US"));
        assertThat(one.department()).isEqualTo("ENGINEERING");

        Profile other = found("""
                {"industryCodes": "software,retail", "employeeCount": "50to99,100to249", "country": "United States,Germany",
                 "locationSearchType": "Person", "department": "Sales,Marketing"}
                """);
        assertThat(other.company().industry()).isNull();
        assertThat(other.company().size()).isNull();
        assertThat(other.location()).isNull();
        assertThat(other.department()).isNull();

        Profile either = found("{\"country\": \"Germany\", \"employeeCount\": \"10000plus\"}");
        assertThat(either.location()).as("the person or the company is there").isNull();
        assertThat(either.company().location()).isNull();
        assertThat(either.company().size()).isEqualTo("10000+");

        Profile both = found(
                "{\"state\": \"usa.texas\", \"country\": \"United States\", \"locationSearchType\": \"PersonAndHQ\"}");
        assertThat(both.location()).isEqualTo(new Place("Texas, United States", null, "Texas", "US"));
        assertThat(both.company().location()).isEqualTo(both.location());
    }

    @Test
    void speaksJsonApiWithEncodedBracketsAndTheTypesThatAreDemanded() {
        var seen = new AtomicReference<String>();
        var body = new AtomicReference<String>();
        var headers = new AtomicReference<HttpHeaders>();
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle((request, response) -> {
                    seen.set(request.uri());
                    headers.set(request.requestHeaders().copy());
                    return request.receive()
                            .aggregate()
                            .asString()
                            .doOnNext(body::set)
                            .then(response.sendString(Mono.just("{\"data\":[]}"))
                                    .then());
                })
                .bindNow();
        try {
            at("http://localhost:" + server.port() + "/prefix/")
                    .pages(query("""
                            {"jobTitle":["CTO","VP, Engineering"],"employeeRangeMin":50,"revenueMin":"10000",
                             "excludePartialProfiles":"true","country":["United States","Germany"],"techSkills":"Go"}
                            """, 1_000), null)
                    .blockLast(PATIENCE);
        } finally {
            server.disposeNow();
        }
        assertThat(seen.get()).isEqualTo("/prefix/gtm/data/v1/contacts/search?page%5Bnumber%5D=1&page%5Bsize%5D=100");
        assertThat(headers.get().get("Authorization")).isEqualTo("Bearer test-key");
        assertThat(headers.get().get("Content-Type")).startsWith("application/vnd.api+json");
        assertThat(headers.get().get("Accept")).isEqualTo("application/vnd.api+json");
        assertThat(JSON.readTree(body.get())).isEqualTo(JSON.readTree("""
                {"data":{"type":"ContactSearch","attributes":{"jobTitle":"CTO OR VP, Engineering","employeeRangeMin":"50",
                 "revenueMin":10000,"excludePartialProfiles":true,"country":"United States,Germany","techSkills":["Go"]}}}
                """));
    }

    @Test
    void refusesWhatZoomInfoWouldNotTake() {
        for (String criteria : List.of(
                "[]",
                "{}",
                "{\"excludePartialProfiles\": true, \"locationSearchType\": \"Person\"}",
                "{\"jobTitle\": \" \"}",
                "{\"jobTitle\": {\"is\": \"CTO\"}}",
                "{\"jobTitle\": \"CTO\", \"revenueMin\": \"much\"}",
                "{\"jobTitle\": \"CTO\", \"executivesOnly\": \"maybe\"}",
                "{\"employeeRangeMin\": \"500\", \"employeeRangeMax\": \"50\"}",
                "{\"employeeRangeMin\": \"some\"}")) {
            long before = calls();
            source().pages(query(criteria, 25), null)
                    .as(StepVerifier::create)
                    .expectError(ProviderFailure.Rejected.class)
                    .verify();
            assertThat(calls()).as(criteria).isEqualTo(before);
        }
    }

    @Test
    void endsWhereAPageIsEmptyWhateverItSaysOfMore() {
        var calls = new AtomicInteger();
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle((request, response) -> {
                    String rows =
                            calls.incrementAndGet() == 1 ? "{\"id\":\"1\",\"attributes\":{\"lastName\":\"One\"}}" : "";
                    return response.sendString(Mono.just("{\"data\":[" + rows
                            + "],\"meta\":{\"totalResults\":999999999,\"page\":{\"total\":100}}}"));
                })
                .bindNow();
        try {
            List<SourcePage> pages = ProspectSourceContract.all(at("http://localhost:" + server.port())
                    .pages(query("{\"companyId\":\"1\"}", 100), null)
                    .take(200));
            assertThat(pages.size()).isLessThan(200);
            assertThat(pages.getLast().truncated()).isTrue();
        } finally {
            server.disposeNow();
        }
    }

    @Test
    void failsAsItsTableSays() {
        answered(400, "{\"errors\":[{\"code\":\"PFAPI0011\"}]}", "{\"jobTitle\":\"CTO\"}")
                .as(StepVerifier::create)
                .expectError(ProviderFailure.OutOfCredits.class)
                .verify();
        for (String body : List.of("{\"data\":", "{}", "{\"data\":7}", "")) {
            answered(200, body, "{\"jobTitle\":\"CTO\"}")
                    .as(StepVerifier::create)
                    .expectErrorSatisfies(
                            error -> assertThat(error).as(body).isInstanceOf(ProviderFailure.Unavailable.class))
                    .verify();
        }
        sandbox.admin().fault(Fault.status("zoominfo", "search", 504).once());
        source().pages(query(), null)
                .as(StepVerifier::create)
                .expectError(ProviderFailure.Unavailable.class)
                .verify();
    }

    @Test
    void estimatesByASearchForOne() {
        AudienceEstimate estimate = source().estimate(query().criteria()).block(PATIENCE);

        assertThat(estimate.ready()).isTrue();
        assertThat(estimate.people())
                .isEqualTo(ProspectSourceContract.distinct(ProspectSourceContract.all(source().pages(query(), null)))
                        .size());
        assertThat(sandbox.bill().keys("zoominfo", "search"))
                .anySatisfy((key, times) -> assertThat(key).endsWith(" 1/1"));
    }

    @Test
    void doesNotTakeSilenceForNobody() {
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle((request, response) -> response.sendString(Mono.just("{\"data\":[],\"meta\":{}}")))
                .bindNow();
        try {
            AudienceEstimate estimate = at("http://localhost:" + server.port())
                    .estimate(query().criteria())
                    .block(PATIENCE);
            assertThat(estimate.ready()).isFalse();
            assertThat(estimate.people()).isNull();
        } finally {
            server.disposeNow();
        }
    }

    private Profile found(String criteria) {
        return source().pages(query(criteria, 1), null)
                .blockFirst(PATIENCE)
                .profiles()
                .getFirst();
    }

    private static Flux<SourcePage> answered(int status, String body, String criteria) {
        return Flux.using(
                () -> HttpServer.create()
                        .port(0)
                        .handle((request, response) -> response.status(status).sendString(Mono.just(body)))
                        .bindNow(),
                server -> at("http://localhost:" + server.port()).pages(query(criteria, 25), null),
                DisposableServer::dispose);
    }

    private static ZoomInfoSource at(String url) {
        return source(TestProviders.with(TestProviders.settings(url, PATIENCE)));
    }

    private static ZoomInfoSource source(ProviderClients clients) {
        var api = new ZoomInfo(clients);
        return new ZoomInfoSource(api, new ZoomInfoLookup(api));
    }

    private static SourceQuery query(String criteria, int pageSize) {
        JsonNode node = JSON.readTree(criteria);
        return new SourceQuery(node, pageSize);
    }
}
