package com.messageai.leadgen.pipeline;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How many batches of each queue one instance works on at once. */
@ConfigurationProperties("leadgen.queues")
record QueueProperties(
        @DefaultValue Discovery discovery,
        @DefaultValue Scoring scoring,
        @DefaultValue Enrichment enrichment,
        @DefaultValue Delivery delivery) {

    record Discovery(@DefaultValue("5") int concurrency) {}

    record Scoring(@DefaultValue("15") int concurrency) {}

    record Enrichment(@DefaultValue("10") int concurrency) {}

    record Delivery(@DefaultValue("10") int concurrency) {}
}
