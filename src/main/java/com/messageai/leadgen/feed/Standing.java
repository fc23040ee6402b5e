package com.messageai.leadgen.feed;

import java.time.Instant;
import java.util.List;

/**
 * Campaigns of one team at one moment.
 *
 * @param number of the newest event of the team's journal at that moment: all up to it, and nothing after, is counted
 */
record Standing(long number, Instant at, List<CampaignState> campaigns) {}
