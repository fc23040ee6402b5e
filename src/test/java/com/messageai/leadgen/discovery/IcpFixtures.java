package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.icp.IdealProfile;
import com.messageai.leadgen.icp.IdealProfile.Behaviors;
import com.messageai.leadgen.icp.IdealProfile.Demographics;
import com.messageai.leadgen.icp.IdealProfile.Exclusions;
import com.messageai.leadgen.icp.IdealProfile.Firmographics;
import com.messageai.leadgen.icp.IdealProfile.Psychographics;
import com.messageai.leadgen.icp.IdealProfile.Weights;
import com.messageai.leadgen.icp.ProductId;
import com.messageai.leadgen.team.TeamId;
import java.util.List;
import java.util.UUID;

final class IcpFixtures {

    static final Firmographics ANY_COMPANY = new Firmographics(List.of(), List.of(), List.of(), List.of(), List.of());

    private IcpFixtures() {}

    /** The example of the API's description. */
    static Icp saasDecisionMaker() {
        return icp(
                new Demographics(
                        List.of("CTO", "VP Engineering"), List.of("CXO", "VP"), List.of("ENGINEERING"), List.of("USA")),
                new Firmographics(
                        List.of("SaaS"), List.of("50-200"), List.of("Kubernetes"), List.of("10M-50M"), List.of()),
                List.of("DevOps"));
    }

    static Icp icp(Demographics demographics, Firmographics firmographics, List<String> interests) {
        return new Icp(
                new TeamId(UUID.randomUUID()),
                new IcpId(UUID.randomUUID()),
                new ProductId(UUID.randomUUID()),
                "Enterprise SaaS decision maker",
                "",
                1,
                new IdealProfile(
                        demographics,
                        firmographics,
                        new Psychographics(List.of("scale"), List.of(), interests, List.of()),
                        new Behaviors(List.of(), 30, List.of("HIRING")),
                        List.of("demographics.locations"),
                        new Exclusions(List.of("Recruiter"), List.of(), List.of()),
                        Weights.DEFAULT));
    }

    static Icp excluding(Icp icp, Exclusions unwanted) {
        IdealProfile profile = icp.profile();
        return new Icp(
                icp.team(),
                icp.id(),
                icp.product(),
                icp.name(),
                icp.description(),
                icp.number(),
                new IdealProfile(
                        profile.demographics(),
                        profile.firmographics(),
                        profile.psychographics(),
                        profile.behaviors(),
                        profile.required(),
                        unwanted,
                        profile.weights()));
    }
}
