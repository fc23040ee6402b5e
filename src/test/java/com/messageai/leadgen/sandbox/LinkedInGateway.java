package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Population;
import com.messageai.leadgen.sandbox.people.Trait;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The partner people-search gateway: our own contract in LinkedIn's conventions. */
final class LinkedInGateway implements Provider {

    private static final Pattern KEY = Pattern.compile("\\(id:(?:urn:li:person:)?([A-Za-z0-9]{1,32})\\)");
    private static final int WINDOW = 1_000;
    private static final int MOST = 50;

    private final Population population;
    private final PeopleSearch search;
    private final LeanRows rows;
    private final Instant now;

    LinkedInGateway(Population population, LeanRows rows, Instant now) {
        this.population = population;
        this.rows = rows;
        this.search = new PeopleSearch(population);
        this.now = now;
    }

    @Override
    public String name() {
        return "linkedin-gateway";
    }

    @Override
    public @Nullable Operation route(Request request) {
        if (!request.method().equals("GET") || !request.path().startsWith("/rest/people")) {
            return null;
        }
        String key = request.path().substring("/rest/people".length());
        if (key.startsWith("/")) {
            return new Operation("profile", () -> checked(request, () -> profile(key.substring(1), request)));
        }
        return request.raw("ids") != null
                ? new Operation("profile", () -> checked(request, () -> profiles(request)))
                : new Operation("search", () -> checked(request, () -> search(request)));
    }

    private static Answer checked(Request request, java.util.function.Supplier<Answer> answer) {
        Answer refusal = LinkedInRules.refusal(request);
        if (refusal != null) {
            return refusal;
        }
        try {
            return answer.get();
        } catch (RestLi.Malformed e) {
            return LinkedInRules.error(400, 100, "ILLEGAL_ARGUMENT", "Invalid query parameters: " + e.getMessage());
        } catch (PeopleSearch.Invalid e) {
            return LinkedInRules.invalid("search." + e.field, String.valueOf(e.value));
        }
    }

    private Answer search(Request request) {
        String raw = request.raw("search");
        if (!"search".equals(request.parameter("q"))) {
            return LinkedInRules.missing("q");
        }
        if (raw == null || raw.isEmpty()) {
            return LinkedInRules.missing("search");
        }
        Map<String, Object> criteria = RestLi.record(raw);
        if (criteria.isEmpty()) {
            return LinkedInRules.missing("search");
        }
        int start;
        int count;
        try {
            start = request.number("start", 0);
            count = request.number("count", 10);
        } catch (NumberFormatException e) {
            return LinkedInRules.invalid("start, count", String.valueOf(e.getMessage()));
        }
        if (start < 0) {
            return LinkedInRules.invalid("start", String.valueOf(start));
        }
        if (count < 1 || count > MOST) {
            return LinkedInRules.invalid("count", String.valueOf(count));
        }
        if (start + count > WINDOW) {
            return LinkedInRules.invalid("start", "start + count must not exceed " + WINDOW);
        }
        return page(request, search.find(criteria), start, count)
                .charged(Charge.each(raw + "&start=" + start + "&count=" + count, 1));
    }

    private Answer page(Request request, List<Person> found, int start, int count) {
        Projection fields = Projection.of(request.parameter("fields"));
        List<Object> elements = found.stream()
                .skip(start)
                .limit(count)
                .map(person -> Projection.apply(fields, LinkedInPerson.of(person, now, rows.isOf(person))))
                .toList();
        boolean more = start + count < found.size() && start + 2 * count <= WINDOW;
        List<Object> links = more ? List.of(link(request, start + count, count)) : List.of();
        return Answer.json(
                200,
                Json.object(
                        "elements",
                        elements,
                        "paging",
                        Json.object("start", start, "count", count, "total", found.size(), "links", links)));
    }

    private static Object link(Request request, int start, int count) {
        String fields = request.raw("fields");
        String href = "/rest/people?q=search&search=" + request.raw("search")
                + (fields == null ? "" : "&fields=" + fields) + "&start=" + start + "&count=" + count;
        return Json.object("rel", "next", "type", "application/json", "href", href);
    }

    private Answer profile(String key, Request request) {
        Person person = person(key);
        return person == null
                ? notFound(key).charged(Charge.each(key, 1))
                : Answer.json(200, shown(person, request)).charged(Charge.each(person.id(), 1));
    }

    private Answer profiles(Request request) {
        Object ids = RestLi.parse(String.valueOf(request.raw("ids")));
        if (!(ids instanceof List<?> list) || list.isEmpty() || list.size() > MOST) {
            return LinkedInRules.invalid("ids", String.valueOf(ids));
        }
        Map<String, Object> results = new LinkedHashMap<>();
        Map<String, Object> statuses = new LinkedHashMap<>();
        Map<String, Object> errors = new LinkedHashMap<>();
        for (Object id : list) {
            String key = id instanceof Map<?, ?> record ? "(id:" + record.get("id") + ")" : String.valueOf(id);
            Person person = person(key);
            statuses.put(key, person == null ? 404 : 200);
            if (person == null) {
                errors.put(key, Json.object("status", 404, "code", "NOT_FOUND", "message", "Could not find entity"));
            } else {
                results.put(key, shown(person, request));
            }
        }
        return Answer.json(200, Json.object("results", results, "statuses", statuses, "errors", errors))
                .charged(new Charge(List.copyOf(statuses.keySet()), statuses.size(), false));
    }

    private Object shown(Person person, Request request) {
        Projection fields = Projection.of(request.parameter("fields"));
        return java.util.Objects.requireNonNull(Projection.apply(fields, LinkedInPerson.of(person, now, false)));
    }

    private @Nullable Person person(String key) {
        Matcher matcher = KEY.matcher(key);
        Person person = matcher.matches() ? population.personById(matcher.group(1)) : null;
        return person != null && person.has(Trait.ON_LINKEDIN) ? person : null;
    }

    private static Answer notFound(String key) {
        return Answer.json(
                404, Json.object("status", 404, "code", "NOT_FOUND", "message", "Could not find entity " + key));
    }

    @Override
    public Answer failure(int status) {
        return LinkedInRules.failure(status);
    }

    @Override
    public Answer limited(Limits.Gauge gauge) {
        return LinkedInRules.limited();
    }

    @Override
    public Answer dressed(Answer answer, String endpoint, Limits.Gauge gauge) {
        return LinkedInRules.dressed(answer);
    }
}
