package com.messageai.leadgen.scoring;

import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.icp.IdealProfile;
import com.messageai.leadgen.icp.IdealProfile.Behaviors;
import com.messageai.leadgen.icp.IdealProfile.Demographics;
import com.messageai.leadgen.icp.IdealProfile.Exclusions;
import com.messageai.leadgen.icp.IdealProfile.Firmographics;
import com.messageai.leadgen.icp.IdealProfile.Psychographics;
import com.messageai.leadgen.icp.IdealProfile.Weights;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.icp.ProductId;
import com.messageai.leadgen.prospect.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** ICPs with people whom a person has graded, as {@code scoring-evaluation/README.md} describes them. */
record LabelledPairs(String part, List<Group> groups) {

    /** The day on which the profiles are looked at. */
    static final Instant TODAY = Instant.parse("2026-03-10T00:00:00Z");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An ICP with its people. */
    record Group(String name, Icp icp, List<Pair> pairs) {}

    /** @param grade from 0, not at all, to 3, a call today */
    record Pair(String id, int grade, Profile profile) {}

    private record IcpLine(
            String id,
            String part,
            String name,
            @Nullable Demographics demographics,
            @Nullable Firmographics firmographics,
            @Nullable Psychographics psychographics,
            @Nullable Behaviors behaviors,
            @Nullable List<String> required,
            @Nullable Exclusions exclusions) {

        Icp icp() {
            return new Icp(
                    ScoringFixtures.TEAM,
                    new IcpId(UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8))),
                    new ProductId(new UUID(3, 3)),
                    name,
                    "",
                    1,
                    new IdealProfile(
                            Objects.requireNonNullElse(demographics, Demographics.NONE),
                            Objects.requireNonNullElse(firmographics, Firmographics.NONE),
                            Objects.requireNonNullElse(psychographics, Psychographics.NONE),
                            Objects.requireNonNullElse(behaviors, Behaviors.NONE),
                            Objects.requireNonNullElse(required, List.of()),
                            Objects.requireNonNullElse(exclusions, Exclusions.NONE),
                            Weights.DEFAULT));
        }
    }

    private record CompanyLine(
            @Nullable String name,
            @Nullable String industry,
            @Nullable String size,
            @Nullable Integer employees,
            @Nullable List<String> technologies,
            @Nullable String revenue) {}

    private record ProfileLine(
            @Nullable String headline,
            @Nullable String title,
            @Nullable String seniority,
            @Nullable String department,
            @Nullable String location,
            @Nullable String country,
            @Nullable CompanyLine company,
            @Nullable List<String> skills,
            @Nullable List<String> interests,
            @Nullable String bio,
            @Nullable Integer monthsInPosition,
            @Nullable Integer activeDaysAgo,
            @Nullable List<String> signals) {

        Profile profile(String id) {
            CompanyLine firm = company == null ? new CompanyLine(null, null, null, null, null, null) : company;
            return new Profile(
                    Platform.LINKEDIN,
                    id,
                    null,
                    "Kim Doe",
                    null,
                    null,
                    headline,
                    title,
                    seniority,
                    department,
                    new Profile.Company(
                            firm.name,
                            null,
                            firm.industry,
                            firm.size,
                            firm.employees,
                            null,
                            given(firm.technologies),
                            firm.revenue),
                    location == null ? null : new Profile.Place(location, null, null, country),
                    given(skills),
                    given(interests),
                    bio,
                    monthsInPosition == null ? null : TODAY.minus(30L * monthsInPosition, ChronoUnit.DAYS),
                    activeDaysAgo == null ? null : TODAY.minus(activeDaysAgo, ChronoUnit.DAYS),
                    given(signals),
                    List.of(),
                    List.of());
        }
    }

    private record PairLine(
            String icp, String pair, int grade, @Nullable String why, ProfileLine profile) {}

    private static List<String> given(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }

    /** @param part {@code tune} or {@code keep} */
    static LabelledPairs read(String part) {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (IcpLine line : lines("icps.jsonl", IcpLine.class)) {
            if (line.part().equals(part)) {
                groups.put(line.id(), new Group(line.id(), line.icp(), new ArrayList<>()));
            }
        }
        for (PairLine line : lines("pairs.jsonl", PairLine.class)) {
            Group group = groups.get(line.icp());
            if (group != null) {
                group.pairs()
                        .add(new Pair(line.pair(), line.grade(), line.profile().profile(line.pair())));
            }
        }
        return new LabelledPairs(part, List.copyOf(groups.values()));
    }

    private static <T> List<T> lines(String file, Class<T> type) {
        try (InputStream in =
                Objects.requireNonNull(LabelledPairs.class.getResourceAsStream("/scoring-evaluation/" + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> JSON.readValue(line, type))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
