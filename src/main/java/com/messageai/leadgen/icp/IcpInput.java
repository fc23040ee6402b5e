package com.messageai.leadgen.icp;

import com.messageai.leadgen.icp.IdealProfile.Behaviors;
import com.messageai.leadgen.icp.IdealProfile.Demographics;
import com.messageai.leadgen.icp.IdealProfile.Exclusions;
import com.messageai.leadgen.icp.IdealProfile.Firmographics;
import com.messageai.leadgen.icp.IdealProfile.Psychographics;
import com.messageai.leadgen.web.Violations;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An ICP as clients write it; what is left out is not stated. */
record IcpInput(
        @Nullable UUID productId,
        @Nullable String name,
        @Nullable String description,
        @Nullable Demographics demographics,
        @Nullable Firmographics firmographics,
        @Nullable Psychographics psychographics,
        @Nullable Behaviors behaviors,
        @Nullable List<String> required,
        @Nullable Exclusions exclusions,
        @Nullable WeightsInput weights) {

    /** All four or none: with some left out, nobody can tell what the others should be. */
    record WeightsInput(
            @Nullable BigDecimal demographics,
            @Nullable BigDecimal firmographics,
            @Nullable BigDecimal psychographics,
            @Nullable BigDecimal activity) {}

    private static final int LONGEST_DESCRIPTION = 5_000;

    /** What may be kept; a 422 that names every broken rule. */
    StoredIcp.Content checked() {
        Violations violations = new Violations();
        violations.require(productId != null, "productId", "must be given");
        String checkedName = violations.name("name", name, 200);
        String checkedDescription = violations.text("description", description, LONGEST_DESCRIPTION);
        IdealProfile profile = new ProfileRules(violations)
                .profile(
                        or(demographics, Demographics.NONE),
                        or(firmographics, Firmographics.NONE),
                        or(psychographics, Psychographics.NONE),
                        or(behaviors, Behaviors.NONE),
                        or(required, List.of()),
                        or(exclusions, Exclusions.NONE),
                        weights);
        violations.refuse();
        return new StoredIcp.Content(
                new ProductId(productId == null ? new UUID(0, 0) : productId),
                checkedName,
                checkedDescription,
                profile);
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
