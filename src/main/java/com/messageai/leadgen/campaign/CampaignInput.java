package com.messageai.leadgen.campaign;

import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.web.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A campaign as clients write it. */
record CampaignInput(
        @Nullable UUID icpId,
        @Nullable String name,
        @Nullable List<Platform> platforms,

        @Schema(
                description = "By platform, in its own terms, in place of what the ICP would be translated to. Taken"
                        + " whole: nothing is filled in. The criteria of GET /icps/{id}/criteria may stand here as they"
                        + " are; an empty object leaves the platform to the translation.")
        @Nullable Map<Platform, JsonNode> searchCriteria,

        @Nullable Integer maxProspects,
        @Nullable MoneyInput budget,
        @Nullable ThresholdsInput thresholds) {

    private static final int MOST_PROSPECTS = 10_000_000;
    private static final int LONGEST_CRITERIA = 16_000;

    record MoneyInput(@Nullable BigDecimal amount, @Nullable String currency) {}

    /** Numbers from 0 to 1; what is left out is the default. */
    record ThresholdsInput(
            @Nullable BigDecimal qualify, @Nullable BigDecimal review) {}

    /** What may be kept; a 422 that names every broken rule. @param before criteria that stand already */
    CampaignSettings checked(SearchLanguages languages, Map<Platform, JsonNode> before) {
        Violations violations = new Violations();
        violations.require(icpId != null, "icpId", "must be given");
        List<Platform> checkedPlatforms = platforms(violations);
        CampaignSettings settings = new CampaignSettings(
                new IcpId(icpId == null ? new UUID(0, 0) : icpId),
                violations.name("name", name, 200),
                checkedPlatforms,
                criteria(checkedPlatforms, languages, before, violations),
                maxProspects,
                budget == null ? null : money(budget, violations),
                thresholds(violations));
        violations.require(
                maxProspects == null || (maxProspects >= 1 && maxProspects <= MOST_PROSPECTS),
                "maxProspects",
                "must be from 1 to " + MOST_PROSPECTS);
        violations.refuse();
        return settings;
    }

    private List<Platform> platforms(Violations violations) {
        List<Platform> given = platforms == null ? List.of() : platforms;
        violations.require(!given.isEmpty(), "platforms", "must name at least one platform");
        violations.require(new HashSet<>(given).size() == given.size(), "platforms", "must not name a platform twice");
        return List.copyOf(given);
    }

    private Map<Platform, JsonNode> criteria(
            List<Platform> searched, SearchLanguages languages, Map<Platform, JsonNode> before, Violations violations) {
        Map<Platform, JsonNode> criteria = new EnumMap<>(Platform.class);
        if (searchCriteria != null) {
            criteria.putAll(searchCriteria);
        }
        criteria.forEach((platform, value) -> {
            String field = "searchCriteria." + platform;
            violations.require(searched.contains(platform), field, "must be of a platform of the campaign");
            violations.object(field, value, LONGEST_CRITERIA);
        });
        languages.check(criteria, before, violations);
        return criteria;
    }

    private static Money money(MoneyInput given, Violations violations) {
        return new Money(
                violations.amount("budget.amount", given.amount()),
                violations.currency("budget.currency", given.currency()));
    }

    private Thresholds thresholds(Violations violations) {
        if (thresholds == null) {
            return Thresholds.DEFAULT;
        }
        int qualify = thresholds.qualify() == null
                ? Thresholds.DEFAULT.qualify()
                : violations.fraction("thresholds.qualify", thresholds.qualify());
        int review = thresholds.review() == null
                ? Thresholds.DEFAULT.review()
                : violations.fraction("thresholds.review", thresholds.review());
        if (review > qualify) {
            violations.add("thresholds", "review must not be above qualify");
            return Thresholds.DEFAULT;
        }
        return new Thresholds(qualify, review);
    }
}
