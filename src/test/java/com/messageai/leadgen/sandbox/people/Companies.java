package com.messageai.leadgen.sandbox.people;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Founds companies of a segment. */
final class Companies {

    private static final Map<String, Weighted<Integer>> CITIES = cities();
    private static final List<String> MORE_TAGS = List.of(
            "Web Services & Apps",
            "Mobile",
            "Cloud",
            "Analytics",
            "Marketplace",
            "API",
            "Artificial Intelligence",
            "Sustainability",
            "Family Business",
            "Export");

    private final SplittableRandom random;
    private final CompanyNames names = new CompanyNames();
    private final Map<Segment, Draws> draws = new HashMap<>();
    private int founded;

    Companies(SplittableRandom random) {
        this.random = random;
    }

    private record Draws(Weighted<Integer> industries, Weighted<String> countries, Weighted<SizeRange> sizes) {}

    private static Map<String, Weighted<Integer>> cities() {
        List<Place> places = Place.all();
        return IntStream.range(0, places.size())
                .boxed()
                .collect(groupingBy(i -> places.get(i).countryCode()))
                .entrySet()
                .stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        country -> new Weighted<>(country.getValue().stream()
                                .collect(toMap(i -> i, i -> places.get(i).weight())))));
    }

    static Place city(String countryCode, SplittableRandom random) {
        return Place.all().get(CITIES.get(countryCode).draw(random));
    }

    Company found(Segment segment) {
        Draws draw = draws.computeIfAbsent(
                segment,
                key -> new Draws(
                        new Weighted<>(key.industries()),
                        new Weighted<>(key.countries()),
                        new Weighted<>(key.sizes())));
        Industry industry = Industry.of(draw.industries().draw(random));
        Place place = city(draw.countries().draw(random), random);
        int employees = employees(draw.sizes().draw(random));
        CompanyNames.CompanyName name = names.draw(industry, place, random);
        boolean software = industry.stack().equals("software");
        return new Company(
                founded++,
                name.name(),
                name.legalName(),
                name.slug() + ".example",
                industry,
                employees,
                place,
                technologies(industry),
                tags(industry),
                (long) employees * (60 + random.nextInt(220)) * 1_000L,
                chance(software ? 60 : 8) ? (long) employees * (20 + random.nextInt(180)) * 1_000L : null,
                software ? 2005 + random.nextInt(19) : 1890 + random.nextInt(130),
                Phones.draw(place, random),
                pattern(),
                chance(90),
                chance(14),
                chance(92),
                chance(8));
    }

    private int employees(SizeRange range) {
        double low = Math.log(range.from());
        double high = Math.log(range.drawnTo());
        int drawn = (int) Math.round(StrictMath.exp(low + random.nextDouble() * (high - low)));
        return Math.clamp(drawn, range.from(), range.drawnTo());
    }

    private EmailPattern pattern() {
        int dice = random.nextInt(100);
        return dice < 46
                ? EmailPattern.FIRST_LAST
                : dice < 70
                        ? EmailPattern.INITIAL_LAST
                        : dice < 88
                                ? EmailPattern.FIRST
                                : dice < 96 ? EmailPattern.FIRST_INITIAL : EmailPattern.LAST_FIRST;
    }

    private List<String> technologies(Industry industry) {
        List<String> pool = Technologies.of(industry);
        SequencedSet<String> chosen = new LinkedHashSet<>();
        int wanted = 2 + random.nextInt(7);
        for (int i = 0; i < wanted; i++) {
            chosen.add(pool.get(random.nextInt(pool.size())));
        }
        return List.copyOf(chosen);
    }

    private List<String> tags(Industry industry) {
        if (chance(50)) {
            return industry.tags();
        }
        List<String> tags = new ArrayList<>(industry.tags());
        tags.add(MORE_TAGS.get(random.nextInt(MORE_TAGS.size())));
        return List.copyOf(tags);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
