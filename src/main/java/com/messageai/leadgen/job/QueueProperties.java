package com.messageai.leadgen.job;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How many batches of each queue one instance works on at once. */
@ConfigurationProperties("leadgen.queues")
record QueueProperties(
        @DefaultValue Discovery discovery,
        @DefaultValue Scoring scoring,
        @DefaultValue Enrichment enrichment,
        @DefaultValue Delivery delivery,
        @DefaultValue Upkeep upkeep) {

    record Discovery(@DefaultValue("5") int concurrency) {}

    record Scoring(@DefaultValue("15") int concurrency) {}

    record Enrichment(@DefaultValue("10") int concurrency) {}

    record Delivery(@DefaultValue("10") int concurrency) {}

    record Upkeep(@DefaultValue("2") int concurrency) {}

    int concurrency(Queue queue) {
        return switch (queue) {
            case DISCOVERY -> discovery.concurrency();
            case SCORING -> scoring.concurrency();
            case ENRICHMENT -> enrichment.concurrency();
            case DELIVERY -> delivery.concurrency();
            case UPKEEP -> upkeep.concurrency();
        };
    }
}
