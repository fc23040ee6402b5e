package com.messageai.leadgen.campaign;

import com.messageai.leadgen.icp.Platform;
import org.jspecify.annotations.Nullable;

/** How far the search on one platform has come. @param found prospects, before they are told apart */
public record CampaignSource(
        Platform platform,
        CampaignSources.Outcome outcome,
        int found,
        @Nullable String reason) {}
