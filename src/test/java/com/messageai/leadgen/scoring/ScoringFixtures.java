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
import com.messageai.leadgen.prospect.Profile.Company;
import com.messageai.leadgen.prospect.Profile.Place;
import com.messageai.leadgen.team.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** ICPs and people of which one can say beforehand how well they fit. */
final class ScoringFixtures {

    static final TeamId TEAM = new TeamId(new UUID(1, 1));
    static final Instant TODAY = Instant.parse("2026-03-10T15:00:00Z");
    static final Knowledge KNOWLEDGE = Knowledge.read();

    private ScoringFixtures() {}

    static Icp icp(IdealProfile ideal) {
        return new Icp(TEAM, new IcpId(new UUID(2, 2)), new ProductId(new UUID(3, 3)), "Decision makers", "", 4, ideal);
    }

    /** The example of the contract. */
    static IdealProfile enterpriseSaas() {
        return new IdealProfile(
                new Demographics(
                        List.of("CTO", "VP Engineering"), List.of("CXO", "VP"), List.of("ENGINEERING"), List.of("USA")),
                new Firmographics(
                        List.of("SaaS"), List.of("50-200"), List.of("Kubernetes"), List.of("10M-50M"), List.of()),
                new Psychographics(List.of("scale"), List.of(), List.of("DevOps"), List.of()),
                new Behaviors(List.of(), 30, List.of("HIRING")),
                List.of("demographics.locations"),
                new Exclusions(List.of("Recruiter"), List.of(), List.of()),
                Weights.DEFAULT);
    }

    static IdealProfile nothing() {
        return new IdealProfile(
                new Demographics(List.of(), List.of(), List.of(), List.of()),
                new Firmographics(List.of(), List.of(), List.of(), List.of(), List.of()),
                new Psychographics(List.of(), List.of(), List.of(), List.of()),
                new Behaviors(List.of(), null, List.of()),
                List.of(),
                new Exclusions(List.of(), List.of(), List.of()),
                Weights.DEFAULT);
    }

    static Profile aCto() {
        return new Profile(
                Platform.LINKEDIN,
                "Qm41xZ",
                "https://www.linkedin.com/in/kim-doe",
                "Kim Doe",
                "Kim",
                "Doe",
                "Scaling platform teams | DevOps",
                "Chief Technology Officer",
                "CXO",
                "ENGINEERING",
                new Company(
                        "Tarnwell Inc.",
                        "tarnwell.example",
                        "Software Development",
                        "51-200",
                        null,
                        Place.of("Austin, Texas, United States"),
                        List.of("Kubernetes", "PostgreSQL"),
                        "10M-50M"),
                Place.of("Austin, Texas, United States"),
                List.of("Kubernetes", "Platform Engineering"),
                List.of("DevOps", "Cloud"),
                "I keep our platform stable while the number of customers doubles. Scaling is what I think about.",
                null,
                Instant.parse("2026-03-10T08:00:00Z"),
                List.of("HIRING"),
                List.of(),
                List.of());
    }

    static Profile aStranger() {
        return new Profile(
                Platform.LINKEDIN,
                "Zz90aa",
                null,
                "Lou Roe",
                "Lou",
                "Roe",
                "Wedding photographer",
                "Photographer",
                "ENTRY",
                "ARTS_AND_DESIGN",
                new Company(
                        "Roe", null, "Restaurants", "2-10", null, Place.of("Lyon, France"), List.of("Canon"), "<1M"),
                Place.of("Lyon, France"),
                List.of("Portraits"),
                List.of("Hiking"),
                "I take pictures of happy people.",
                null,
                Instant.parse("2025-01-01T08:00:00Z"),
                List.of("POSTED_ABOUT:weddings"),
                List.of(),
                List.of());
    }

    static Profile unknown() {
        return new Profile(
                Platform.CSV,
                "1",
                null,
                "Kim Doe",
                null,
                null,
                null,
                null,
                null,
                null,
                Company.UNKNOWN,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of());
    }
}
