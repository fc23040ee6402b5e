package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.enrichment.EnrichmentRequest.Scope;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.prospect.PersonId;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.Profile.Company;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

final class EnrichmentFixtures {

    static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");
    static final java.time.Clock CLOCK = java.time.Clock.fixed(NOW, ZoneOffset.UTC);

    private EnrichmentFixtures() {}

    static EnrichmentProperties settings() {
        return settings(Map.of());
    }

    static EnrichmentProperties settings(Map<String, Map<String, EnrichmentProperties.PriceSetting>> prices) {
        return new EnrichmentProperties(
                Duration.ofDays(30),
                Duration.ofDays(7),
                Duration.ofDays(1),
                Duration.ofDays(30),
                true,
                List.of(
                        "clearbit.company",
                        "hunter.verifier",
                        "hunter.finder",
                        "hunter.verifier",
                        "clearbit.company",
                        "clearbit.person"),
                1000,
                Duration.ofMinutes(1),
                Duration.ofDays(1),
                Duration.ofSeconds(30),
                "USD",
                prices,
                Map.of());
    }

    static Company tarnwell(String domain) {
        return new Company("Tarnwell", domain, null, null, null, null, List.of(), null);
    }

    static Profile aProfile(Company company, List<String> emails, List<String> phones) {
        return new Profile(
                Platform.LINKEDIN,
                "Qm41xZ",
                null,
                "Ilse Varga",
                "Ilse",
                "Varga",
                null,
                "Chief Technology Officer",
                "CXO",
                null,
                company,
                new Profile.Place("Austin, Texas, United States", "Austin", "Texas", null),
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                emails,
                phones);
    }

    static EnrichmentRequest aRequest(TeamId team, CampaignId campaign, Profile profile) {
        return aRequest(team, campaign, profile, Scope.FULL);
    }

    static EnrichmentRequest aRequest(TeamId team, CampaignId campaign, Profile profile, Scope scope) {
        return new EnrichmentRequest(
                team, campaign, new ProspectId(Ids.next()), new PersonId(Ids.next()), profile, ContactInfo.NONE, scope);
    }
}
