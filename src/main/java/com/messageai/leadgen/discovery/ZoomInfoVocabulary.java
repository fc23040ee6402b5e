package com.messageai.leadgen.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ZoomInfo's words for things, as far as its fact sheet has them as closed lists. */
final class ZoomInfoVocabulary {

    static final String CHIEF = "C Level Exec";
    static final String CHIEFS = "C-Suite";

    /** All but the members of boards, who are no rank of employees. */
    static final List<String> LEVELS = List.of(CHIEF, "VP Level Exec", "Director", "Manager", "Non Manager");

    /** The sizes of companies as ZoomInfo cuts them. */
    static final List<HeadCount> SIZES = List.of(
            new HeadCount(1, 4),
            new HeadCount(5, 9),
            new HeadCount(10, 19),
            new HeadCount(20, 49),
            new HeadCount(50, 99),
            new HeadCount(100, 249),
            new HeadCount(250, 499),
            new HeadCount(500, 999),
            new HeadCount(1_000, 4_999),
            new HeadCount(5_000, 9_999),
            new HeadCount(10_000, Integer.MAX_VALUE));

    private static final Map<String, String> LEVEL_OF = Map.of(
            "CXO", CHIEF,
            "OWNER", CHIEF,
            "PARTNER", CHIEF,
            "VP", "VP Level Exec",
            "DIRECTOR", "Director",
            "MANAGER", "Manager",
            "SENIOR", "Non Manager",
            "ENTRY", "Non Manager",
            "TRAINING", "Non Manager");

    private static final Map<String, String> SENIORITY_OF =
            Map.of(CHIEF, "CXO", "VP Level Exec", "VP", "Director", "DIRECTOR", "Manager", "MANAGER");

    private static final Map<String, String> DEPARTMENT_OF = Map.ofEntries(
            Map.entry("ENGINEERING", "Engineering & Technical"),
            Map.entry("QUALITY_ASSURANCE", "Engineering & Technical"),
            Map.entry("RESEARCH", "Engineering & Technical"),
            Map.entry("ACCOUNTING", "Finance"),
            Map.entry("FINANCE", "Finance"),
            Map.entry("HUMAN_RESOURCES", "Human Resources"),
            Map.entry("IT", "Information Technology"),
            Map.entry("LEGAL", "Legal"),
            Map.entry("MARKETING", "Marketing"),
            Map.entry("MEDIA_AND_COMMUNICATION", "Marketing"),
            Map.entry("HEALTHCARE", "Medical & Health"),
            Map.entry("OPERATIONS", "Operations"),
            Map.entry("PURCHASING", "Operations"),
            Map.entry("SALES", "Sales"),
            Map.entry("BUSINESS_DEVELOPMENT", "Sales"),
            Map.entry("ENTREPRENEURSHIP", CHIEFS));

    /** Those that say one function, and which. */
    private static final Map<String, String> FUNCTION_OF = Map.of(
            "Engineering & Technical", "ENGINEERING",
            "Finance", "FINANCE",
            "Human Resources", "HUMAN_RESOURCES",
            "Information Technology", "IT",
            "Legal", "LEGAL",
            "Marketing", "MARKETING",
            "Medical & Health", "HEALTHCARE",
            "Operations", "OPERATIONS",
            "Sales", "SALES");

    private static final Map<String, List<String>> INDUSTRIES = industries();

    private ZoomInfoVocabulary() {}

    /** Reads these tables, and those they lean on, now: later it would block an event loop. */
    static void load() {
        LinkedInVocabulary.load();
        ZoomInfoPlaces.load();
    }

    /** The management level of a seniority; null where there is none. */
    static @Nullable String level(String seniority) {
        return LinkedInVocabulary.SENIORITIES.urns(seniority).stream()
                .map(LinkedInVocabulary.SENIORITIES::name)
                .map(LEVEL_OF::get)
                .findFirst()
                .orElse(null);
    }

    /** Whether the level stands for that seniority and no other. */
    static boolean isJust(String level, String seniority) {
        return LinkedInVocabulary.SENIORITIES.urns(seniority).stream()
                .map(LinkedInVocabulary.SENIORITIES::name)
                .anyMatch(name -> name != null && name.equals(SENIORITY_OF.get(level)));
    }

    /** The seniority that a level stands for; null where it stands for several, or is unknown. */
    static @Nullable String seniority(@Nullable String level) {
        return level == null ? null : SENIORITY_OF.get(level.replaceAll("s$", ""));
    }

    /** The department of a function; null where there is none. */
    static @Nullable String department(String function) {
        return LinkedInVocabulary.FUNCTIONS.urns(function).stream()
                .map(LinkedInVocabulary.FUNCTIONS::name)
                .map(DEPARTMENT_OF::get)
                .findFirst()
                .orElse(FUNCTION_OF.containsKey(function) ? function : null);
    }

    /** The function that a department stands for; null for one of several. */
    static @Nullable String function(@Nullable String department) {
        return department == null ? null : FUNCTION_OF.get(department);
    }

    /** Ids that ZoomInfo may have for an industry of that name. */
    static List<String> industryIds(String name) {
        return INDUSTRIES.getOrDefault(LinkedInVocabulary.plain(name), List.of());
    }

    /** A size as {@code employeeCount} names it: {@code 50to99}, {@code 10000plus}; null where it is none. */
    static @Nullable HeadCount size(String id) {
        return HeadCount.parse(id.toLowerCase(Locale.ROOT).replace("to", "-").replace("plus", "+"));
    }

    private static Map<String, List<String>> industries() {
        Map<String, List<String>> ids = new HashMap<>();
        for (List<String> row : LinkedInVocabulary.rows("zoominfo/industries")) {
            List<String> names = new ArrayList<>(LinkedInVocabulary.others(row.get(1)));
            names.add(row.getFirst());
            names.forEach(name -> ids.computeIfAbsent(LinkedInVocabulary.plain(name), key -> new ArrayList<>())
                    .add(row.getFirst()));
        }
        return ids;
    }
}
