package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Population;
import com.messageai.leadgen.sandbox.people.TitleWords;
import com.messageai.leadgen.sandbox.people.Trait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code /admin}: the switches and the bill, over HTTP for a sandbox in another process. */
final class AdminApi {

    private final Population population;
    private final SandboxAdmin admin;
    private final Bill bill;

    AdminApi(Population population, SandboxAdmin admin, Bill bill) {
        this.population = population;
        this.admin = admin;
        this.bill = bill;
    }

    Answer answer(Request request) {
        try {
            return switch (request.method() + " " + request.path()) {
                case "POST /faults" -> created(() -> admin.fault(fault(Json.parse(request.body()))));
                case "GET /faults" -> Answer.json(200, Json.object("faults", admin.faults()));
                case "DELETE /faults" -> done(admin::clearFaults);
                case "POST /limits" -> created(() -> admin.limit(limit(Json.parse(request.body()))));
                case "GET /limits" -> Answer.json(200, Json.object("limits", admin.limits()));
                case "DELETE /limits" -> done(admin::clearLimits);
                case "POST /visibility" -> created(() -> admin.visibleAfter(delay(Json.parse(request.body()))));
                case "POST /rows" ->
                    done(() -> admin.leanRows(
                            Json.parse(request.body()).path("leanShare").asDouble(0)));
                case "GET /rows" -> Answer.json(200, Json.object("leanShare", admin.leanRows()));
                case "GET /bill" -> Answer.json(200, Json.object("lines", bill.lines()));
                case "GET /bill/keys" -> keys(request);
                case "POST /bill/reset" -> done(bill::reset);
                case "POST /reset" -> done(admin::reset);
                case "POST /lead-forms" -> submit(Json.parse(request.body()));
                case "POST /zoominfo" -> done(() -> zoomInfo(Json.parse(request.body())));
                case "GET /people" -> people(request);
                case "GET /health" -> Answer.json(200, Json.object("status", "UP"));
                default -> Answer.json(404, Json.object("message", "no such switch"));
            };
        } catch (JacksonException | IllegalArgumentException e) {
            return Answer.json(400, Json.object("message", String.valueOf(e.getMessage())));
        }
    }

    private static Answer created(Runnable action) {
        action.run();
        return Answer.empty(201);
    }

    private static Answer done(Runnable action) {
        action.run();
        return Answer.empty(204);
    }

    private Answer submit(JsonNode json) {
        List<Person> people = admin.submit(
                required(json, "provider"),
                required(json, "account"),
                json.path("count").asInt(1));
        return Answer.json(
                201, Json.object("people", people.stream().map(AdminApi::shown).toList()));
    }

    private static Fault fault(JsonNode json) {
        Fault.Kind kind = Fault.Kind.valueOf(required(json, "kind"));
        Fault usual = Fault.of(required(json, "provider"), json.path("endpoint").asString(Limit.ANY), kind);
        return new Fault(
                usual.provider(),
                usual.endpoint(),
                kind,
                json.path("status").asInt(usual.status()),
                body(json.path("body")),
                headers(json.path("headers")),
                json.path("times").asInt(usual.times()),
                json.path("probability").asDouble(usual.probability()),
                json.path("latencyMs").asLong(usual.latencyMs()),
                json.path("bytes").asLong(usual.bytes()));
    }

    private static @Nullable String body(JsonNode body) {
        return body.isMissingNode() || body.isNull() ? null : body.isString() ? body.stringValue() : body.toString();
    }

    private static Map<String, String> headers(JsonNode headers) {
        Map<String, String> values = new java.util.LinkedHashMap<>();
        headers.properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asString()));
        return values;
    }

    private static Limit limit(JsonNode json) {
        return new Limit(
                required(json, "provider"),
                json.path("endpoint").asString(Limit.ANY),
                json.path("requests").asInt(0),
                json.path("perSeconds").asDouble(1));
    }

    private static Duration delay(JsonNode json) {
        return Duration.ofMillis(json.path("afterMs").asLong(0));
    }

    private void zoomInfo(JsonNode json) {
        ZoomInfoSwitches switches = admin.zoomInfo();
        if (json.path("expireTokens").asBoolean(false)) {
            switches.expireTokens();
        }
        switches.tokenSeconds(json.path("tokenSeconds").asLong(switches.tokenSeconds()));
        switches.credits(json.path("credits").asLong(switches.credits()));
        switches.errors(ZoomInfoSwitches.Errors.valueOf(
                json.path("errors").asString(switches.errors().name())));
    }

    private static String required(JsonNode json, String name) {
        String value = json.path(name).asString("");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private Answer keys(Request request) {
        int least = request.number("least", 1);
        Map<String, Integer> keys = bill.keys(request.parameter("provider", ""), request.parameter("endpoint", ""));
        keys.values().removeIf(times -> times < least);
        return Answer.json(200, Json.object("keys", keys));
    }

    /** Counts, and shows a few, of those whom all the given parameters fit. */
    private Answer people(Request request) {
        Predicate<Person> wanted = person -> true;
        String network = request.parameter("network");
        if (network != null) {
            Trait trait = Trait.valueOf("ON_" + network.toUpperCase(java.util.Locale.ROOT));
            wanted = wanted.and(person -> person.has(trait));
        }
        String title = request.parameter("title");
        if (title != null) {
            Set<String> words = TitleWords.of(title);
            wanted = wanted.and(person -> TitleWords.of(person.title()).containsAll(words));
        }
        wanted = wanted.and(equal(
                        request.parameter("country"), person -> person.place().countryCode()))
                .and(equal(
                        request.parameter("industry"),
                        person -> person.company().industry().id()))
                .and(equal(
                        request.parameter("size"),
                        person -> person.company().size().headcount()))
                .and(equal(
                        request.parameter("seniority"), person -> person.role().seniority()))
                .and(equal(
                        request.parameter("function"), person -> person.role().function()))
                .and(equal(
                        request.parameter("domain"), person -> person.company().domain()))
                .and(equal(request.parameter("email"), Person::email));
        List<Person> found = population.people().stream().filter(wanted).toList();
        return Answer.json(
                200,
                Json.object(
                        "count",
                        found.size(),
                        "digest",
                        request.parameter("digest") == null ? null : population.digest(),
                        "people",
                        found.stream()
                                .limit(request.number("limit", 10))
                                .map(AdminApi::shown)
                                .toList()));
    }

    private static Predicate<Person> equal(
            @Nullable String wanted, java.util.function.Function<Person, Object> property) {
        return wanted == null
                ? person -> true
                : person -> String.valueOf(property.apply(person)).equals(wanted);
    }

    private static Map<String, @Nullable Object> shown(Person person) {
        return Json.object(
                "id",
                person.id(),
                "facebookId",
                person.facebookId(),
                "name",
                person.fullName(),
                "title",
                person.title(),
                "company",
                person.company().name(),
                "domain",
                person.company().domain(),
                "place",
                person.place().fullName(),
                "email",
                person.email(),
                "emailStatus",
                person.emailStatus(),
                "traits",
                java.util.Arrays.stream(Trait.values()).filter(person::has).toList());
    }
}
