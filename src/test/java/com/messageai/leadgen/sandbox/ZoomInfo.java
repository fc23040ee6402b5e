package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Company;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Population;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** ZoomInfo's GTM Data API, version 1: bracketed paging, texts for nearly everything, errors in two shapes. */
final class ZoomInfo implements Provider {

    private static final String DATA = "/gtm/data/v1/";
    private static final String JSON_API = "application/vnd.api+json";
    private static final int MOST = 100;

    /** What the Builder plan allows, told where no window is in force here. */
    private static final Map<String, Integer> PLAN = Map.of("Second", 5, "Hour", 10_800, "Day", 129_600);

    private static final Map<String, Function<Person, Comparable<?>>> ORDERS = Map.of(
            "relevance", person -> -person.index(),
            "contactAccuracyScore", ZoomInfoShapes::accuracy,
            "lastName", Person::lastName,
            "companyName", person -> person.company().name(),
            "hierarchy", person -> person.role().seniority(),
            "sourceCount", person -> -person.index(),
            "lastMentioned", person -> -person.hoursAgo());
    private static final Map<String, Function<Company, Comparable<?>>> COMPANY_ORDERS =
            Map.of("name", Company::name, "employeeCount", Company::employees, "revenue", Company::revenue);

    private final ZoomInfoTerms terms;
    private final ZoomInfoShapes shapes;
    private final ZoomInfoSearch search;
    private final ZoomInfoEnrichment enrichment;
    private final Limits limits;
    private final ZoomInfoSwitches switches;

    ZoomInfo(Population population, Instant now, Limits limits, ZoomInfoSwitches switches) {
        this.terms = new ZoomInfoTerms(population);
        this.shapes = new ZoomInfoShapes(terms, now);
        this.search = new ZoomInfoSearch(population, terms, shapes);
        this.enrichment = new ZoomInfoEnrichment(population, shapes, switches);
        this.limits = limits;
        this.switches = switches;
    }

    @Override
    public String name() {
        return "zoominfo";
    }

    @Override
    public @Nullable Operation route(Request request) {
        if (!request.path().startsWith(DATA)) {
            return null;
        }
        String what = request.method() + " " + request.path().substring(DATA.length());
        if (what.startsWith("GET lookup/")) {
            return operation(
                    "lookup", "api:data:lookup", request, () -> lookup(what.substring("GET lookup/".length())));
        }
        return switch (what) {
            case "POST contacts/search" -> operation("search", "api:data:contact", request, () -> contacts(request));
            case "POST companies/search" ->
                operation("company-search", "api:data:company", request, () -> companies(request));
            case "POST contacts/enrich" ->
                operation(
                        "enrich",
                        "api:data:contact",
                        request,
                        () -> enrichment.contacts(attributes(request, "ContactEnrich")));
            case "POST companies/enrich" ->
                operation(
                        "company-enrich",
                        "api:data:company",
                        request,
                        () -> enrichment.companies(attributes(request, "CompanyEnrich")));
            case "GET users/usage" -> operation("usage", null, request, this::usage);
            default -> null;
        };
    }

    private Operation operation(String endpoint, @Nullable String scope, Request request, Supplier<Answer> answer) {
        return new Operation(endpoint, () -> {
            try {
                authorise(request, scope);
                return answer.get();
            } catch (ZoomInfoRefusal refusal) {
                return ZoomInfoErrors.answer(refusal, switches.errors());
            }
        });
    }

    private void authorise(Request request, @Nullable String scope) {
        Set<String> scopes = switches.scopes(request.bearer());
        if (scopes == null) {
            throw ZoomInfoErrors.of(401);
        }
        if (scope != null && !scopes.contains(scope)) {
            throw new ZoomInfoRefusal(403, "ZI0002", "The token lacks the scope " + scope, null);
        }
    }

    private static JsonNode attributes(Request request, String type) {
        String contentType = String.valueOf(request.header("Content-Type"));
        if (!contentType.startsWith(JSON_API) && !contentType.startsWith("application/json")) {
            throw ZoomInfoRefusal.of("PFAPI0003", "The content type is not supported");
        }
        JsonNode data;
        try {
            data = Json.parse(request.body()).path("data");
        } catch (JacksonException e) {
            throw ZoomInfoRefusal.of("PFAPI0003", "The body is not valid JSON");
        }
        if (!type.equals(data.path("type").asString(""))
                || !data.path("attributes").isObject()) {
            throw ZoomInfoRefusal.of("PFAPI0003", "The body is no " + type);
        }
        return data.path("attributes");
    }

    private record Page(int number, int size) {}

    private static Page page(Request request) {
        try {
            int number = request.number("page[number]", 1);
            int size = request.number("page[size]", 25);
            if (number < 1 || number > MOST || size < 1 || size > MOST) {
                throw ZoomInfoRefusal.of("PFAPI0002", "page[number] and page[size] are from 1 to " + MOST);
            }
            return new Page(number, size);
        } catch (NumberFormatException e) {
            throw ZoomInfoRefusal.of("PFAPI0002", "page[number] and page[size] are numbers");
        }
    }

    private Answer contacts(Request request) {
        Page page = page(request);
        JsonNode attributes = attributes(request, "ContactSearch");
        List<Person> found =
                ZoomInfoSearch.sorted(search.people(attributes), request.parameter("sort", "-relevance"), ORDERS);
        return answer("contacts/search", page, found, shapes::row)
                .charged(Charge.free(attributes + " " + page.number() + "/" + page.size()));
    }

    private Answer companies(Request request) {
        Page page = page(request);
        JsonNode attributes = attributes(request, "CompanySearch");
        List<Company> found =
                ZoomInfoSearch.sorted(search.companies(attributes), request.parameter("sort", "name"), COMPANY_ORDERS);
        return answer("companies/search", page, found, shapes::row)
                .charged(Charge.free(attributes + " " + page.number() + "/" + page.size()));
    }

    private static <T> Answer answer(
            String path, Page page, List<T> found, Function<T, Map<String, @Nullable Object>> row) {
        int total = (found.size() + page.size() - 1) / page.size();
        List<Object> rows = new ArrayList<>();
        found.stream()
                .skip((long) (page.number() - 1) * page.size())
                .limit(page.size())
                .forEach(one -> rows.add(row.apply(one)));
        Map<String, @Nullable Object> body = Json.object("data", rows);
        // They are sometimes not there.
        if (page.number() % 3 != 0) {
            body.put(
                    "links",
                    Json.present(
                            "first",
                            link(path, 1, page.size()),
                            "next",
                            page.number() < total ? link(path, page.number() + 1, page.size()) : null,
                            "prev",
                            page.number() > 1 ? link(path, page.number() - 1, page.size()) : null,
                            "last",
                            link(path, Math.max(1, total), page.size())));
        }
        body.put(
                "meta",
                Json.object(
                        "totalResults", found.size(), "page", Json.object("number", page.number(), "total", total)));
        return Answer.json(200, body);
    }

    private static String link(String path, int number, int size) {
        return "/data/v1/" + path + "?page[number]=" + number + "&page[size]=" + size;
    }

    private Answer lookup(String field) {
        Map<String, String> list = terms.list(field);
        if (list == null) {
            throw ZoomInfoRefusal.of("PFAPI0002", "There is no lookup " + field);
        }
        List<Object> rows = new ArrayList<>();
        list.forEach((id, name) ->
                rows.add(Json.object("id", id, "type", type(field), "attributes", Json.object("name", name))));
        return Answer.json(200, Json.object("data", rows)).charged(Charge.free(field));
    }

    /** {@code ManagementLevel} of {@code management-levels}. */
    private static String type(String field) {
        StringBuilder type = new StringBuilder();
        for (String word : field.split("-")) {
            type.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        String plural = type.toString();
        return plural.endsWith("ies") ? plural.substring(0, plural.length() - 3) + "y" : plural.replaceFirst("s$", "");
    }

    /** The fact sheet names the call, not its answer: this is the older API's, in the newer one's form. */
    private Answer usage() {
        return Answer.json(
                        200,
                        Json.object(
                                "data",
                                List.of(
                                        usage("uniqueIdLimit", switches.credits(), switches.used()),
                                        usage("requestLimit", PLAN.getOrDefault("Day", 0), 0))))
                .charged(Charge.free("usage"));
    }

    private static Object usage(String type, long limit, long used) {
        return Json.object(
                "id",
                type,
                "type",
                "Usage",
                "attributes",
                Json.object(
                        "limitType",
                        type,
                        "limit",
                        limit,
                        "currentUsage",
                        used,
                        "usageRemaining",
                        Math.max(0, limit - used)));
    }

    @Override
    public Answer failure(int status) {
        Answer answer = ZoomInfoErrors.answer(ZoomInfoErrors.of(status), switches.errors());
        return status == 429 ? rejected(answer, "second", 1) : answer;
    }

    @Override
    public Answer limited(Limits.Gauge gauge) {
        Answer answer = ZoomInfoErrors.answer(ZoomInfoErrors.of(429), switches.errors());
        String bucket = gauge.limit() == null
                ? "second"
                : bucket(gauge.limit().perSeconds()).toLowerCase(Locale.ROOT);
        return rejected(answer, bucket, Math.max(1, (long) Math.ceil(gauge.secondsToWait())));
    }

    private static Answer rejected(Answer answer, String bucket, long seconds) {
        return answer.with("Retry-After", seconds)
                .with("X-RateLimit-Rejected-Bucket", bucket)
                .with("X-RateLimit-Reset", Instant.now().getEpochSecond() + seconds);
    }

    private static String bucket(double perSeconds) {
        return perSeconds <= 60 ? "Second" : perSeconds <= 3_600 ? "Hour" : "Day";
    }

    /** All three windows with every answer; -1 is left of one that nobody counts. */
    @Override
    public Answer dressed(Answer answer, String endpoint, Limits.Gauge gauge) {
        List<Limits.Gauge> standing = limits.standing(new Bill.Endpoint(name(), endpoint));
        Answer dressed = answer.with("Content-Type", JSON_API);
        for (String bucket : List.of("Second", "Hour", "Day")) {
            Limits.Gauge tightest = standing.stream()
                    .filter(one -> one.limit() != null
                            && bucket(one.limit().perSeconds()).equals(bucket))
                    .min(Comparator.comparingInt(Limits.Gauge::remaining))
                    .orElse(null);
            dressed = dressed.with(
                            "X-RateLimit-Limit-" + bucket, tightest == null ? PLAN.get(bucket) : tightest.requests())
                    .with("X-RateLimit-Remaining-" + bucket, tightest == null ? -1 : tightest.remaining());
        }
        return dressed;
    }
}
