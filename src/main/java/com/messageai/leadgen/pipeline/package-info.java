/** Walks a campaign down the corridor: the queues, what each stage commits, start, pause, resume, cancel, completion. */
@ApplicationModule(
        allowedDependencies = {
            "store",
            "lifecycle",
            "team",
            "web",
            "journal",
            "job",
            "provider",
            "embedding",
            "icp",
            "campaign",
            "prospect",
            "discovery",
            "scoring",
            "enrichment",
            "qualification",
            "lead"
        })
@NullMarked
package com.messageai.leadgen.pipeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
