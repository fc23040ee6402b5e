/** What else can be learned of a person, within a budget. An absent match is a result, not an error. */
@ApplicationModule(
        allowedDependencies = {"store", "lifecycle", "team", "web", "provider", "icp", "campaign", "prospect"})
@NullMarked
package com.messageai.leadgen.enrichment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
