package com.messageai.leadgen.feed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of the feed.
 *
 * @param streamsPerUser open streams of one user on one instance; one more is a 429
 * @param maxBehind events that a reader may be behind before it is given a reset and a snapshot in their place
 * @param ring newest events of a team that are kept in memory while it has readers
 * @param heartbeat between two comment lines
 * @param poll how often the journals of teams with readers are asked for what no announcement told, and how often
 *     sessions are checked
 * @param snapshotCampaigns campaigns in the snapshot of a team's stream: those that have not ended first, then the newest
 */
@ConfigurationProperties("leadgen.feed")
record FeedProperties(
        @DefaultValue("20") int streamsPerUser,
        @DefaultValue("10000") long maxBehind,
        @DefaultValue("2048") int ring,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("500") int snapshotCampaigns) {}
