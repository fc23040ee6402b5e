package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Company;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Place;
import com.messageai.leadgen.sandbox.people.Population;
import com.messageai.leadgen.sandbox.people.Role;
import com.messageai.leadgen.sandbox.people.TitleWords;
import com.messageai.leadgen.sandbox.people.Topic;
import com.messageai.leadgen.sandbox.people.Trait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What the real Marketing API offers: targeting search, audience estimates, and {@link LeadAds}. */
final class Facebook extends GraphProvider {

    private static final int SMALL = 10;
    private static final int SLOW = 30;
    private static final Map<String, Integer> LOCALES = Map.of(
            "English (US)", 6, "English (UK)", 24, "German", 5, "French (France)", 9, "Spanish", 23, "Italian", 10);

    private final Population population;
    private final LeadAds leadAds;

    Facebook(Population population, FormSubmissions submissions) {
        this.population = population;
        this.leadAds = new LeadAds(submissions);
    }

    @Override
    public String name() {
        return "facebook";
    }

    @Override
    @Nullable Operation operation(Request request, String node, @Nullable String edge) {
        Operation forms = leadAds.operation(request, node, edge);
        if (forms != null) {
            return forms;
        }
        if (edge == null) {
            return node.equals("search") ? new Operation("targeting", () -> search(request)) : null;
        }
        return !node.startsWith("act_")
                ? null
                : switch (edge) {
                    case "reachestimate" -> new Operation("audience", () -> reach(request));
                    case "delivery_estimate" -> new Operation("audience", () -> delivery(request));
                    case "targetingsearch" -> new Operation("targeting", () -> targeting(request));
                    case "targetingbrowse" -> new Operation("targeting", () -> browse(request));
                    default -> null;
                };
    }

    private Answer search(Request request) {
        String type = request.parameter("type", "");
        String words = request.parameter("q", "");
        List<Map<String, @Nullable Object>> found = switch (type) {
            case "adinterest" -> interests(words);
            case "adinterestsuggestion" -> suggestions(request);
            case "adinterestvalid" -> valid(request);
            case "adgeolocation" -> places(request, words);
            case "adworkposition" -> positions(words);
            case "adworkemployer" -> employers(words);
            case "adTargetingCategory" -> categories(request, words);
            case "adlocale" -> locales(words);
            default -> throw new TargetingSpec.Invalid("Param type must be one of {adinterest, adgeolocation, …}");
        };
        return page(request, found).charged(Charge.each(type + ":" + words.toLowerCase(Locale.ROOT), 1));
    }

    private Answer targeting(Request request) {
        String words = request.parameter("q", "");
        String type = request.parameter("limit_type", "");
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        if (type.isEmpty() || type.equals("interests")) {
            found.addAll(interests(words));
        }
        if (type.isEmpty() || type.equals("work_positions")) {
            found.addAll(positions(words));
        }
        for (String kind : List.of("behaviors", "industries")) {
            if (type.isEmpty() || type.equals(kind)) {
                found.addAll(segments(kind, words));
            }
        }
        return page(request, found).charged(Charge.each("targetingsearch:" + words.toLowerCase(Locale.ROOT), 1));
    }

    /** Everything there is, category by category. */
    private Answer browse(Request request) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>(interests(""));
        for (String kind : List.of("behaviors", "industries")) {
            all.addAll(segments(kind, ""));
        }
        return page(request, all).charged(Charge.each("targetingbrowse", 1));
    }

    private static List<Map<String, @Nullable Object>> locales(String words) {
        String wanted = words.toLowerCase(Locale.ROOT);
        return LOCALES.entrySet().stream()
                .filter(locale -> locale.getKey().toLowerCase(Locale.ROOT).contains(wanted))
                .map(locale -> Json.object("key", locale.getValue(), "name", locale.getKey()))
                .toList();
    }

    private static Answer page(Request request, List<Map<String, @Nullable Object>> found) {
        int limit = request.number("limit", 25);
        if (limit < 1 || limit > 1_000) {
            return GraphErrors.badParameter("Param limit must be between 1 and 1000");
        }
        return Answer.json(
                200,
                Json.object(
                        "data", found.stream().limit(limit).toList(), "paging", Json.object("cursors", Json.object())));
    }

    private List<Map<String, @Nullable Object>> interests(String words) {
        return Topic.all().stream()
                .filter(topic -> words.isEmpty() || near(words, topic.interest() + " " + topic.skills()))
                .map(this::interest)
                .toList();
    }

    private Map<String, @Nullable Object> interest(Topic topic) {
        Map<String, @Nullable Object> interest = sized(
                topic.interestId(), topic.interest(), person -> person.topics().contains(topic));
        interest.put("path", List.of("Interests", "Business and industry", topic.interest()));
        interest.put("description", null);
        interest.put("topic", "Business and industry");
        interest.put("disambiguation_category", null);
        interest.put("type", "interests");
        return interest;
    }

    private List<Map<String, @Nullable Object>> suggestions(Request request) {
        List<String> names = list(request.parameter("interest_list"));
        Set<String> groups = Topic.all().stream()
                .filter(topic -> names.stream().anyMatch(topic.interest()::equalsIgnoreCase))
                .map(Topic::group)
                .collect(java.util.stream.Collectors.toSet());
        return Topic.all().stream()
                .filter(topic -> groups.contains(topic.group()))
                .filter(topic -> names.stream().noneMatch(topic.interest()::equalsIgnoreCase))
                .map(this::interest)
                .toList();
    }

    private List<Map<String, @Nullable Object>> valid(Request request) {
        List<String> wanted = new ArrayList<>(list(request.parameter("interest_list")));
        wanted.addAll(list(request.parameter("interest_fbid_list")));
        List<Map<String, @Nullable Object>> answers = new ArrayList<>();
        for (String name : wanted) {
            Topic topic = Topic.all().stream()
                    .filter(one -> one.interest().equalsIgnoreCase(name)
                            || one.interestId().equals(name))
                    .findFirst()
                    .orElse(null);
            Map<String, @Nullable Object> answer = topic == null ? Json.object("name", name) : interest(topic);
            answer.put("valid", topic != null);
            answers.add(answer);
        }
        return answers;
    }

    private static List<String> list(@Nullable String json) {
        if (json == null) {
            return List.of();
        }
        try {
            return Json.parse(json).valueStream().map(JsonNode::asString).toList();
        } catch (JacksonException e) {
            throw new TargetingSpec.Invalid("Param interest_list must be an array");
        }
    }

    /** Standard positions whose name, or one of whose usual spellings, has the words; the nearest first. */
    private List<Map<String, @Nullable Object>> positions(String words) {
        return rolesNamed(words).stream()
                .map(role -> sized(role.positionId(), role.title(), person -> person.titleRole() == role))
                .toList();
    }

    /** Also LinkedIn's typeahead looks for titles so. */
    static List<Role> rolesNamed(String words) {
        Set<String> wanted = TitleWords.of(words);
        if (wanted.isEmpty()) {
            return List.of();
        }
        Map<Role, Integer> distances = new LinkedHashMap<>();
        for (Role role : Role.all()) {
            role.spellings().values().stream()
                    .flatMap(List::stream)
                    .map(TitleWords::of)
                    .filter(spelling -> spelling.containsAll(wanted))
                    .mapToInt(spelling -> spelling.size() - wanted.size())
                    .min()
                    .ifPresent(distance -> distances.put(role, distance));
        }
        return distances.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<Map<String, @Nullable Object>> employers(String words) {
        String wanted = words.toLowerCase(Locale.ROOT);
        return wanted.isEmpty()
                ? List.of()
                : population.companies().stream()
                        .filter(company ->
                                company.name().toLowerCase(Locale.ROOT).contains(wanted))
                        .sorted(Comparator.comparingInt(
                                company -> company.name().length()))
                        .limit(50)
                        .map(this::employer)
                        .toList();
    }

    private Map<String, @Nullable Object> employer(Company company) {
        return sized(company.employerId(), company.name(), person -> person.company() == company);
    }

    private List<Map<String, @Nullable Object>> categories(Request request, String words) {
        String kind = request.parameter("class", "");
        return switch (kind) {
            case "industries", "behaviors" -> segments(kind, words);
            case "demographics", "life_events", "family_statuses", "income", "interests" -> List.of();
            default -> throw new TargetingSpec.Invalid("Param class is not valid: " + kind);
        };
    }

    private List<Map<String, @Nullable Object>> segments(String kind, String words) {
        return Segments.all(kind).stream()
                .filter(segment -> words.isEmpty() || near(words, segment.name() + " " + segment.words()))
                .map(segment -> {
                    Map<String, @Nullable Object> shown = sized(segment.id(), segment.name(), segment.members());
                    shown.put("type", kind);
                    shown.put(
                            "path", List.of(kind.equals("industries") ? "Demographics" : "Behaviors", segment.name()));
                    shown.put("description", segment.name());
                    return shown;
                })
                .toList();
    }

    private static List<Map<String, @Nullable Object>> places(Request request, String words) {
        String wanted = words.toLowerCase(Locale.ROOT);
        String types = request.parameter("location_types", "[\"country\",\"region\",\"city\"]");
        String country = request.parameter("country_code");
        Map<String, Map<String, @Nullable Object>> found = new LinkedHashMap<>();
        if (types.contains("country")) {
            for (Place.Country one : Place.countries()) {
                if (one.answersTo(wanted) && (country == null || country.equalsIgnoreCase(one.code()))) {
                    found.put(one.code(), place(one.code(), one.name(), "country", one));
                }
            }
        }
        for (Place one : Place.all()) {
            if (country != null && !country.equalsIgnoreCase(one.countryCode())) {
                continue;
            }
            if (types.contains("region")
                    && one.region().toLowerCase(Locale.ROOT).startsWith(wanted)) {
                String key = String.valueOf(one.regionGeo());
                found.putIfAbsent(key, place(key, one.region(), "region", one.country()));
            }
            if (types.contains("city") && one.city().toLowerCase(Locale.ROOT).startsWith(wanted)) {
                String key = String.valueOf(one.cityGeo());
                Map<String, @Nullable Object> city = place(key, one.city(), "city", one.country());
                city.put("region", one.region());
                city.put("region_id", one.regionGeo());
                found.putIfAbsent(key, city);
            }
        }
        return List.copyOf(found.values());
    }

    private static Map<String, @Nullable Object> place(String key, String name, String type, Place.Country country) {
        return Json.object(
                "key",
                key,
                "name",
                name,
                "type",
                type,
                "country_code",
                country.code(),
                "country_name",
                country.name(),
                "supports_region",
                true,
                "supports_city",
                true);
    }

    private static boolean near(String words, String text) {
        String there = text.toLowerCase(Locale.ROOT);
        return !words.isBlank()
                && Arrays.stream(words.toLowerCase(Locale.ROOT).trim().split("\\s+"))
                        .allMatch(there::contains);
    }

    private Map<String, @Nullable Object> sized(String id, String name, Predicate<Person> members) {
        long count = count(members);
        return Json.object(
                "id",
                id,
                "name",
                name,
                "audience_size_lower_bound",
                lower(count),
                "audience_size_upper_bound",
                upper(count));
    }

    private long count(Predicate<Person> wanted) {
        return population.people().stream()
                .filter(person -> person.has(Trait.ON_FACEBOOK))
                .filter(wanted)
                .count();
    }

    private static long lower(long count) {
        return count * 92 / 100;
    }

    private static long upper(long count) {
        return (count * 108 + 99) / 100;
    }

    /**
     * What is estimated of a small audience: nothing yet below {@link #SLOW}, and minus one below {@link #SMALL}, as Meta
     * does with audiences whose size could tell who is in them.
     */
    private record Estimate(long low, long high, boolean ready) {

        static Estimate of(long count) {
            return count < SMALL
                    ? new Estimate(-1, -1, true)
                    : count < SLOW ? new Estimate(0, 0, false) : new Estimate(lower(count), upper(count), true);
        }
    }

    /** The estimate is a {@code data} object here … */
    private Answer reach(Request request) {
        String spec = request.parameter("targeting_spec");
        Estimate estimate = Estimate.of(count(TargetingSpec.parse(spec, false)));
        return Answer.json(
                        200,
                        Json.object(
                                "data",
                                Json.object(
                                        "users_lower_bound",
                                        estimate.low(),
                                        "users_upper_bound",
                                        estimate.high(),
                                        "estimate_ready",
                                        estimate.ready())))
                .charged(Charge.each(String.valueOf(spec), 1));
    }

    /** … and an array there. */
    private Answer delivery(Request request) {
        if (request.parameter("optimization_goal") == null) {
            return GraphErrors.badParameter("The parameter optimization_goal is required");
        }
        String spec = request.parameter("targeting_spec");
        Estimate estimate = Estimate.of(count(TargetingSpec.parse(spec, false)));
        return Answer.json(
                        200,
                        Json.object(
                                "data",
                                List.of(Json.object(
                                        "estimate_dau",
                                        estimate.low() * 6 / 10,
                                        "estimate_mau_lower_bound",
                                        estimate.low(),
                                        "estimate_mau_upper_bound",
                                        estimate.high(),
                                        "estimate_ready",
                                        estimate.ready(),
                                        "daily_outcomes_curve",
                                        List.of(Json.object("spend", 0, "reach", 0, "impressions", 0, "actions", 0))))))
                .charged(Charge.each(String.valueOf(spec), 1));
    }
}
