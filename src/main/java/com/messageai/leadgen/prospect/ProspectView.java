package com.messageai.leadgen.prospect;

import com.messageai.leadgen.icp.Platform;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A prospect as clients read it. @param enrichmentData what enrichment learned, by provider */
public record ProspectView(
        UUID id,
        UUID campaignId,
        UUID personId,
        @Nullable UUID leadId,
        Platform platform,
        String platformProfileId,
        @Nullable String profileUrl,
        String name,
        @Nullable String headline,
        @Nullable String title,
        CompanyView company,
        @Nullable String location,
        List<String> skills,
        @Nullable String bio,
        ContactInfo contactInfo,
        JsonNode enrichmentData,
        @Nullable BigDecimal icpMatchScore,
        @Nullable BigDecimal qualityScore,
        ProspectStatus status,
        @Nullable String statusReason,
        Instant createdAt,
        Instant updatedAt,
        int version) {

    /** Where the person works. @param size a range of people: {@code 51-200} */
    public record CompanyView(
            @Nullable String name,
            @Nullable String domain,
            @Nullable String industry,
            @Nullable String size,
            @Nullable String location) {

        static CompanyView of(Profile.Company company) {
            return new CompanyView(
                    company.name(), company.domain(), company.industry(), company.size(), text(company.location()));
        }
    }

    static @Nullable String text(Profile.@Nullable Place place) {
        return place == null ? null : place.text();
    }
}
