package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Population;
import com.messageai.leadgen.sandbox.people.Trait;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members of a consented audience: our own contract in the Graph API's conventions. */
final class FacebookGateway extends GraphProvider {

    private static final List<String> MINIMUM = List.of("id", "name");
    private static final int MOST = 100;

    private final Population population;
    private final LeanRows rows;
    private final Instant now;

    FacebookGateway(Population population, LeanRows rows, Instant now) {
        this.population = population;
        this.rows = rows;
        this.now = now;
    }

    @Override
    public String name() {
        return "facebook-gateway";
    }

    @Override
    @Nullable Operation operation(Request request, String node, @Nullable String edge) {
        if (edge == null && node.matches("\\d+")) {
            return new Operation("profile", () -> member(request, node));
        }
        return "audience_members".equals(edge) && node.startsWith("act_")
                ? new Operation("search", () -> members(request))
                : null;
    }

    private Answer member(Request request, String id) {
        Person person = population.personByFacebookId(id);
        Charge charge = Charge.each(id, 1);
        if (person == null || !person.has(Trait.ON_FACEBOOK)) {
            return GraphErrors.error(
                            100,
                            33,
                            "Unsupported get request. Object with ID '" + id
                                    + "' does not exist, cannot be loaded due to missing permissions")
                    .charged(charge);
        }
        return Answer.json(200, shown(person, fields(request), false)).charged(charge);
    }

    private Answer members(Request request) {
        String spec = request.parameter("targeting_spec");
        List<Person> found = population.people().stream()
                .filter(TargetingSpec.parse(spec, true))
                .toList();
        int limit = request.number("limit", 25);
        if (limit < 1 || limit > MOST) {
            return GraphErrors.badParameter("Param limit must be between 1 and " + MOST);
        }
        Integer from = from(request, limit);
        if (from == null) {
            return GraphErrors.error(100, 1487366, "Invalid cursor");
        }
        int to = Math.min(from + limit, found.size());
        List<String> fields = fields(request);
        Map<String, @Nullable Object> answer = Json.object(
                "data",
                from >= to
                        ? List.of()
                        : found.subList(from, to).stream()
                                .map(person -> shown(person, fields, rows.isOf(person)))
                                .toList(),
                "paging",
                paging(request, from, to, found.size()));
        if ("true".equals(request.parameter("summary"))) {
            answer.put("summary", Json.object("total_count", found.size()));
        }
        return Answer.json(200, answer).charged(Charge.each(spec + "#" + from + "+" + limit, 1));
    }

    /** Where the page begins; null for a cursor that is not ours. */
    private static @Nullable Integer from(Request request, int limit) {
        String after = request.parameter("after");
        String before = request.parameter("before");
        if (after == null && before == null) {
            return 0;
        }
        Integer at = position(after != null ? after : String.valueOf(before));
        return at == null || after != null ? at : Integer.valueOf(Math.max(0, at - limit));
    }

    private static Map<String, @Nullable Object> paging(Request request, int from, int to, int size) {
        Map<String, @Nullable Object> paging =
                Json.object("cursors", Json.object("before", cursor(from), "after", cursor(Math.max(from, to))));
        if (to < size && from < to) {
            paging.put("next", link(request, "after", cursor(to)));
        }
        if (from > 0) {
            paging.put("previous", link(request, "before", cursor(from)));
        }
        return paging;
    }

    private static String link(Request request, String cursorName, String cursor) {
        StringBuilder link = new StringBuilder("http://")
                .append(request.header("Host"))
                .append("/facebook-gateway")
                .append(request.path())
                .append('?');
        request.rawParameters().forEach((name, values) -> {
            if (!List.of("after", "before", "access_token").contains(name)) {
                link.append(name).append('=').append(values.getFirst()).append('&');
            }
        });
        return link.append(cursorName)
                .append('=')
                .append(URLEncoder.encode(cursor, StandardCharsets.UTF_8))
                .toString();
    }

    private static String cursor(int position) {
        return "QVFI"
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("p" + position).getBytes(StandardCharsets.US_ASCII));
    }

    private static @Nullable Integer position(String cursor) {
        try {
            String text = cursor.startsWith("QVFI")
                    ? new String(Base64.getUrlDecoder().decode(cursor.substring(4)), StandardCharsets.US_ASCII)
                    : "";
            return text.matches("p\\d{1,9}") ? Integer.valueOf(text.substring(1)) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static List<String> fields(Request request) {
        String fields = request.parameter("fields");
        return fields == null ? MINIMUM : Arrays.asList(fields.split("\\s*,\\s*"));
    }

    /** The id always, of the other fields those that are asked for and that the member has. */
    private Map<String, @Nullable Object> shown(Person person, List<String> fields, boolean lean) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", person.facebookId());
        for (String field : fields) {
            Object value = value(person, field, lean);
            if (value != null) {
                shown.put(field, value);
            }
        }
        return shown;
    }

    private @Nullable Object value(Person person, String field, boolean lean) {
        return switch (field) {
            case "id" -> person.facebookId();
            case "first_name" -> person.firstName();
            case "last_name" -> person.lastName();
            case "name" -> person.fullName();
            case "email_domain" ->
                person.company().hasWebsite() ? person.company().domain() : null;
            case "work" -> person.has(Trait.HIDES_TITLE) ? null : List.of(work(person));
            case "company" -> company(person);
            case "location" ->
                person.has(Trait.HIDES_PLACE)
                        ? null
                        : Json.object(
                                "city",
                                person.place().city(),
                                "region",
                                person.place().region(),
                                "country",
                                person.place().countryCode());
            case "interests" ->
                lean || person.has(Trait.HIDES_INTERESTS)
                        ? null
                        : person.topics().stream()
                                .map(topic -> Json.object("id", topic.interestId(), "name", topic.interest()))
                                .toList();
            case "about" -> lean ? null : person.summary();
            case "link" -> "https://www.facebook.com/demo." + person.facebookId();
            case "consent" ->
                Json.object(
                        "basis", "opt_in", "collected_at", time(person.hoursAgo() + 24L * (30 + person.index() % 300)));
            case "updated_time" -> person.has(Trait.HIDES_ACTIVITY) ? null : time(person.hoursAgo());
            default ->
                throw new TargetingSpec.Invalid(
                        "Tried accessing nonexisting field (" + field + ") on node type (AudienceMember)");
        };
    }

    private static Object work(Person person) {
        boolean listed = !person.has(Trait.ODD_TITLE);
        return Json.object(
                "position",
                Json.present("id", listed ? person.titleRole().positionId() : null, "name", person.title()),
                "employer",
                Json.object(
                        "id",
                        person.company().employerId(),
                        "name",
                        person.company().name()),
                "current",
                true);
    }

    private static Object company(Person person) {
        return Json.present(
                "name",
                person.company().name(),
                "domain",
                person.company().hasWebsite() ? person.company().domain() : null,
                "industry",
                person.has(Trait.HIDES_INDUSTRY)
                        ? null
                        : person.company().industry().name(),
                "employee_count",
                person.has(Trait.HIDES_SIZE) ? null : person.company().employees());
    }

    /** {@code 2026-01-02T09:15:00+0000}. */
    private String time(long hoursAgo) {
        return now.minusSeconds(hoursAgo * 3600).toString().replace("Z", "+0000");
    }
}
