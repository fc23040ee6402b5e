package com.messageai.leadgen.discovery;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.team.TeamId;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A platform's account whose lead forms are pulled into a campaign.
 *
 * @param accountId a URN of LinkedIn's, or the number of a Meta page
 * @param job who pulls
 * @param pulledUntil answers that were submitted before are kept; null until a first pull has come to its end
 * @param pullingUntil until when the pull reads that has not come to its end; null where none is under way
 * @param cursor where that pull goes on
 * @param found people who came by it and were new to the campaign
 * @param nextPullAt null where nobody will pull any more before somebody decides
 * @param now PostgreSQL's time when this was read
 */
public record Connection(
        TeamId team,
        ConnectionId id,
        Platform platform,
        String accountId,
        CampaignId campaign,
        UUID job,
        @Nullable Instant pulledUntil,
        @Nullable Instant pullingUntil,
        @Nullable String cursor,
        int found,
        @Nullable Instant lastPulledAt,
        @Nullable Instant nextPullAt,
        @Nullable String lastError,
        Instant createdAt,
        Instant updatedAt,
        int version,
        Instant now) {

    private static final Pattern LINKEDIN = Pattern.compile("urn:li:(?:sponsoredAccount|organization):[1-9]\\d{0,18}");
    private static final Pattern META_PAGE = Pattern.compile("[1-9]\\d{0,19}");

    /** Whether it is an account of a platform that has lead forms. */
    public static boolean canBe(Platform platform, String accountId) {
        return switch (platform) {
            case LINKEDIN -> LINKEDIN.matcher(accountId).matches();
            case FACEBOOK -> META_PAGE.matcher(accountId).matches();
            case ZOOMINFO, CSV -> false;
        };
    }
}
