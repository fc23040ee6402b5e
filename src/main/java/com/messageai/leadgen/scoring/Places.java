package com.messageai.leadgen.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds places by the names that people write: "Austin, TX", "SF Bay Area", "Greater Munich", "DACH". */
final class Places {

    private static final Pattern PIECES = Pattern.compile("\\s*[,;/|]\\s*|\\s+[-–—]\\s+");
    private static final Pattern AROUND = Pattern.compile(
            "^(?:greater|metro|grossraum|region)\\s+|\\s+(?:metropolitan area|metropolitan region|metropolitan|metro area|metroplex|area|region)$");
    private static final int MOST_PIECES = 5;

    private final Map<String, List<Named>> byName = new HashMap<>();

    /** @param rank which of several places of one name is meant when nothing else tells; the lower, the rather */
    private record Named(Spot spot, int rank) {}

    Places() {
        Map<String, Map<String, Set<String>>> metrosOfCities = new HashMap<>();
        List<String[]> rows = ReferenceData.rows("places.tsv", 4);
        for (String[] row : rows) {
            if (row[0].equals("M")) {
                String country = row[1].substring(0, 2);
                for (String city : ReferenceData.entries(row[3])) {
                    metrosOfCities
                            .computeIfAbsent(country, code -> new HashMap<>())
                            .computeIfAbsent(Words.key(city), name -> new HashSet<>())
                            .add(metro(row));
                }
            }
        }
        for (String[] row : rows) {
            String country = row[1].length() > 2 && row[1].charAt(2) == '.' ? row[1].substring(0, 2) : row[1];
            switch (row[0]) {
                case "A" -> add(row[2], new Spot(Set.of(row[3].split(" ")), null, null, Set.of()), 1);
                case "C" -> add(country + "|" + row[2], new Spot(Set.of(country), null, null, Set.of()), 0);
                case "R" -> add(row[2], new Spot(Set.of(country), row[1], null, Set.of()), 3_000_000);
                case "M" -> add(row[2], new Spot(Set.of(country), row[1], null, Set.of(metro(row))), 2);
                case "P" -> addCity(row, country, metrosOfCities.getOrDefault(country, Map.of()));
                default -> throw new IllegalStateException("unknown kind of place: " + row[0]);
            }
        }
        byName.values().forEach(named -> named.sort(Comparator.comparingInt(Named::rank)));
    }

    private static String metro(String[] row) {
        return row[1] + "/" + ReferenceData.entries(row[2]).getFirst();
    }

    private void addCity(String[] row, String country, Map<String, Set<String>> metros) {
        String name = Words.key(ReferenceData.entries(row[3]).getFirst());
        int thousands = Integer.parseInt(row[2]);
        // A large city rather than the region around it; a region rather than a town.
        int rank = (thousands >= 500 ? 2_000_000 : 4_000_000) - thousands;
        Set<String> around = thousands >= 10 ? metros.getOrDefault(name, Set.of()) : Set.of();
        add(row[3], new Spot(Set.of(country), row[1], row[1] + "/" + name, around), rank);
    }

    private void add(String names, Spot spot, int rank) {
        ReferenceData.entries(names).stream()
                .map(Words::key)
                .distinct()
                .forEach(name ->
                        byName.computeIfAbsent(name, key -> new ArrayList<>(1)).add(new Named(spot, rank)));
    }

    /** Null where the name is not known. @param country ISO 3166 alpha-2, where it is known besides */
    @Nullable Spot find(@Nullable String text, @Nullable String country) {
        Spot within = country == null ? null : single(country);
        List<String> pieces = text == null ? List.of() : pieces(text);
        Best best = new Best();
        search(pieces, pieces.size() - 1, within, 0, 0, best);
        return best.spot == null ? within : best.spot;
    }

    private @Nullable Spot single(String country) {
        return byName.getOrDefault(Words.key(country), List.of()).stream()
                .map(Named::spot)
                .filter(spot -> spot.region() == null && spot.metros().isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static List<String> pieces(String text) {
        Map<String, Boolean> pieces = new LinkedHashMap<>();
        for (String piece : PIECES.split(Words.plain(text))) {
            String key = Words.key(piece);
            if (!key.isEmpty()) {
                pieces.put(key, true);
            }
        }
        return pieces.keySet().stream().limit(MOST_PIECES).toList();
    }

    private static final class Best {
        private @Nullable Spot spot;
        private int read = 0;
        private long rank = Long.MAX_VALUE;
    }

    /** From the last piece to the first, each within the one after it; the reading that makes sense of most pieces wins. */
    private void search(List<String> pieces, int at, @Nullable Spot within, int read, long rank, Best best) {
        if (read > best.read || read == best.read && read > 0 && rank < best.rank) {
            best.spot = within;
            best.read = read;
            best.rank = rank;
        }
        if (at < 0) {
            return;
        }
        for (Named candidate : candidates(pieces.get(at))) {
            if (within == null || inside(candidate.spot(), within)) {
                search(pieces, at - 1, narrower(candidate.spot(), within), read + 1, rank + candidate.rank(), best);
            }
        }
        search(pieces, at - 1, within, read, rank, best);
    }

    private List<Named> candidates(String piece) {
        List<Named> exact = byName.get(piece);
        if (exact != null) {
            return exact;
        }
        String bare = AROUND.matcher(piece).replaceAll("");
        return bare.equals(piece)
                ? List.of()
                : byName.getOrDefault(AROUND.matcher(bare).replaceAll(""), List.of());
    }

    private static boolean inside(Spot spot, Spot outer) {
        return outer.countries().containsAll(spot.countries())
                && (outer.region() == null || outer.region().equals(spot.region()))
                && (outer.city() == null || outer.city().equals(spot.city()));
    }

    private static Spot narrower(Spot spot, @Nullable Spot outer) {
        return outer != null && outer.city() != null ? outer : spot;
    }
}
