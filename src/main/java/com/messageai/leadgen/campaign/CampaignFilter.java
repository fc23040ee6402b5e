package com.messageai.leadgen.campaign;

import com.messageai.leadgen.icp.Platform;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which campaigns are wanted; null means any. @param q a part of the name, in any case */
record CampaignFilter(
        @Nullable CampaignStatus status,
        @Nullable UUID icpId,
        @Nullable Platform platform,
        @Nullable String q) {}
