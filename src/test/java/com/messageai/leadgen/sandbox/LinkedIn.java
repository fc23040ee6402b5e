package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Company;
import com.messageai.leadgen.sandbox.people.Industry;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Place;
import com.messageai.leadgen.sandbox.people.Population;
import com.messageai.leadgen.sandbox.people.SizeRange;
import com.messageai.leadgen.sandbox.people.Topic;
import com.messageai.leadgen.sandbox.people.Trait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the real Marketing API offers: targeting facets and entities, the size of an audience, and {@link LeadSync}. */
final class LinkedIn implements Provider {

    private static final String FACET = "urn:li:adTargetingFacet:";
    private static final List<String> SENIORITIES =
            List.of("Unpaid", "Training", "Entry", "Senior", "Manager", "Director", "VP", "CXO", "Partner", "Owner");
    private static final List<String> FUNCTIONS = List.of(
            "Accounting",
            "Administrative",
            "Arts and Design",
            "Business Development",
            "Community and Social Services",
            "Consulting",
            "Education",
            "Engineering",
            "Entrepreneurship",
            "Finance",
            "Healthcare Services",
            "Human Resources",
            "Information Technology",
            "Legal",
            "Marketing",
            "Media and Communication",
            "Military and Protective Services",
            "Operations",
            "Product Management",
            "Program and Project Management",
            "Purchasing",
            "Quality Assurance",
            "Real Estate",
            "Research",
            "Sales",
            "Customer Success and Support");
    /** Facets that are searched by typeahead; the others are short and listed whole. */
    private static final List<String> OPEN =
            List.of("titles", "industries", "locations", "profileLocations", "skills", "interests", "employers");

    private static final List<String> CLOSED = List.of("seniorities", "staffCountRanges", "jobFunctions");
    private static final int SMALLEST_AUDIENCE = 300;

    private final Population population;
    private final PeopleSearch search;
    private final LeadSync leadSync;
    private final List<String> skills;
    private final Map<String, Supplier<Stream<Entity>>> entities = new LinkedHashMap<>();

    LinkedIn(Population population, FormSubmissions submissions) {
        this.population = population;
        this.leadSync = new LeadSync(submissions);
        this.search = new PeopleSearch(population);
        this.skills = Topic.all().stream()
                .flatMap(topic -> topic.skills().stream())
                .distinct()
                .toList();
        entities.put(
                "industries",
                () -> Industry.all().stream()
                        .map(one -> new Entity(one.urn(), one.name(), one.tags().toString())));
        entities.put("locations", LinkedIn::locations);
        entities.put("profileLocations", LinkedIn::locations);
        entities.put("skills", () -> numbered("skill", skills));
        entities.put(
                "interests",
                () -> numbered(
                        "interest", Topic.all().stream().map(Topic::interest).toList()));
        entities.put("seniorities", () -> numbered("seniority", SENIORITIES));
        entities.put("jobFunctions", () -> numbered("function", FUNCTIONS));
        entities.put(
                "staffCountRanges",
                () -> Arrays.stream(SizeRange.values()).map(size -> new Entity(size.urn(), size.label())));
        entities.put("employers", () -> population.companies().stream().map(LinkedIn::employer));
    }

    /** @param otherwise what it is also called, for the typeahead */
    private record Entity(String urn, String name, String otherwise) {

        Entity(String urn, String name) {
            this(urn, name, "");
        }
    }

    private static Stream<Entity> numbered(String kind, List<String> names) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> new Entity("urn:li:" + kind + ":" + (i + 1), names.get(i)));
    }

    private static Stream<Entity> locations() {
        return Place.geos().entrySet().stream().map(geo -> new Entity("urn:li:geo:" + geo.getKey(), geo.getValue()));
    }

    private static Entity employer(Company company) {
        return new Entity(company.organization(), company.name());
    }

    @Override
    public String name() {
        return "linkedin";
    }

    @Override
    public @Nullable Operation route(Request request) {
        if (!request.method().equals("GET")) {
            return null;
        }
        return switch (request.path()) {
            case "/rest/adTargetingFacets" -> new Operation("facets", () -> checked(request, this::facets));
            case "/rest/adTargetingEntities" ->
                new Operation("entities", () -> checked(request, () -> entities(request)));
            case "/rest/audienceCounts" -> new Operation("audience", () -> checked(request, () -> audience(request)));
            default -> leadSync.route(request);
        };
    }

    static Answer checked(Request request, Supplier<Answer> answer) {
        Answer refusal = LinkedInRules.refusal(request);
        if (refusal != null) {
            return refusal;
        }
        try {
            return answer.get();
        } catch (RestLi.Malformed e) {
            return LinkedInRules.error(400, 100, "ILLEGAL_ARGUMENT", "Invalid query parameters: " + e.getMessage());
        } catch (PeopleSearch.Invalid e) {
            return LinkedInRules.invalid(e.field, String.valueOf(e.value));
        } catch (NumberFormatException e) {
            return LinkedInRules.invalid("start, count", String.valueOf(e.getMessage()));
        }
    }

    private Answer facets() {
        List<Object> elements = new ArrayList<>();
        for (String facet : Stream.concat(OPEN.stream(), CLOSED.stream()).toList()) {
            elements.add(Json.object(
                    "facetName",
                    facet,
                    "adTargetingFacetUrn",
                    FACET + facet,
                    "entityTypes",
                    List.of(facet.toUpperCase(Locale.ROOT)),
                    "availableEntityFinders",
                    CLOSED.contains(facet) ? List.of("AD_TARGETING_FACET") : List.of("TYPEAHEAD")));
        }
        return page(elements, 0, elements.size()).charged(Charge.each("facets", 1));
    }

    private Answer entities(Request request) {
        return switch (request.parameter("q", "")) {
            case "typeahead" -> typeahead(request);
            case "adTargetingFacet" -> closed(request);
            case "urns" -> labels(request);
            default -> LinkedInRules.missing("q");
        };
    }

    private Answer typeahead(Request request) {
        String facet = facet(request);
        String query = request.parameter("query");
        if (query == null) {
            return LinkedInRules.missing("query");
        }
        return shown(request, facet, matching(facet, query))
                .charged(Charge.each(facet + ":" + query.toLowerCase(Locale.ROOT), 1));
    }

    private Stream<Entity> matching(String facet, String query) {
        if (facet.equals("titles")) {
            return Facebook.rolesNamed(query).stream().map(role -> new Entity(role.titleUrn(), role.title()));
        }
        Stream<Entity> called = facet.endsWith("ocations") ? countries(query) : Stream.empty();
        String[] words = query.toLowerCase(Locale.ROOT).trim().split("\\s+");
        Stream<Entity> named = entities.get(facet).get().filter(entity -> {
            String name = (entity.name() + " " + entity.otherwise()).toLowerCase(Locale.ROOT);
            return Arrays.stream(words).allMatch(name::contains);
        });
        return Stream.concat(called, named).distinct();
    }

    private static Stream<Entity> countries(String query) {
        return Place.countries().stream()
                .filter(country -> country.answersTo(query))
                .map(country -> new Entity("urn:li:geo:" + country.geo(), country.name()));
    }

    private Answer closed(Request request) {
        String facet = facet(request);
        return CLOSED.contains(facet) || facet.equals("industries")
                ? shown(request, facet, entities.get(facet).get()).charged(Charge.each(facet, 1))
                : LinkedInRules.invalid("facet", facet);
    }

    private Answer labels(Request request) {
        List<String> urns = RestLi.strings(RestLi.parse(
                request.rawParameters().getOrDefault("urns", List.of("List()")).getFirst()));
        if (urns == null || urns.isEmpty() || urns.size() > 50) {
            return LinkedInRules.invalid("urns", String.valueOf(urns));
        }
        List<Object> elements = new ArrayList<>();
        Set<String> wanted = new HashSet<>(urns);
        entities.forEach((facet, all) -> all.get()
                .filter(entity -> wanted.remove(entity.urn()))
                .forEach(entity -> elements.add(element(facet, entity))));
        com.messageai.leadgen.sandbox.people.Role.all().stream()
                .filter(role -> wanted.remove(role.titleUrn()))
                .forEach(role -> elements.add(element("titles", new Entity(role.titleUrn(), role.title()))));
        return page(elements, 0, elements.size()).charged(Charge.each(urns.toString(), 1));
    }

    private String facet(Request request) {
        String urn = request.parameter("facet", "");
        String facet = urn.startsWith(FACET) ? urn.substring(FACET.length()) : "";
        if (!OPEN.contains(facet) && !CLOSED.contains(facet)) {
            throw new PeopleSearch.Invalid("facet", urn);
        }
        return facet;
    }

    private static Answer shown(Request request, String facet, Stream<Entity> found) {
        int start = request.number("start", 0);
        int count = request.number("count", 10);
        if (start < 0 || count < 1 || count > 100) {
            return LinkedInRules.invalid("count", String.valueOf(count));
        }
        boolean urns = "QUERY_USES_URNS".equals(request.parameter("queryVersion"));
        return page(
                found.skip(start)
                        .limit(count)
                        .map(entity -> urns ? element(facet, entity) : legacy(entity))
                        .toList(),
                start,
                count);
    }

    private static Object element(String facet, Entity entity) {
        return Json.object("urn", entity.urn(), "name", entity.name(), "facetUrn", FACET + facet);
    }

    /** What comes without {@code queryVersion=QUERY_USES_URNS}. */
    private static Object legacy(Entity entity) {
        return Json.object("value", Json.object("string", entity.name()));
    }

    private static Answer page(List<Object> elements, int start, int count) {
        return Answer.json(
                200,
                Json.object(
                        "elements",
                        elements,
                        "paging",
                        Json.object("start", start, "count", count, "links", List.of())));
    }

    private Answer audience(Request request) {
        String raw = request.raw("targetingCriteria");
        if (!"targetingCriteriaV2".equals(request.parameter("q"))) {
            return LinkedInRules.missing("q");
        }
        if (raw == null || raw.isEmpty()) {
            return LinkedInRules.missing("targetingCriteria");
        }
        Map<String, Object> criteria = RestLi.record(raw);
        Set<String> facets = new HashSet<>();
        Predicate<Person> wanted = person -> person.has(Trait.ON_LINKEDIN);
        if (!(criteria.get("include") instanceof Map<?, ?> include) || !(include.get("and") instanceof List<?> and)) {
            return LinkedInRules.missing("targetingCriteria.include");
        }
        for (Object alternatives : and) {
            wanted = wanted.and(any(alternatives, facets));
        }
        if (isIncompatible(facets)) {
            return LinkedInRules.error(
                    400,
                    100,
                    "INCOMPATIBLE_TARGETING_COMBINATION",
                    "These facets can not be combined: " + new java.util.TreeSet<>(facets));
        }
        if (criteria.containsKey("exclude")) {
            wanted = wanted.and(any(criteria.get("exclude"), new HashSet<>()).negate());
        }
        List<Person> people = population.people().stream().filter(wanted).toList();
        long active =
                people.stream().filter(person -> person.hoursAgo() < 30 * 24).count();
        boolean large = people.size() >= SMALLEST_AUDIENCE;
        return page(
                        List.of(Json.object(
                                "total", large ? rounded(people.size()) : 0, "active", large ? rounded(active) : 0)),
                        0,
                        1)
                .charged(Charge.each(raw, 1));
    }

    private Predicate<Person> any(Object alternatives, Set<String> facets) {
        if (!(alternatives instanceof Map<?, ?> map) || !(map.get("or") instanceof Map<?, ?> or) || or.isEmpty()) {
            throw new PeopleSearch.Invalid("targetingCriteria", alternatives);
        }
        Predicate<Person> any = person -> false;
        for (var entry : or.entrySet()) {
            String urn = String.valueOf(entry.getKey());
            String facet = urn.startsWith(FACET) ? urn.substring(FACET.length()) : urn;
            facets.add(facet);
            any = any.or(criterion(facet, java.util.Objects.requireNonNull(entry.getValue())));
        }
        return any;
    }

    private Predicate<Person> criterion(String facet, Object urns) {
        return switch (facet) {
            case "locations", "profileLocations" -> search.criterion("geos", urns);
            case "employers" -> search.criterion("currentCompanies", urns);
            case "skills" -> {
                Set<String> names = names(facet, urns);
                yield person -> person.skills().stream().anyMatch(names::contains);
            }
            case "interests" -> {
                Set<String> names = names(facet, urns);
                yield person -> person.topics().stream().anyMatch(topic -> names.contains(topic.interest()));
            }
            case "titles", "industries", "seniorities", "staffCountRanges", "jobFunctions" ->
                search.criterion(facet, urns);
            default -> throw new PeopleSearch.Invalid("facet", facet);
        };
    }

    private Set<String> names(String facet, Object urns) {
        List<String> wanted = RestLi.strings(urns);
        Map<String, String> known = new LinkedHashMap<>();
        entities.get(facet).get().forEach(entity -> known.put(entity.urn(), entity.name()));
        if (wanted == null || !known.keySet().containsAll(wanted)) {
            throw new PeopleSearch.Invalid(facet, urns);
        }
        Set<String> names = new HashSet<>();
        wanted.forEach(urn -> names.add(known.get(urn)));
        return names;
    }

    private static boolean isIncompatible(Set<String> facets) {
        return facets.contains("titles") && (facets.contains("seniorities") || facets.contains("jobFunctions"))
                || facets.contains("employers")
                        && (facets.contains("staffCountRanges") || facets.contains("industries"));
    }

    /** Two significant digits. */
    private static long rounded(long count) {
        long unit = 1;
        while (count / unit >= 100) {
            unit *= 10;
        }
        return count / unit * unit;
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
