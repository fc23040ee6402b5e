package com.messageai.leadgen.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.sandbox.people.Company;
import com.messageai.leadgen.sandbox.people.EmailStatus;
import com.messageai.leadgen.sandbox.people.Folding;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Trait;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EnrichmentTests {

    private static Sandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.defaults().withPeople(4_000).withQueued(0.05, 1));
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

    private static Person person(Predicate<Person> wanted) {
        return sandbox.population().people().stream()
                .filter(person -> !ClearbitShapes.falls("queued " + person.email(), 0.05)
                        && !ClearbitShapes.falls("queued " + key(person), 0.05))
                .filter(person -> !person.has(Trait.OPTED_OUT))
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    private static String key(Person person) {
        return Folding.fold(person.fullName()) + "@" + person.company().domain();
    }

    private static Company company(Predicate<Company> wanted) {
        return sandbox.population().companies().stream()
                .filter(company -> !ClearbitShapes.falls("queued " + company.domain(), 0.05))
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Nested
    class ClearbitAnswers {

        @Test
        void theCompanyOfADomainAsThePopulationHasIt() {
            Company company = company(one -> one.inClearbit() && !one.sparse());
            JsonNode json = client.get("/clearbit/v2/companies/find?domain=" + company.domain())
                    .json();
            assertThat(json.path("name").asString()).isEqualTo(company.name());
            assertThat(json.at("/metrics/employees").asInt()).isEqualTo(company.employees());
            assertThat(json.at("/category/industry").asString())
                    .isEqualTo(company.industry().category());
            assertThat(json.path("tech")).hasSize(company.technologies().size());
            assertThat(json.path("phone").asString()).isEqualTo(company.phone());
        }

        @Test
        void littleForASparseCompany() {
            Company company = company(one -> one.inClearbit() && one.sparse());
            JsonNode json = client.get("/clearbit/v2/companies/find?domain=" + company.domain())
                    .json();
            assertThat(json.at("/metrics/employees").isNull()).isTrue();
            assertThat(json.at("/metrics/employeesRange").asString()).isNotEmpty();
            assertThat(json.path("tech")).isEmpty();
        }

        @Test
        void personAndCompanyForAnEmail() {
            Person person =
                    person(one -> one.has(Trait.IN_CLEARBIT) && one.company().inClearbit());
            JsonNode json = client.get("/clearbit/v2/combined/find?email=" + encoded(person.email()))
                    .json();
            assertThat(json.at("/person/name/fullName").asString()).isEqualTo(person.fullName());
            assertThat(json.at("/person/employment/domain").asString())
                    .isEqualTo(person.company().domain());
            assertThat(json.at("/company/domain").asString())
                    .isEqualTo(person.company().domain());
        }

        @Test
        void notFoundForTheUnknown() {
            SandboxClient.Reply reply = client.get("/clearbit/v2/people/find?email=nobody@nowhere.example");
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.json().at("/error/type").asString()).isEqualTo("unknown_record");
            assertThat(reply.header("x-ratelimit-limit")).isNotEmpty();
            assertThat(reply.header("x-api-version")).isEqualTo("2019-12-19");
        }

        @Test
        void bothFormsOfTheKeyAndRefusesNone() {
            String path = "/clearbit/v1/domains/find?name="
                    + encoded(company(Company::inClearbit).name());
            String basic = Base64.getEncoder().encodeToString("sk_test:".getBytes(StandardCharsets.UTF_8));
            assertThat(client.get(path, Map.of("Authorization", "Basic " + basic))
                            .status())
                    .isEqualTo(200);
            assertThat(client.get(path, Map.of("Authorization", "Bearer sk_test"))
                            .status())
                    .isEqualTo(200);
            assertThat(client.get(path, Map.of()).json().at("/error/type").asString())
                    .isEqualTo("auth_required");
        }

        @Test
        void laterWhereItHasToLookFirst() {
            Company company = sandbox.population().companies().stream()
                    .filter(one -> one.inClearbit() && ClearbitShapes.falls("queued " + one.domain(), 0.05))
                    .findFirst()
                    .orElseThrow();
            String path = "/clearbit/v2/companies/find?domain=" + company.domain();
            assertThat(client.get(path + "&cached=true").status()).isEqualTo(200);
            assertThat(client.get(path).status()).isEqualTo(202);
            assertThat(client.get(path).status()).isEqualTo(200);
        }

        @Test
        void andBillsEachDomainOnce() {
            for (int i = 0; i < 3; i++) {
                client.get("/clearbit/v2/companies/find?domain=unknown.example");
            }
            client.get("/clearbit/v2/companies/find?domain=other.example");
            Bill.Line line = sandbox.bill().line("clearbit", "company");
            assertThat(line.calls()).isEqualTo(4);
            assertThat(line.billedUnits()).isEqualTo(2);
            assertThat(line.keys()).isEqualTo(2);
            assertThat(line.keysAskedMoreThanOnce()).isEqualTo(1);
        }
    }

    @Nested
    class HunterAnswers {

        private JsonNode find(Person person, String first, String last) {
            return client.get(
                            "/hunter/v2/email-finder?domain=" + person.company().domain() + "&first_name="
                                    + encoded(first) + "&last_name=" + encoded(last))
                    .json();
        }

        @Test
        void theEmailOfANameAtADomainInAnySpelling() {
            Person person =
                    person(one -> one.has(Trait.IN_FINDER) && one.lastName().matches(".*[äöüéèñ].*"));
            JsonNode json = find(person, person.firstName(), person.lastName());
            assertThat(json.at("/data/email").asString()).isEqualTo(person.email());
            assertThat(json.at("/data/score").asInt()).isBetween(40, 100);
            String plain = java.text.Normalizer.normalize(person.lastName(), java.text.Normalizer.Form.NFD)
                    .replaceAll("\\p{M}", "");
            assertThat(find(person, person.firstName(), plain.toUpperCase(java.util.Locale.ROOT))
                            .at("/data/email")
                            .asString())
                    .isEqualTo(person.email());
        }

        @Test
        void nothingForAMissAndChargesNothing() {
            Person person = person(one -> !one.has(Trait.IN_FINDER));
            JsonNode json = find(person, person.firstName(), person.lastName());
            assertThat(json.at("/data/email").isNull()).isTrue();
            assertThat(json.at("/data/score").isNull()).isTrue();
            assertThat(sandbox.bill().line("hunter", "finder").billedUnits()).isZero();
            Person hit = person(one -> one.has(Trait.IN_FINDER));
            find(hit, hit.firstName(), hit.lastName());
            assertThat(sandbox.bill().line("hunter", "finder").billedUnits()).isEqualTo(1);
        }

        @Test
        void whatItsVerifierThinks() {
            for (EmailStatus status : EmailStatus.values()) {
                Person person = person(one -> one.emailStatus() == status);
                JsonNode json = client.get("/hunter/v2/email-verifier?email=" + encoded(person.email()))
                        .json();
                assertThat(json.at("/data/status").asString())
                        .isEqualTo(status.name().toLowerCase(java.util.Locale.ROOT));
                assertThat(json.at("/meta/params/email").asString()).isEqualTo(person.email());
            }
            assertThat(sandbox.bill().line("hunter", "verifier").billedUnits()).isEqualTo(4);
        }

        @Test
        void thePeopleOfADomainPageByPage() {
            Company company = company(one -> sandbox.population().peopleOf(one).size() > 9);
            String path = "/hunter/v2/domain-search?domain=" + company.domain();
            JsonNode first = client.get(path + "&limit=3").json();
            assertThat(first.at("/data/emails")).hasSize(3);
            assertThat(first.at("/meta/results").asInt()).isGreaterThan(3);
            assertThat(client.get(path + "&limit=3&offset=3").json().at("/data/emails/0/value"))
                    .isNotEqualTo(first.at("/data/emails/0/value"));
            assertThat(client.get(path + "&limit=101").json().at("/errors/0/id").asString())
                    .isEqualTo("pagination_error");
        }

        @Test
        void clearbitsShapeOnRequest() {
            Company company = company(Company::inClearbit);
            String path = "/hunter/v2/companies/find?domain=" + company.domain();
            assertThat(client.get(path).json().at("/data/domain").asString()).isEqualTo(company.domain());
            assertThat(client.get(path + "&clearbit_format=true")
                            .json()
                            .at("/domain")
                            .asString())
                    .isEqualTo(company.domain());
        }

        @Test
        void goneForThoseWhoOptedOut() {
            Person person = sandbox.population().people().stream()
                    .filter(one -> one.has(Trait.OPTED_OUT))
                    .filter(one -> !ClearbitShapes.falls("queued " + one.email(), 0.05))
                    .findFirst()
                    .orElseThrow();
            SandboxClient.Reply reply = client.get("/hunter/v2/email-verifier?email=" + encoded(person.email()));
            assertThat(reply.status()).isEqualTo(451);
            assertThat(reply.json().at("/errors/0/id").asString()).isEqualTo("claimed_email");
        }

        @Test
        void theCreditsThatAreLeft() {
            client.get("/hunter/v2/email-verifier?email=a@b.example");
            assertThat(client.get("/hunter/v2/account")
                            .json()
                            .at("/data/requests/credits/used")
                            .asInt())
                    .isEqualTo(1);
        }

        @Test
        void allThreeFormsOfTheKeyAndRefusesNone() {
            assertThat(client.get("/hunter/v2/account", Map.of("X-API-KEY", "k"))
                            .status())
                    .isEqualTo(200);
            assertThat(client.get("/hunter/v2/account?api_key=k", Map.of()).status())
                    .isEqualTo(200);
            assertThat(client.get("/hunter/v2/account", Map.of()).status()).isEqualTo(401);
        }
    }
}
