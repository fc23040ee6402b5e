package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Company;
import com.messageai.leadgen.sandbox.people.Folding;
import com.messageai.leadgen.sandbox.people.Industry;
import com.messageai.leadgen.sandbox.people.Place;
import com.messageai.leadgen.sandbox.people.Population;
import com.messageai.leadgen.sandbox.people.Role;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** ZoomInfo's vocabulary, and which of its terms the population's people and companies are filed under. */
final class ZoomInfoTerms {

    /** LinkedIn's number of the industry, ZoomInfo's code, its name. A code stands for those below it, too. */
    private static final String INDUSTRIES = """
        -|software|Software
        4|software.engineering|Engineering Software
        118|software.security|Security Software
        -|media|Media & Internet
        6|media.internet|Internet Service Providers, Website Hosting & Portals
        -|bizservice|Business Services
        96|bizservice.it|Custom Software & IT Services
        84|bizservice.information|Information & Document Management
        47|bizservice.accounting|Accounting Services
        11|bizservice.consulting|Management Consulting
        80|bizservice.advertising|Advertising & Marketing
        1862|bizservice.marketing|Marketing Services
        104|bizservice.hr|HR & Staffing
        -|manufacturing|Manufacturing
        25|manufacturing.machinery|Industrial Machinery & Equipment
        3|manufacturing.hardware|Computer Equipment & Peripherals
        7|manufacturing.semiconductors|Electronics
        15|manufacturing.pharma|Pharmaceuticals
        17|manufacturing.medical|Medical Devices & Equipment
        53|manufacturing.automotive|Motor Vehicles
        8|telecom|Telecommunications
        43|finance|Finance
        41|finance.banking|Banking
        46|finance.investment|Investment Banking
        106|finance.venturecapital|Venture Capital & Private Equity
        42|insurance|Insurance
        14|healthcare|Hospitals & Physicians Clinics
        12|healthcare.biotech|Biotechnology
        27|retail|Retail
        44|realestate|Real Estate
        48|construction|Construction
        57|energy|Energy, Utilities & Waste
        59|energy.utilities|Electricity, Oil & Gas
        -|education|Education
        68|education.university|Colleges & Universities
        132|education.elearning|Training
        9|legal|Law Firms & Legal Services
        31|hospitality|Hospitality
        116|transportation|Transportation
        75|government|Government
        100|organizations|Organizations
        -|agriculture|Agriculture
        -|agriculture.animals|Animals & Livestock
        """;

    private static final List<String> LEVELS =
            List.of("Board Member", "C Level Exec", "VP Level Exec", "Director", "Manager", "Non Manager");

    private static final List<String> DEPARTMENTS = List.of(
            "C-Suite",
            "Engineering & Technical",
            "Finance",
            "Human Resources",
            "Information Technology",
            "Legal",
            "Marketing",
            "Medical & Health",
            "Operations",
            "Sales");

    /** Where each of the sizes ends that {@code employeeCount} names. */
    private static final Map<String, Integer> SIZES = sizes();

    private static final Set<String> EUROPEAN_UNION =
            Set.of("DE", "AT", "FR", "BE", "ES", "IT", "NL", "SE", "DK", "PL", "IE");

    private final Map<String, String> industryNames = new LinkedHashMap<>();
    private final Map<Integer, String> codes = new LinkedHashMap<>();
    private final Map<String, String> states = new TreeMap<>();
    private final Map<String, String> metros = new TreeMap<>();
    private final Map<String, String> technologies = new LinkedHashMap<>();

    ZoomInfoTerms(Population population) {
        INDUSTRIES.lines().map(line -> line.split("\\|")).forEach(cell -> {
            industryNames.put(cell[1], cell[2]);
            if (!cell[0].equals("-")) {
                codes.put(Integer.parseInt(cell[0]), cell[1]);
            }
        });
        for (Place place : Place.all()) {
            states.put(state(place), place.region());
            metros.put(metro(place), place.city());
        }
        Set<String> used = new TreeSet<>();
        population.companies().forEach(company -> used.addAll(company.technologies()));
        int number = 0;
        for (String technology : used) {
            technologies.put("333." + ++number, technology);
        }
    }

    /** Ids with names; null where ZoomInfo has no such list. */
    @Nullable Map<String, String> list(String field) {
        return switch (field) {
            case "management-levels" -> same(LEVELS, "s");
            case "departments" -> same(DEPARTMENTS, "");
            case "industries" -> industryNames;
            case "states" -> states;
            case "metro-regions" -> metros;
            case "employee-count" -> same(SIZES.keySet(), "");
            case "tech-products" -> named(technologies);
            case "countries" -> {
                Map<String, String> countries = new LinkedHashMap<>();
                Place.countries().forEach(country -> countries.put(country(country), country.name()));
                yield countries;
            }
            case "board-members",
                    "buying-groups",
                    "company-rankings",
                    "company-types",
                    "continents",
                    "funding-round-types",
                    "hashtags",
                    "intent-topics",
                    "job-functions",
                    "job-titles",
                    "naics-codes",
                    "news-categories",
                    "revenue-ranges",
                    "sic-codes",
                    "sub-unit-types",
                    "tech-categories",
                    "tech-skills",
                    "tech-vendors",
                    "years-of-experience" -> Map.of();
            default -> null;
        };
    }

    boolean isLevel(String level) {
        return LEVELS.contains(level);
    }

    boolean isDepartment(String department) {
        return DEPARTMENTS.contains(department);
    }

    boolean isIndustry(String code) {
        return industryNames.containsKey(code);
    }

    boolean isState(String id) {
        return states.containsKey(id);
    }

    boolean isMetro(String id) {
        return metros.containsKey(id);
    }

    /** The slug that the population has for it; null for no id of a product. */
    @Nullable String technology(String id) {
        return technologies.get(id);
    }

    boolean isSize(String id) {
        return SIZES.containsKey(id);
    }

    /** The id of the size, as {@code 50to99}. */
    String size(Company company) {
        return SIZES.entrySet().stream()
                .filter(size -> company.employees() <= size.getValue())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    String level(Role role) {
        return role.seniority() >= 8
                ? "C Level Exec"
                : switch (role.seniority()) {
                    case 7 -> "VP Level Exec";
                    case 6 -> "Director";
                    case 5 -> "Manager";
                    default -> "Non Manager";
                };
    }

    /** Chiefs are filed under two. */
    Set<String> departments(Role role) {
        String own = switch (role.function()) {
            case 8, 22, 24, 19, 3 -> "Engineering & Technical";
            case 13 -> "Information Technology";
            case 1, 10 -> "Finance";
            case 12 -> "Human Resources";
            case 14 -> "Legal";
            case 15, 16 -> "Marketing";
            case 4, 25, 26 -> "Sales";
            case 11 -> "Medical & Health";
            case 9 -> "C-Suite";
            default -> "Operations";
        };
        Set<String> departments = new LinkedHashSet<>(Set.of(own));
        if (role.seniority() >= 8) {
            departments.add("C-Suite");
        }
        return departments;
    }

    boolean isIn(Industry industry, String code) {
        String own = code(industry);
        return own.equals(code) || own.startsWith(code + ".");
    }

    String code(Industry industry) {
        return codes.get(industry.id());
    }

    /** Its own and those above it. */
    List<String> names(Industry industry) {
        String code = code(industry);
        int dot = code.indexOf('.');
        return dot < 0
                ? List.of(industryNames.get(code))
                : List.of(industryNames.get(code), industryNames.get(code.substring(0, dot)));
    }

    /** Its id or name, or any country's name: the field takes free text. */
    boolean isCountry(String text) {
        return Place.countries().stream().anyMatch(country -> names(country, text))
                || Arrays.stream(Locale.getISOCountries())
                        .map(code -> Locale.of("", code).getDisplayCountry(Locale.ENGLISH))
                        .anyMatch(text::equalsIgnoreCase);
    }

    boolean isIn(Place place, String country) {
        return names(place.country(), country);
    }

    static String state(Place place) {
        return country(place.country()) + "." + Folding.fold(place.region());
    }

    static String metro(Place place) {
        return state(place) + "." + Folding.fold(place.city());
    }

    static boolean withinEu(Place place) {
        return EUROPEAN_UNION.contains(place.countryCode());
    }

    private static boolean names(Place.Country country, String text) {
        return country.name().equalsIgnoreCase(text) || country(country).equals(text);
    }

    private static String country(Place.Country country) {
        return country.code().equals("US") ? "usa" : Folding.fold(country.name());
    }

    private static Map<String, String> same(Iterable<String> ids, String ending) {
        Map<String, String> terms = new LinkedHashMap<>();
        ids.forEach(id -> terms.put(id, id + ending));
        return terms;
    }

    private static Map<String, String> named(Map<String, String> slugs) {
        Map<String, String> names = new LinkedHashMap<>();
        slugs.forEach((id, slug) -> names.put(id, name(slug)));
        return names;
    }

    static String name(String slug) {
        StringBuilder name = new StringBuilder();
        for (String word : slug.split("_")) {
            name.append(name.isEmpty() ? "" : " ")
                    .append(Character.toUpperCase(word.charAt(0)))
                    .append(word.substring(1));
        }
        return name.toString();
    }

    private static Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        int from = 1;
        for (int to : new int[] {4, 9, 19, 49, 99, 249, 499, 999, 4_999, 9_999}) {
            sizes.put(from + "to" + to, to);
            from = to + 1;
        }
        sizes.put("10000plus", Integer.MAX_VALUE);
        return sizes;
    }
}
