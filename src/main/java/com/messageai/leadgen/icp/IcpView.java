package com.messageai.leadgen.icp;

import com.messageai.leadgen.icp.IdealProfile.Behaviors;
import com.messageai.leadgen.icp.IdealProfile.Demographics;
import com.messageai.leadgen.icp.IdealProfile.Exclusions;
import com.messageai.leadgen.icp.IdealProfile.Firmographics;
import com.messageai.leadgen.icp.IdealProfile.Psychographics;
import com.messageai.leadgen.icp.IdealProfile.Weights;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An ICP as clients read it. @param icpVersion number of its newest content, from 1 */
public record IcpView(
        UUID id,
        UUID productId,
        String name,
        String description,
        int icpVersion,
        Demographics demographics,
        Firmographics firmographics,
        Psychographics psychographics,
        Behaviors behaviors,
        List<String> required,
        Exclusions exclusions,
        Weights weights,
        Instant createdAt,
        Instant updatedAt,
        int version) {

    static IcpView of(StoredIcp stored) {
        Icp icp = stored.icp();
        IdealProfile profile = icp.profile();
        return new IcpView(
                icp.id().value(),
                icp.product().value(),
                icp.name(),
                icp.description(),
                icp.number(),
                profile.demographics(),
                profile.firmographics(),
                profile.psychographics(),
                profile.behaviors(),
                profile.required(),
                profile.exclusions(),
                profile.weights(),
                stored.createdAt(),
                stored.updatedAt(),
                stored.version());
    }
}
