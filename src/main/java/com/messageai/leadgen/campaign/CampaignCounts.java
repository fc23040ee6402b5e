package com.messageai.leadgen.campaign;

/** What a campaign's prospects have come to; each count is what one SELECT over them gives. */
public record CampaignCounts(
        int discovered, int scored, int qualified, int review, int archived, int enriched, int leads, int failed) {}
