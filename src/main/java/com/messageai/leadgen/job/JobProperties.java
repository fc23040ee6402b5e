package com.messageai.leadgen.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How jobs are handed out.
 *
 * @param topic where the doorbell is heard
 * @param lease how long a claim holds without being renewed
 * @param renewEvery how often claims are renewed
 * @param sweepEvery how often due and lost jobs are looked for
 * @param maxStalls how many workers a job may lose before it is dead
 * @param atOnce how many batches of all queues together one instance works on; each queue may always work on one
 * @param drain how long batches in work may go on when the instance stops, before they are handed back
 * @param patience how long the oldest due job may wait, with nothing being claimed, before health says so
 */
@ConfigurationProperties("leadgen.jobs")
record JobProperties(
        @DefaultValue("leadgen.doorbell") String topic,
        @DefaultValue("leadgen") String consumerGroup,
        @DefaultValue("6") int partitions,
        @DefaultValue("20s") Duration lease,
        @DefaultValue("5s") Duration renewEvery,
        @DefaultValue("2s") Duration sweepEvery,
        @DefaultValue("5") int maxStalls,
        @DefaultValue("32") int atOnce,
        @DefaultValue("8s") Duration drain,
        @DefaultValue("60s") Duration patience) {}
