package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.discovery.Connection;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.web.Violations;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A connection as clients ask for it. */
record ConnectionInput(
        @Nullable Platform platform,
        @Nullable String accountId,
        @Nullable UUID campaignId) {

    /** What is well-formed. */
    record Wish(Platform platform, String accountId, CampaignId campaign) {}

    /** A 422 that names every broken rule. */
    Wish checked() {
        Violations violations = new Violations();
        boolean hasForms = platform == Platform.LINKEDIN || platform == Platform.FACEBOOK;
        violations.require(hasForms, "platform", "must be LINKEDIN or FACEBOOK");
        violations.require(campaignId != null, "campaignId", "must be given");
        Platform at = platform == null || !hasForms ? Platform.LINKEDIN : platform;
        String account = accountId == null ? "" : accountId.strip();
        violations.require(
                !hasForms || Connection.canBe(at, account),
                "accountId",
                at == Platform.LINKEDIN
                        ? "must be urn:li:sponsoredAccount:{number} or urn:li:organization:{number}"
                        : "must be the number of a page");
        violations.refuse();
        return new Wish(at, account, new CampaignId(campaignId == null ? new UUID(0, 0) : campaignId));
    }
}
