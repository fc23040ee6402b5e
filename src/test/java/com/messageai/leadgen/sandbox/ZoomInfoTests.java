package com.messageai.leadgen.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.sandbox.SandboxClient.Reply;
import com.messageai.leadgen.sandbox.people.Company;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Trait;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ZoomInfoTests {

    private static final String DATA = "/zoominfo/gtm/data/v1/";
    private static final String CTOS = """
            "jobTitle":"CTO OR VP Engineering","managementLevel":"C Level Exec,VP Level Exec","industryCodes":"software",
            "employeeRangeMin":"50","employeeRangeMax":"200","country":"United States","locationSearchType":"Person"
            """;

    private static Sandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.defaults());
        client = new SandboxClient(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void reset() {
        sandbox.admin().reset();
    }

    private static Reply search(String attributes, int number, int size) {
        return call(
                "contacts/search?page%5Bnumber%5D=" + number + "&page%5Bsize%5D=" + size, "ContactSearch", attributes);
    }

    private static Reply search(String attributes) {
        return search(attributes, 1, 25);
    }

    private static Reply call(String path, String type, String attributes) {
        return client.post(
                DATA + path,
                Map.of("Authorization", "Bearer t", "Content-Type", "application/vnd.api+json"),
                "{\"data\":{\"type\":\"" + type + "\",\"attributes\":{" + attributes + "}}}");
    }

    private static String code(Reply reply) {
        JsonNode json = reply.json();
        return json.path("error")
                .path("code")
                .asString(json.path("errors").path(0).path("code").asString(""));
    }

    private static int total(String attributes) {
        return search(attributes).json().path("meta").path("totalResults").asInt();
    }

    private static Person person(Predicate<Person> wanted) {
        return sandbox.population().people().stream().filter(wanted).findFirst().orElseThrow();
    }

    private static boolean isComplete(Person person) {
        return ZoomInfoShapes.isShown(person) && ZoomInfoShapes.hasEmail(person);
    }

    @Nested
    class Tokens {

        private Reply token(String client, String form) {
            String basic = Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
            return ZoomInfoTests.client.post(
                    "/zoominfo-login/oauth2/default/v1/token",
                    Map.of(
                            "Authorization",
                            "Basic " + basic,
                            "Content-Type",
                            "application/x-www-form-urlencoded;charset=UTF-8"),
                    form);
        }

        private String issued(String scope) {
            return token("id:secret", "grant_type=client_credentials&scope=" + scope)
                    .json()
                    .path("access_token")
                    .asString();
        }

        private Reply lookup(String token) {
            return client.get(DATA + "lookup/departments", Map.of("Authorization", "Bearer " + token));
        }

        @Test
        void areGivenForAnIdAndASecretAndAreGoodForTheirScopes() {
            Reply reply =
                    token("id:secret", "grant_type=client_credentials&scope=api:data:contact%20api%3Adata%3Alookup");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("token_type").asString()).isEqualTo("Bearer");
            assertThat(reply.json().path("expires_in").asInt()).isEqualTo(3_600);
            assertThat(lookup(reply.json().path("access_token").asString()).status())
                    .isEqualTo(200);
            Reply other = lookup(issued("api:data:contact"));
            assertThat(other.status()).isEqualTo(403);
            assertThat(code(other)).isEqualTo("ZI0002");
            assertThat(sandbox.bill().line("zoominfo-login", "token").calls()).isEqualTo(2);
        }

        @Test
        void areRefusedToOthers() {
            assertThat(token("invalid:secret", "grant_type=client_credentials&scope=api:data:contact")
                            .status())
                    .isEqualTo(401);
            assertThat(token("id:", "grant_type=client_credentials&scope=api:data:contact")
                            .status())
                    .isEqualTo(401);
            assertThat(token("id:secret", "grant_type=password&scope=api:data:contact")
                            .json()
                            .path("error")
                            .asString())
                    .isEqualTo("unsupported_grant_type");
            assertThat(token("id:secret", "grant_type=client_credentials&scope=all")
                            .json()
                            .path("error")
                            .asString())
                    .isEqualTo("invalid_scope");
        }

        @Test
        void expireByThemselvesAndOnRequest() {
            String kept = issued("api:data:lookup");
            assertThat(client.post("/admin/zoominfo", "{\"expireTokens\":true,\"tokenSeconds\":0}")
                            .status())
                    .isEqualTo(204);
            String stillborn = issued("api:data:lookup");

            for (String token : List.of(kept, stillborn, "invalid", "zi-made-up")) {
                Reply reply = lookup(token);
                assertThat(reply.status()).isEqualTo(401);
                assertThat(reply.json().path("error").path("code").asString()).isEqualTo("ZI0001");
            }
            assertThat(client.get(DATA + "users/usage", Map.of()).status()).isEqualTo(401);
        }
    }

    @Nested
    class ASearch {

        @Test
        void findsManyLeadersAtAmericanSoftwareCompanies() {
            assertThat(total(CTOS)).isBetween(900, 1_600);
        }

        @Test
        void givesEachPersonOnceAndNobodysAddress() {
            Set<String> ids = new HashSet<>();
            int pages = search(CTOS, 1, 100)
                    .json()
                    .path("meta")
                    .path("page")
                    .path("total")
                    .asInt();
            for (int number = 1; number <= pages; number++) {
                Reply page = search(CTOS, number, 100);
                assertThat(page.response().body()).doesNotContain("@", "555-01", "\"phone\"", "\"email\"");
                page.json().path("data").forEach(row -> {
                    assertThat(ids.add(row.path("id").asString())).isTrue();
                    JsonNode attributes = row.path("attributes");
                    assertThat(attributes.path("hasEmail").isBoolean()).isTrue();
                    assertThat(attributes.path("managementLevel").asString()).isIn("C Level Exec", "VP Level Exec");
                    assertThat(attributes.path("company").path("id").isInt()).isTrue();
                    assertThat(attributes.path("company").size()).isEqualTo(2);
                });
            }
            assertThat(ids).hasSize(total(CTOS));
        }

        @Test
        void namesThePagesAroundItButNotAlways() {
            JsonNode second = search(CTOS, 2, 25).json();
            assertThat(second.path("links").path("next").asString())
                    .isEqualTo("/data/v1/contacts/search?page[number]=3&page[size]=25");
            assertThat(search(CTOS, 3, 25).json().has("links")).isFalse();
        }

        @Test
        void isPagedWithinAHundredTimesAHundred() {
            for (Reply reply : List.of(search(CTOS, 101, 25), search(CTOS, 1, 101), search(CTOS, 0, 25))) {
                assertThat(reply.status()).isEqualTo(400);
                assertThat(code(reply)).isEqualTo("PFAPI0002");
            }
            assertThat(search(CTOS, 100, 100).json().path("data")).isEmpty();
        }

        @Test
        void isSortedAsAsked() {
            JsonNode data = call("contacts/search?sort=-contactAccuracyScore", "ContactSearch", CTOS)
                    .json()
                    .path("data");
            List<Integer> scores = data.valueStream()
                    .map(row -> row.at("/attributes/contactAccuracyScore").asInt())
                    .toList();
            assertThat(scores).isSortedAccordingTo((one, other) -> other - one);
            assertThat(code(call("contacts/search?sort=shoeSize", "ContactSearch", CTOS)))
                    .isEqualTo("PFAPI0002");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                        "exactJobTitle":"CTO"
                        "jobTitle":"CTO","excludeJobTitle":"Interim OR Fractional"
                        "managementLevel":"Director","department":"Human Resources"
                        "employeeCount":"50to99,100to249","state":"usa.texas"
                        "metroRegion":"usa.california.sanfrancisco"
                        "industryKeywords":"SAAS AND Technology OR Machinery"
                        "techAttributeTagList":"333.1,333.2"
                        "country":"Germany","contactAccuracyScoreMin":"95"
                        "country":"Germany","requiredFields":"email"
                        "country":"Germany","excludePartialProfiles":true
                        "country":"Germany,usa","locationSearchType":"HQ"
                        "revenueMin":10000,"revenueMax":50000
                        """)
        void understandsEachCriterionByItselfAndWithOthers(String attributes) {
            assertThat(total(attributes)).isBetween(1, 12_000);
        }

        @Test
        void narrowsByWhatIsDemandedOfAContact() {
            String germans = "\"country\":\"Germany\"";
            int all = total(germans);
            assertThat(total(germans + ",\"requiredFields\":\"email\"")).isLessThan(all);
            assertThat(total(germans + ",\"excludePartialProfiles\":true")).isLessThan(all);
            assertThat(total(germans + ",\"locationSearchType\":\"PersonAndHQ\""))
                    .isLessThan(all);
            assertThat(total("\"jobTitle\":\"CTO\",\"excludeJobTitle\":\"Interim\""))
                    .isLessThan(total("\"jobTitle\":\"CTO\""));
        }

        @Test
        void doesNotShowThoseWhoOptedOut() {
            Person out = person(one -> one.has(Trait.OPTED_OUT) && ZoomInfoShapes.isKnown(one));
            assertThat(total("\"personId\":\"" + ZoomInfoShapes.id(out) + "\"")).isZero();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                        "shoeSize":"44"                                        | PFAPI0005
                        "sicCodes":"7372"                                      | PFAPI0001
                        "employeeRangeMin":50                                  | PFAPI0008
                        "revenueMin":"10000"                                   | PFAPI0008
                        "jobTitle":["CTO"]                                     | PFAPI0008
                        "excludePartialProfiles":"true","jobTitle":"CTO"       | PFAPI0008
                        "excludePartialProfiles":true                          | PFAPI0004
                        "jobTitle":" "                                         | PFAPI0004
                        "managementLevel":"C Level Execs"                      | PFAPI0006
                        "industryCodes":"saas"                                 | PFAPI0006
                        "state":"Texas"                                        | PFAPI0006
                        "country":"Atlantis"                                   | PFAPI0006
                        "employeeRangeMin":"500","employeeRangeMax":"50"       | PFAPI0006
                        "jobTitle":"CTO","locationSearchType":"Anywhere"       | PFAPI0006
                        """)
        void isRefusedWithTheCodeOfTheSheet(String attributes, String code) {
            Reply reply = search(attributes);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(code(reply)).isEqualTo(code);
        }

        @Test
        void refusesWhatIsNoRequest() {
            String path = DATA + "contacts/search";
            assertThat(code(client.post(path, "{"))).isEqualTo("PFAPI0003");
            assertThat(code(client.post(path, "{\"jobTitle\":\"CTO\"}"))).isEqualTo("PFAPI0003");
            assertThat(code(call("contacts/search", "CompanySearch", CTOS))).isEqualTo("PFAPI0003");
            assertThat(client.get(path).status()).isEqualTo(404);
        }
    }

    @Test
    void findsCompaniesWithNumbersInQuotes() {
        JsonNode json = call(
                        "companies/search?page%5Bsize%5D=10",
                        "CompanySearch",
                        "\"industryCodes\":\"software\",\"employeeRangeMin\":\"50\",\"country\":\"United States\"")
                .json();
        assertThat(json.path("meta").path("totalResults").asInt()).isPositive();
        assertThat(json.path("data")).hasSize(10).allSatisfy(row -> {
            assertThat(row.at("/attributes/employeeCount").isString()).isTrue();
            assertThat(row.at("/attributes/revenue").isString()).isTrue();
            assertThat(row.at("/attributes/website").asString()).startsWith("www.");
        });
        assertThat(code(call("companies/search", "CompanySearch", "\"jobTitle\":\"CTO\"")))
                .isEqualTo("PFAPI0005");
    }

    @Test
    void listsItsVocabulary() {
        JsonNode levels = client.get(DATA + "lookup/management-levels").json().path("data");
        assertThat(levels.path(2).path("id").asString()).isEqualTo("VP Level Exec");
        assertThat(levels.path(2).path("type").asString()).isEqualTo("ManagementLevel");
        assertThat(levels.path(2).at("/attributes/name").asString()).isEqualTo("VP Level Execs");
        for (String field : List.of(
                "industries",
                "states",
                "metro-regions",
                "departments",
                "countries",
                "employee-count",
                "tech-products")) {
            assertThat(client.get(DATA + "lookup/" + field).json().path("data"))
                    .as(field)
                    .hasSizeGreaterThan(8);
        }
        assertThat(client.get(DATA + "lookup/sic-codes").json().path("data")).isEmpty();
        assertThat(client.get(DATA + "lookup/shoe-sizes").status()).isEqualTo(400);
    }

    @Nested
    class EnrichedContacts {

        private static final String FIELDS =
                "\"outputFields\":[\"id\",\"firstName\",\"email\",\"phone\",\"managementLevel\",\"jobFunction\","
                        + "\"contactAccuracyScore\",\"externalUrls\",\"withinEu\",\"companyName\",\"companyWebsite\","
                        + "\"companyEmployeeCount\"]";

        private static Reply enrich(String more, String... inputs) {
            return call(
                    "contacts/enrich",
                    "ContactEnrich",
                    "\"matchPersonInput\":[" + String.join(",", inputs) + "]," + FIELDS + more);
        }

        private static String byId(Person person) {
            return "{\"personId\":" + ZoomInfoShapes.id(person) + "}";
        }

        private static String status(Reply reply) {
            return reply.json().at("/data/0/meta/matchStatus").asString();
        }

        @Test
        void haveTheirAddressAndTheirCompanyInsideOfThem() {
            Person even = person(one ->
                    isComplete(one) && one.index() % 2 == 0 && !one.company().sparse());

            JsonNode row = enrich("", byId(even)).json().path("data").path(0);

            assertThat(row.path("meta").path("matchStatus").asString()).isEqualTo("FULL_MATCH");
            assertThat(row.path("id").asString()).isEqualTo(ZoomInfoShapes.id(even));
            assertThat(row.at("/attributes/email").asString()).isEqualTo(even.email());
            assertThat(row.at("/attributes/company/website").asString())
                    .isEqualTo("www." + even.company().domain());
            assertThat(row.at("/attributes/company/employeeCount").asInt())
                    .isEqualTo(even.company().employees());
            assertThat(row.at("/attributes").has("companyName")).isFalse();
        }

        @Test
        void areLooselyTyped() {
            Person even = person(one -> isComplete(one) && one.index() % 2 == 0);
            Person odd = person(one -> isComplete(one) && one.index() % 2 == 1);

            JsonNode data = enrich("", byId(even), byId(odd)).json().path("data");

            // Not in the order in which they were asked for.
            JsonNode first = data.path(1).path("attributes");
            JsonNode second = data.path(0).path("attributes");
            assertThat(first.path("contactAccuracyScore").isString()).isTrue();
            assertThat(second.path("contactAccuracyScore").isInt()).isTrue();
            assertThat(first.path("jobFunction").isObject()).isTrue();
            assertThat(second.path("jobFunction").isArray()).isTrue();
            assertThat(first.path("managementLevel").isArray()).isTrue();
            assertThat(data.path(0).at("/meta/input/personId").asString()).isEqualTo(ZoomInfoShapes.id(odd));
        }

        @Test
        void areFoundByAddressAddressOfTheProfileAndName() {
            Person person = person(one -> isComplete(one) && one.has(Trait.ON_LINKEDIN));
            for (String input : List.of(
                    "{\"emailAddress\":\"" + person.email() + "\"}",
                    "{\"externalURL\":\"" + person.profileUrl() + "/\"}",
                    "{\"fullName\":\"" + person.fullName() + "\",\"companyName\":\""
                            + person.company().name() + "\"}",
                    "{\"firstName\":\"" + person.firstName() + "\",\"lastName\":\"" + person.lastName()
                            + "\",\"companyId\":" + ZoomInfoShapes.id(person.company()) + "}")) {
                JsonNode row = enrich("", input).json().path("data").path(0);
                assertThat(row.path("meta").path("matchStatus").asString())
                        .as(input)
                        .isEqualTo("FULL_MATCH");
                assertThat(row.path("id").asString()).isEqualTo(ZoomInfoShapes.id(person));
            }
        }

        @Test
        void sayEachStatusOfTheSheet() {
            Person person = person(ZoomInfoTests::isComplete);
            String id = "\"personId\":" + ZoomInfoShapes.id(person);
            assertThat(status(enrich("", "{\"personId\":1}"))).isEqualTo("NO_MATCH");
            assertThat(enrich("", "{\"personId\":1}").json().at("/data/0/type").asString())
                    .isEqualTo("NoMatch");
            assertThat(status(enrich("", "{\"firstName\":\"Ada\"}"))).isEqualTo("INVALID_INPUT");
            assertThat(status(enrich(
                            "",
                            "{\"fullName\":\"Nobody Nowhere\",\"companyName\":\""
                                    + person.company().name() + "\"}")))
                    .isEqualTo("COMPANY_ONLY_MATCH");
            assertThat(status(enrich("", "{" + id + ",\"contactAccuracyScoreMin\":\"100\"}")))
                    .isEqualTo("NON_MATCH_BY_CONTACT_ACCURACY_MIN");
            assertThat(status(enrich("", "{" + id + ",\"lastUpdatedDateAfter\":\"2999-01-01\"}")))
                    .isEqualTo("NON_MATCH_BY_LAST_UPDATED_DATE");
            assertThat(status(enrich("", "{" + id + ",\"validDateAfter\":\"2999-01-01\"}")))
                    .isEqualTo("NON_MATCH_BY_VALID_DATE");
            Person silent = person(one -> ZoomInfoShapes.isShown(one) && !ZoomInfoShapes.hasEmail(one));
            assertThat(status(enrich(",\"requiredFields\":[\"email\"]", byId(silent))))
                    .isEqualTo("NON_MATCH_BY_REQUIRED_FIELDS");
            Person out = person(one -> one.has(Trait.OPTED_OUT));
            Reply optedOut = enrich("", byId(out));
            assertThat(status(optedOut)).isEqualTo("OPT_OUT");
            assertThat(optedOut.response().body()).doesNotContain(out.email());
            Person unique = person(one -> isComplete(one)
                    && sandbox.population().people().stream()
                                    .filter(other -> ClearbitShapes.same(other.fullName(), one.fullName()))
                                    .count()
                            == 1);
            assertThat(status(
                            enrich("", "{\"fullName\":\"" + unique.fullName() + "\",\"companyName\":\"Nowhere Ltd\"}")))
                    .isEqualTo("CONTACT_ONLY_MATCH");
        }

        @Test
        void costACreditOnceAndAreRefusedWhenNoneIsLeft() {
            List<Person> people = sandbox.population().people().stream()
                    .filter(ZoomInfoTests::isComplete)
                    .limit(3)
                    .toList();
            sandbox.admin().zoomInfo().credits(2);

            JsonNode data = enrich("", byId(people.get(0)), byId(people.get(1)), byId(people.get(2)))
                    .json()
                    .path("data");

            assertThat(data.path(0).at("/meta/matchStatus").asString()).isEqualTo("LIMIT_EXCEEDED");
            assertThat(data.path(0).has("attributes")).isFalse();
            assertThat(data.path(1).at("/meta/matchStatus").asString()).isEqualTo("FULL_MATCH");
            assertThat(sandbox.bill().units("zoominfo")).isEqualTo(2);
            assertThat(status(enrich("", byId(people.getFirst())))).isEqualTo("FULL_MATCH");
            assertThat(sandbox.bill().units("zoominfo")).isEqualTo(2);
            Reply refused = enrich("", byId(people.get(2)));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(code(refused)).isEqualTo("PFAPI0011");
            JsonNode usage = client.get(DATA + "users/usage").json().at("/data/0/attributes");
            assertThat(usage.path("usageRemaining").asInt()).isZero();
        }

        @Test
        void areTwentyFiveAtMostWithTheFieldsNamed() {
            String[] many = new String[26];
            Arrays.fill(many, "{\"personId\":1}");
            assertThat(code(enrich("", many))).isEqualTo("PFAPI0002");
            assertThat(code(enrich(""))).isEqualTo("PFAPI0002");
            assertThat(code(call("contacts/enrich", "ContactEnrich", "\"matchPersonInput\":[{\"personId\":1}]")))
                    .isEqualTo("PFAPI0002");
            String asked = "\"matchPersonInput\":[{\"personId\":1}],\"outputFields\":[\"";
            assertThat(code(call("contacts/enrich", "ContactEnrich", asked + "shoeSize\"]")))
                    .isEqualTo("PFAPI0009");
            assertThat(code(call("contacts/enrich", "ContactEnrich", asked + "hashedEmails\"]")))
                    .isEqualTo("PFAPI0001");
        }
    }

    @Nested
    class EnrichedCompanies {

        private static Reply enrich(String... inputs) {
            return call(
                    "companies/enrich",
                    "CompanyEnrich",
                    "\"matchCompanyInput\":[" + String.join(",", inputs)
                            + "],\"outputFields\":[\"id\",\"name\",\"website\",\"primaryIndustry\",\"employeeCount\","
                            + "\"revenue\",\"socialMediaUrls\"]");
        }

        @Test
        void areFoundByIdWebsiteAndName() {
            Company company = sandbox.population().companies().stream()
                    .filter(one ->
                            !one.sparse() && one.equals(sandbox.population().companyByName(one.name())))
                    .findFirst()
                    .orElseThrow();
            for (String input : List.of(
                    "{\"companyId\":\"" + ZoomInfoShapes.id(company) + "\"}",
                    "{\"companyWebsite\":\"https://www." + company.domain() + "/about\"}",
                    "{\"companyName\":\"" + company.name() + "\"}")) {
                JsonNode row = enrich(input).json().path("data").path(0);
                assertThat(row.path("meta").path("matchStatus").asString())
                        .as(input)
                        .isEqualTo("FULL_MATCH");
                assertThat(row.at("/attributes/employeeCount").asInt()).isEqualTo(company.employees());
                assertThat(row.at("/attributes/primaryIndustry").isArray()).isTrue();
            }
            assertThat(sandbox.bill().units("zoominfo")).isEqualTo(1);
        }

        @Test
        void mayBeUnknownOrBeyondTheCredits() {
            sandbox.admin().zoomInfo().credits(1);
            JsonNode data = enrich(
                            "{\"companyId\":700000}", "{\"companyId\":700001}", "{\"companyName\":\"No such\"}", "{}")
                    .json()
                    .path("data");
            assertThat(data.valueStream()
                            .map(row -> row.at("/meta/matchStatus").asString())
                            .toList())
                    .containsExactly("INVALID_INPUT", "NO_MATCH", "LIMIT_EXCEEDED", "FULL_MATCH");
        }
    }

    @Nested
    class Limiting {

        @ParameterizedTest
        @CsvSource({"1,second", "3600,hour", "86400,day"})
        void saysWhichBucketIsEmptyAndWhenItIsFullAgain(double perSeconds, String bucket) {
            sandbox.admin().limit(new Limit("zoominfo", Limit.ANY, 1, perSeconds));
            sandbox.admin().limit(new Limit("zoominfo", Limit.ANY, 1_000, 86_400));

            Reply passed = client.get(DATA + "lookup/departments");
            Reply refused = client.get(DATA + "users/usage");

            assertThat(passed.status()).isEqualTo(200);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(code(refused)).isEqualTo("ZI0004");
            assertThat(refused.header("X-RateLimit-Rejected-Bucket")).isEqualTo(bucket);
            assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, (long) perSeconds);
            assertThat(Long.parseLong(refused.header("X-RateLimit-Reset"))).isPositive();
        }

        @Test
        void isToldWithEveryAnswerForAllThreeWindows() {
            sandbox.admin().limit(new Limit("zoominfo", Limit.ANY, 10, 3_600));

            Reply reply = client.get(DATA + "lookup/departments");

            assertThat(reply.header("Content-Type")).isEqualTo("application/vnd.api+json");
            assertThat(reply.header("X-RateLimit-Limit-Hour")).isEqualTo("10");
            assertThat(reply.header("X-RateLimit-Remaining-Hour")).isEqualTo("9");
            assertThat(reply.header("X-RateLimit-Limit-Second")).isEqualTo("5");
            assertThat(reply.header("X-RateLimit-Remaining-Second")).isEqualTo("-1");
            assertThat(reply.header("X-RateLimit-Remaining-Day")).isEqualTo("-1");
        }
    }

    @Nested
    class Failing {

        @Test
        void comesInEitherShape() {
            JsonNode openApi = search("\"shoeSize\":\"44\"").json();
            assertThat(openApi.at("/errors/0/source/pointer").asString()).isEqualTo("/data/attributes/shoeSize");
            assertThat(openApi.at("/errors/0/status").asString()).isEqualTo("400");

            sandbox.admin().zoomInfo().errors(ZoomInfoSwitches.Errors.DOCS);
            JsonNode docs = search("\"shoeSize\":\"44\"").json().path("error");
            assertThat(docs.path("code").asString()).isEqualTo("PFAPI0005");
            assertThat(docs.path("status").asInt()).isEqualTo(400);
            assertThat(docs.path("retryable").asBoolean()).isFalse();

            client.post("/admin/zoominfo", "{\"errors\":\"OPENAPI\"}");
            Reply unauthorised = client.get(DATA + "users/usage", Map.of());
            assertThat(unauthorised.json().at("/errors/0/code").asString()).isEqualTo("ZI0001");
        }

        @ParameterizedTest
        @CsvSource({"401,ZI0001", "403,ZI0003", "429,ZI0004", "500,PFAPI0007", "504,PFAPI0010"})
        void speaksItsOwnWordsOnRequest(int status, String code) {
            sandbox.admin().fault(Fault.status("zoominfo", "search", status).once());
            Reply reply = search(CTOS);
            assertThat(reply.status()).isEqualTo(status);
            assertThat(code(reply)).isEqualTo(code);
        }
    }
}
