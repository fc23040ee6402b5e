package com.messageai.leadgen.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.messageai.leadgen.campaign.CampaignStatus;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.journal.JournalEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens in a campaign, as the feed tells it. Scores are numbers from 0 to 1 with four decimals. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface CampaignEvent extends JournalEvent {

    /** The campaign moved. */
    record StatusChanged(CampaignStatus status, @Nullable String reason) implements CampaignEvent {
        @Override
        public String type() {
            return "campaign.status";
        }
    }

    /** A page of a search was kept, or a search ended. */
    record DiscoveryProgressed(Platform platform, int found, int pages, boolean exhausted, boolean truncated)
            implements CampaignEvent {
        @Override
        public String type() {
            return "discovery.progress";
        }
    }

    /** Somebody new. */
    record ProspectDiscovered(UUID prospectId, Platform platform) implements CampaignEvent {
        @Override
        public String type() {
            return "prospect.discovered";
        }
    }

    /** A prospect has a score. */
    record ProspectScored(
            UUID prospectId,
            BigDecimal score,
            String outcome,
            @Nullable String reason,
            Factors factors) implements CampaignEvent {
        @Override
        public String type() {
            return "prospect.scored";
        }
    }

    /** The four factors of a score. */
    record Factors(BigDecimal demographics, BigDecimal firmographics, BigDecimal psychographics, BigDecimal activity) {}

    /** Providers have said what they know. */
    record ProspectEnriched(UUID prospectId, List<String> providers, BigDecimal qualityScore) implements CampaignEvent {
        @Override
        public String type() {
            return "prospect.enriched";
        }
    }

    /** A prospect became a lead. */
    record LeadCreated(UUID leadId, UUID prospectId, BigDecimal score) implements CampaignEvent {
        @Override
        public String type() {
            return "lead.created";
        }
    }

    /** Jobs wait until a provider's window opens again. */
    record RateLimitWaiting(String platform, String endpoint, Instant resumesAt) implements CampaignEvent {
        @Override
        public String type() {
            return "rate-limit.waiting";
        }
    }

    /** Work was given up. */
    record JobFailed(String queue, UUID jobId, String reason) implements CampaignEvent {
        @Override
        public String type() {
            return "job.failed";
        }
    }
}
