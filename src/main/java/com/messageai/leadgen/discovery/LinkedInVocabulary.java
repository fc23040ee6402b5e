package com.messageai.leadgen.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/** LinkedIn's words for things, from the tables of its fact sheet. Read once, when the class is loaded. */
final class LinkedInVocabulary {

    static final Facet INDUSTRIES = new Facet("urn:li:industry:", rows("linkedin/industries"));
    static final Facet SENIORITIES = new Facet("urn:li:seniority:", rows("linkedin/seniorities"));
    static final Facet FUNCTIONS = new Facet("urn:li:function:", rows("linkedin/functions"));
    static final Places GEOS = new Places(rows("linkedin/geos"), rows("linkedin/regions"));
    static final Sizes SIZES = new Sizes();

    private LinkedInVocabulary() {}

    /** Reads these tables, and those of countries, now: later it would block an event loop. */
    static void load() {
        Countries.load();
    }

    /** A closed list of terms, each with its URN, its name and other names. */
    static final class Facet {

        private final Map<String, String> names = new LinkedHashMap<>();
        private final Map<String, Set<String>> urns = new LinkedHashMap<>();

        private final String prefix;

        private Facet(String prefix, List<List<String>> rows) {
            this.prefix = prefix;
            for (List<String> row : rows) {
                String urn = prefix + row.get(0);
                names.put(urn, row.get(1));
                add(row.get(1), urn);
                others(row.getLast()).forEach(name -> add(name, urn));
            }
        }

        /** All that go by that name, in any case and spacing; empty where none does. */
        List<String> urns(String name) {
            return List.copyOf(urns.getOrDefault(plain(name), Set.of()));
        }

        /** Whether it has the form of such a URN. */
        boolean isUrn(String text) {
            return text.startsWith(prefix) && text.substring(prefix.length()).matches("\\d{1,10}");
        }

        /** Whether it is the term's own name. */
        boolean isNamed(String urn, String name) {
            String own = names.get(urn);
            return own != null && plain(own).equals(plain(name));
        }

        @Nullable String name(@Nullable String urn) {
            return urn == null ? null : names.get(urn);
        }

        List<String> all() {
            return List.copyOf(names.keySet());
        }

        private void add(String name, String urn) {
            urns.computeIfAbsent(plain(name), key -> new LinkedHashSet<>()).add(urn);
        }
    }

    /** Places: countries, a few states and cities, and regions made of countries. */
    static final class Places {

        private final Map<String, String> byName = new LinkedHashMap<>();
        private final Map<String, String> byCountry = new LinkedHashMap<>();
        private final Map<String, String> countries = new LinkedHashMap<>();
        private final Map<String, String> names = new LinkedHashMap<>();
        private final Set<String> unsure = new LinkedHashSet<>();
        private final Map<String, List<String>> regions = new LinkedHashMap<>();

        private Places(List<List<String>> geos, List<List<String>> regions) {
            for (List<String> row : geos) {
                String urn = "urn:li:geo:" + row.get(0);
                byCountry.putIfAbsent(row.get(2), urn);
                countries.put(urn, row.get(2));
                byName.put(plain(row.get(1)), urn);
                names.put(urn, row.get(1));
                if (row.size() > 4) {
                    unsure.add(urn);
                }
                others(row.get(3)).forEach(name -> byName.put(plain(name), urn));
            }
            regions.forEach(row -> this.regions.put(
                    plain(row.get(0)),
                    others(row.get(1)).stream().map(byCountry::get).toList()));
        }

        /** The places of exactly that name: one, or a region's countries; empty where it is not known. */
        List<String> urns(String name) {
            List<String> region = regions.get(plain(name));
            if (region != null) {
                return region;
            }
            String urn = byName.get(plain(name));
            String country = urn != null ? urn : byCountry.get(String.valueOf(Countries.code(name)));
            return country == null ? List.of() : List.of(country);
        }

        /** Whether it is made of countries. */
        boolean isRegion(String name) {
            return regions.containsKey(plain(name));
        }

        /** The smallest known place around {@code Austin, Texas, United States}, from its parts. */
        List<String> around(String name) {
            return Arrays.stream(name.split(","))
                    .skip(1)
                    .map(this::urns)
                    .filter(urns -> !urns.isEmpty())
                    .findFirst()
                    .orElse(List.of());
        }

        @Nullable String country(@Nullable String urn) {
            return urn == null ? null : countries.get(urn);
        }

        /** The countries in which these places lie, each once. */
        List<String> countries(List<String> urns) {
            return urns.stream()
                    .map(this::country)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
        }

        /** Whether the id is to be asked for before it is used: a search for a place that is not known is refused. */
        boolean isUnsure(String urn) {
            return unsure.contains(urn);
        }

        String name(String urn) {
            return names.getOrDefault(urn, urn);
        }

        /** One per country. */
        List<String> all() {
            return byCountry.values().stream().filter(urn -> !isUnsure(urn)).toList();
        }
    }

    /** Company sizes, cut as LinkedIn cuts them. */
    static final class Sizes {

        private static final int OPEN = Integer.MAX_VALUE;

        private static final List<HeadCount> BUCKETS = List.of(
                new HeadCount(1, 1),
                new HeadCount(2, 10),
                new HeadCount(11, 50),
                new HeadCount(51, 200),
                new HeadCount(201, 500),
                new HeadCount(501, 1_000),
                new HeadCount(1_001, 5_000),
                new HeadCount(5_001, 10_000),
                new HeadCount(10_001, OPEN));

        private Sizes() {}

        /** The buckets that a range reaches into by more than its edge: 50-200 is 51-200. */
        List<String> urns(HeadCount range) {
            List<HeadCount> inside = BUCKETS.stream()
                    .filter(bucket -> bucket.common(range) > (bucket.within(range) ? 0 : 1))
                    .toList();
            List<HeadCount> reached = inside.isEmpty()
                    ? BUCKETS.stream()
                            .filter(bucket -> bucket.common(range) > 0)
                            .toList()
                    : inside;
            return reached.stream().map(Sizes::urn).toList();
        }

        /** Whether the buckets say just that range. */
        boolean exactly(HeadCount range) {
            return BUCKETS.stream().anyMatch(bucket -> bucket.from() == range.from())
                    && BUCKETS.stream().anyMatch(bucket -> bucket.to() == range.to());
        }

        List<String> all() {
            return BUCKETS.stream().map(Sizes::urn).toList();
        }

        /** {@code 51-200}, {@code 10001+}; null where it is no such URN. */
        @Nullable String range(@Nullable String urn) {
            return BUCKETS.stream()
                    .filter(bucket -> urn(bucket).equals(urn))
                    .map(HeadCount::toString)
                    .findFirst()
                    .orElse(null);
        }

        private static String urn(HeadCount bucket) {
            return "urn:li:staffCountRange:(" + bucket.from() + "," + bucket.to() + ")";
        }
    }

    static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replaceAll("\\s+", " ");
    }

    /** The entries of a cell. */
    static List<String> others(String cell) {
        return Arrays.stream(cell.split(";")).filter(name -> !name.isBlank()).toList();
    }

    /** A table of ours, row by row. */
    static List<List<String>> rows(String table) {
        try {
            List<List<String>> rows = new ArrayList<>();
            new ClassPathResource("discovery/" + table + ".txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> rows.add(Arrays.asList(line.split("\\|", -1))));
            return rows;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
