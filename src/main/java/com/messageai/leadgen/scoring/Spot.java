package com.messageai.leadgen.scoring;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place in its hierarchy; what is not known is null.
 *
 * @param countries more than one for an area such as the EU, otherwise the country's code
 * @param region GeoNames' code of a first-level region ({@code US.CA})
 * @param city unique ({@code US.CA/san francisco})
 * @param metros metropolitan areas that it is part of, or is
 */
record Spot(
        Set<String> countries,
        @Nullable String region,
        @Nullable String city,
        Set<String> metros) {

    /** Within one country: another city of the same region, a known region of which the city isn't known, and so on. */
    private static final int SAME_REGION = 4_000;

    private static final int LESS_PRECISE = 5_000;
    private static final int SAME_METRO = 9_000;
    private static final int SAME_COUNTRY = 1_000;

    private boolean area() {
        return countries.size() > 1;
    }

    /** How well this place, where somebody is, fits the place that is wanted; in basis points. */
    int match(Spot wanted) {
        if (area()) {
            // Somewhere in an area: certain only when all of it is wanted.
            boolean overlap = countries.stream().anyMatch(wanted.countries::contains);
            return wanted.countries.containsAll(countries) ? Match.FULL : overlap ? LESS_PRECISE : 0;
        }
        if (!wanted.countries.containsAll(countries)) {
            return 0;
        }
        if (wanted.region == null && wanted.city == null && wanted.metros.isEmpty()) {
            return Match.FULL;
        }
        if (wanted.city == null && wanted.metros.isEmpty()) {
            return region == null ? LESS_PRECISE : region.equals(wanted.region) ? Match.FULL : SAME_COUNTRY;
        }
        if (city != null && city.equals(wanted.city)) {
            return Match.FULL;
        }
        if (metros.stream().anyMatch(wanted.metros::contains)) {
            return wanted.city == null || city == null ? Match.FULL : SAME_METRO;
        }
        if (region == null) {
            return LESS_PRECISE;
        }
        boolean sameRegion = region.equals(wanted.region);
        return sameRegion ? city == null ? LESS_PRECISE : SAME_REGION : SAME_COUNTRY;
    }
}
