package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.provider.TestProviders;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import com.messageai.leadgen.sandbox.people.Trait;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

class LinkedInGatewayTests implements ProspectSourceContract {

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
        return at(sandbox.url("linkedin-gateway"));
    }

    @Override
    public SourceQuery query() {
        return query("{\"titleKeywords\": [\"CMO\"], \"geos\": [\"United Kingdom\", \"Germany\", \"France\"]}");
    }

    @Override
    public long calls() {
        return sandbox.bill().line("linkedin-gateway", "search").calls();
    }

    @Override
    public ProspectSource unconfigured() {
        return new LinkedInGateway(TestProviders.with(TestProviders.settings(null, Duration.ofSeconds(1))));
    }

    @Test
    void reachesEverybodyBeyondTheWindowByCuttingTheSearch() {
        SourceQuery query = query("{\"seniorities\": [\"CXO\", \"VP\"], \"geos\": [\"United States\"]}");

        List<SourcePage> pages = ProspectSourceContract.all(source().pages(query, null));

        long there = sandbox.population().people().stream()
                .filter(person -> person.has(Trait.ON_LINKEDIN))
                .filter(person ->
                        person.role().seniority() == 8 || person.role().seniority() == 7)
                .filter(person -> person.place().countryCode().equals("US"))
                .count();
        assertThat(there).isGreaterThan(1_000);
        assertThat(ProspectSourceContract.distinct(pages)).hasSize((int) there);
        assertThat(pages.getLast().truncated()).isFalse();
    }

    @Test
    void goesOnInTheMiddleOfASlice() {
        SourceQuery query = query("{\"seniorities\": [\"CXO\", \"VP\"], \"geos\": [\"United States\"]}");
        List<SourcePage> pages = ProspectSourceContract.all(source().pages(query, null));
        int middle = pages.size() / 2;

        List<SourcePage> rest = ProspectSourceContract.all(
                source().pages(query, pages.get(middle).next()));

        assertThat(ProspectSourceContract.ids(rest))
                .isEqualTo(ProspectSourceContract.ids(pages.subList(middle + 1, pages.size())));
    }

    @Test
    void takesPeopleOverAsTheGatewayShowsThem() {
        String answer = """
                {"elements":[{"id":"urn:li:person:Qm41xZ","localizedFirstName":"Ilse","localizedLastName":"Varga\\u0000",
                 "localizedHeadline":"CTO at Tarnwell","vanityName":"ilse-varga-demo",
                 "publicProfileUrl":"https://www.linkedin.com/in/Ilse-Varga-demo/?trk=x",
                 "geoLocation":{"geo":"urn:li:geo:103644278","name":"Austin, Texas, United States"},
                 "currentPositions":[{"title":"CTO","titleUrn":"urn:li:title:153","seniority":"urn:li:seniority:8",
                   "function":"urn:li:function:8","companyName":"Tarnwell","organization":"urn:li:organization:1001",
                   "companyWebsite":"https://www.tarnwell.example/about","industry":"urn:li:industry:4",
                   "staffCountRange":"urn:li:staffCountRange:(51,200)","startedOn":{"year":2022,"month":3}}],
                 "skills":["Kubernetes","Kubernetes"," "],"interests":["cloud cost"],"summary":"Builds\\nthings",
                 "lastModifiedAt":1767230000123, "unknown":{}},
                 {"id":"urn:li:person:nobody"}, {"localizedFirstName":"No","localizedLastName":"Id"}, 42, null,
                 {"id":"urn:li:person:B","localizedFirstName":"Bo","currentPositions":null,"skills":"x","geoLocation":7,
                  "lastModifiedAt":"yesterday","summary":[]}],
                 "paging":{"start":0,"count":25,"total":6,"links":[]}}
                """;
        SourcePage page = answered(200, answer).blockFirst(Duration.ofSeconds(10));

        assertThat(page.next()).isNull();
        assertThat(page.profiles()).hasSize(2);
        Profile ilse = page.profiles().getFirst();
        assertThat(ilse.platform()).isEqualTo(Platform.LINKEDIN);
        assertThat(ilse.platformProfileId()).isEqualTo("Qm41xZ");
        assertThat(ilse.profileUrl()).isEqualTo("https://www.linkedin.com/in/ilse-varga-demo");
        assertThat(ilse.name()).isEqualTo("Ilse Varga");
        assertThat(ilse.title()).isEqualTo("CTO");
        assertThat(ilse.seniority()).isEqualTo("CXO");
        assertThat(ilse.department()).isEqualTo("ENGINEERING");
        assertThat(ilse.company().name()).isEqualTo("Tarnwell");
        assertThat(ilse.company().domain()).isEqualTo("tarnwell.example");
        assertThat(ilse.company().industry()).isEqualTo("Software Development");
        assertThat(ilse.company().size()).isEqualTo("51-200");
        assertThat(ilse.location())
                .isEqualTo(new Profile.Place("Austin, Texas, United States", "Austin", "Texas", "US"));
        assertThat(ilse.skills()).containsExactly("Kubernetes");
        assertThat(ilse.bio()).isEqualTo("Builds\nthings");
        assertThat(ilse.positionSince()).isEqualTo("2022-03-01T00:00:00Z");
        assertThat(ilse.activeAt()).isEqualTo("2026-01-01T01:13:20.123Z");
        Profile bo = page.profiles().get(1);
        assertThat(bo.name()).isEqualTo("Bo");
        assertThat(bo.location()).isNull();
        assertThat(bo.activeAt()).isNull();
    }

    @Test
    void speaksRestLi() {
        var seen = new AtomicReference<String>();
        var headers = new AtomicReference<HttpHeaders>();
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle((request, response) -> {
                    seen.set(request.uri());
                    headers.set(request.requestHeaders().copy());
                    return response.sendString(Mono.just("{\"elements\":[]}"));
                })
                .bindNow();
        try {
            at("http://localhost:" + server.port() + "/prefix/")
                    .pages(query("""
                            {"keywords":"data platform","titleKeywords":["VP, Engineering (EU)","R&D+100%"],
                             "staffCountRanges":["50-200"]}
                            """), null)
                    .blockLast(Duration.ofSeconds(10));
        } finally {
            server.disposeNow();
        }
        assertThat(seen.get())
                .startsWith(
                        "/prefix/rest/people?q=search&search=(keywords:data%20platform,"
                                + "titleKeywords:List(VP%2C%20Engineering%20%28EU%29,R%26D%2B100%25),"
                                + "staffCountRanges:List(urn%3Ali%3AstaffCountRange%3A%2851%2C200%29))&start=0&count=25&fields=id,");
        assertThat(headers.get().get("Authorization")).isEqualTo("Bearer test-key");
        assertThat(headers.get().get("LinkedIn-Version")).isEqualTo("202607");
        assertThat(headers.get().get("X-Restli-Protocol-Version")).isEqualTo("2.0.0");
    }

    @Test
    void sendsLongSearchesInABody() {
        var criteria = JSON.createObjectNode();
        var titles = criteria.putArray("titleKeywords");
        for (int i = 0; i < 50; i++) {
            titles.add("Vice President of something that is rather long and has many words in its title, number " + i);
        }
        titles.add("CMO");
        criteria.putArray("geos").add("DACH");

        assertThat(ProspectSourceContract.all(source().pages(new SourceQuery(criteria, 50), null)))
                .hasSize(1);
    }

    @Test
    void isNeverSpokenToLinkedInItself() {
        for (String url :
                new String[] {"https://api.linkedin.com", "https://www.LinkedIn.com/x", "https://linkedin.com"}) {
            assertThat(at(url).configured()).isFalse();
            at(url).pages(query(), null)
                    .as(StepVerifier::create)
                    .expectError(ProviderFailure.Unauthorized.class)
                    .verify();
        }
        assertThat(at("https://linkedin.com.gateway.example").configured()).isTrue();
    }

    @Test
    void tellsEachErrorOfTheFactSheetAsItself() {
        record Row(int status, String body, Class<? extends ProviderFailure> failure) {}
        List<Row> rows = List.of(
                new Row(400, "{\"status\":400,\"code\":\"INVALID_VALUE_FOR_FIELD\"}", ProviderFailure.Rejected.class),
                new Row(400, "{\"status\":400,\"code\":\"MISSING_FIELD\"}", ProviderFailure.Rejected.class),
                new Row(401, "{\"status\":401,\"serviceErrorCode\":65602}", ProviderFailure.Unauthorized.class),
                new Row(401, "{\"code\":\"EMPTY_ACCESS_TOKEN\"}", ProviderFailure.Unauthorized.class),
                new Row(403, "{}", ProviderFailure.Unauthorized.class),
                new Row(404, "{}", ProviderFailure.NotFound.class),
                new Row(405, "{}", ProviderFailure.Rejected.class),
                new Row(411, "", ProviderFailure.Rejected.class),
                new Row(426, "{\"message\":\"Version Header is Deprecated\"}", ProviderFailure.Unauthorized.class),
                new Row(429, "{\"status\":429,\"serviceErrorCode\":101}", ProviderFailure.RateLimited.class),
                new Row(500, "{\"code\":\"FAILED_TO_RETRIEVE_AUDIENCE_SIZE\"}", ProviderFailure.Unavailable.class),
                new Row(504, "<html>", ProviderFailure.Unavailable.class),
                new Row(302, "", ProviderFailure.Unavailable.class),
                new Row(200, "{\"elements\":", ProviderFailure.Unavailable.class),
                new Row(200, "{}", ProviderFailure.Unavailable.class),
                new Row(200, "{\"elements\":7}", ProviderFailure.Unavailable.class));
        for (Row row : rows) {
            answered(row.status(), row.body())
                    .as(StepVerifier::create)
                    .expectErrorSatisfies(
                            error -> assertThat(error).as(row.toString()).isInstanceOf(row.failure()))
                    .verify();
        }
    }

    private static Flux<SourcePage> answered(int status, String body) {
        return Flux.using(
                () -> HttpServer.create()
                        .port(0)
                        .handle((request, response) -> response.status(status).sendString(Mono.just(body)))
                        .bindNow(),
                server -> at("http://localhost:" + server.port()).pages(query("{\"titleKeywords\":[\"CTO\"]}"), null),
                DisposableServer::dispose);
    }

    private static LinkedInGateway at(String url) {
        return new LinkedInGateway(TestProviders.at(url));
    }

    private static SourceQuery query(String criteria) {
        JsonNode node = JSON.readTree(criteria);
        return new SourceQuery(node, 25);
    }
}
