package com.messageai.leadgen.icp;

import com.messageai.leadgen.icp.IcpInput.WeightsInput;
import com.messageai.leadgen.icp.IdealProfile.Behaviors;
import com.messageai.leadgen.icp.IdealProfile.Demographics;
import com.messageai.leadgen.icp.IdealProfile.Exclusions;
import com.messageai.leadgen.icp.IdealProfile.Firmographics;
import com.messageai.leadgen.icp.IdealProfile.Psychographics;
import com.messageai.leadgen.icp.IdealProfile.Weights;
import com.messageai.leadgen.web.Violations;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the content of an ICP must keep to. */
final class ProfileRules {

    /** The criteria that {@code required} may name. */
    static final Set<String> CRITERIA = Set.of(
            "demographics.jobTitles",
            "demographics.seniorities",
            "demographics.departments",
            "demographics.locations",
            "firmographics.industries",
            "firmographics.companySizes",
            "firmographics.technologies",
            "firmographics.revenues",
            "firmographics.locations",
            "psychographics.painPoints",
            "psychographics.goals",
            "psychographics.interests",
            "psychographics.values",
            "behaviors.keywords",
            "behaviors.activeWithinDays",
            "behaviors.signals");

    private static final int MOST_ENTRIES = 100;
    private static final int LONGEST_ENTRY = 200;
    private static final int LONGEST_ACTIVITY_DAYS = 3_650;

    private final Violations violations;

    ProfileRules(Violations violations) {
        this.violations = violations;
    }

    IdealProfile profile(
            Demographics who,
            Firmographics where,
            Psychographics why,
            Behaviors what,
            List<String> required,
            Exclusions exclusions,
            @Nullable WeightsInput weights) {
        return new IdealProfile(
                new Demographics(
                        entries("demographics.jobTitles", who.jobTitles()),
                        entries("demographics.seniorities", who.seniorities()),
                        entries("demographics.departments", who.departments()),
                        entries("demographics.locations", who.locations())),
                new Firmographics(
                        entries("firmographics.industries", where.industries()),
                        ranges("firmographics.companySizes", where.companySizes()),
                        entries("firmographics.technologies", where.technologies()),
                        ranges("firmographics.revenues", where.revenues()),
                        entries("firmographics.locations", where.locations())),
                new Psychographics(
                        entries("psychographics.painPoints", why.painPoints()),
                        entries("psychographics.goals", why.goals()),
                        entries("psychographics.interests", why.interests()),
                        entries("psychographics.values", why.values())),
                new Behaviors(
                        entries("behaviors.keywords", what.keywords()),
                        days(what.activeWithinDays()),
                        entries("behaviors.signals", what.signals())),
                paths(required),
                new Exclusions(
                        entries("exclusions.jobTitles", exclusions.jobTitles()),
                        entries("exclusions.industries", exclusions.industries()),
                        entries("exclusions.companies", exclusions.companies())),
                weights == null ? Weights.DEFAULT : weights(weights));
    }

    private List<String> entries(String field, List<String> values) {
        return violations.names(field, values, MOST_ENTRIES, LONGEST_ENTRY);
    }

    private List<String> ranges(String field, List<String> values) {
        List<String> ranges = entries(field, values);
        for (int i = 0; i < ranges.size(); i++) {
            violations.require(
                    Range.parse(ranges.get(i)).isPresent(),
                    field + "[" + i + "]",
                    "must be a range such as 50-200, 10M-50M or 1000+");
        }
        return ranges;
    }

    private @Nullable Integer days(@Nullable Integer days) {
        violations.require(
                days == null || (days >= 1 && days <= LONGEST_ACTIVITY_DAYS),
                "behaviors.activeWithinDays",
                "must be from 1 to " + LONGEST_ACTIVITY_DAYS);
        return days;
    }

    private List<String> paths(List<String> required) {
        List<String> paths = entries("required", required);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < paths.size(); i++) {
            String field = "required[" + i + "]";
            violations.require(CRITERIA.contains(paths.get(i)), field, "must name a criterion of the ICP");
            violations.require(seen.add(paths.get(i)), field, "must not name a criterion twice");
        }
        return paths;
    }

    private Weights weights(WeightsInput given) {
        BigDecimal demographics = weight("weights.demographics", given.demographics());
        BigDecimal firmographics = weight("weights.firmographics", given.firmographics());
        BigDecimal psychographics = weight("weights.psychographics", given.psychographics());
        BigDecimal activity = weight("weights.activity", given.activity());
        BigDecimal sum = demographics.add(firmographics).add(psychographics).add(activity);
        violations.require(sum.compareTo(BigDecimal.ONE) == 0, "weights", "must sum to 1");
        return new Weights(demographics, firmographics, psychographics, activity);
    }

    private BigDecimal weight(String field, @Nullable BigDecimal value) {
        violations.fraction(field, value);
        return value == null ? BigDecimal.ZERO : Violations.canonical(value);
    }
}
