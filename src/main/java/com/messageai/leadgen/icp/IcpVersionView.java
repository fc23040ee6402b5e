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

/** One version of an ICP as clients read it. */
record IcpVersionView(
        UUID id,
        UUID icpId,
        int icpVersion,
        String name,
        String description,
        Demographics demographics,
        Firmographics firmographics,
        Psychographics psychographics,
        Behaviors behaviors,
        List<String> required,
        Exclusions exclusions,
        Weights weights,
        Instant createdAt) {

    static IcpVersionView of(IcpVersion version) {
        Icp icp = version.icp();
        IdealProfile profile = icp.profile();
        return new IcpVersionView(
                version.id(),
                icp.id().value(),
                icp.number(),
                icp.name(),
                icp.description(),
                profile.demographics(),
                profile.firmographics(),
                profile.psychographics(),
                profile.behaviors(),
                profile.required(),
                profile.exclusions(),
                profile.weights(),
                version.createdAt());
    }
}
